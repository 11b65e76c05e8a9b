import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/connect'
import { openStore } from '../../server/store/connect'
import { keptFile, mappingsOf, originOf, reportOf, reportsOf, sentFor } from '../../server/store/imports'
import { newsSince, publishReport } from '../../server/store/imports-publish'
import { trailOf } from '../../server/store/imports-trail'
import { addReport, answerReport, moveReport, replaceFile } from '../../server/store/imports-write'
import { loadDataset } from '../../server/store/load'
import { restoreBatch, withdrawBatch } from '../../server/store/publish'
import { seed } from '../../server/store/seed'
import { currentVersion } from '../../server/store/versions'
import { figuresFor, reportWith } from '../fixtures/report-of-a'
import { catalogue, shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let file: string
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, file, cleanup } = await temporaryStore())
  await seed(store, shippedSmall)
})
afterEach(() => cleanup())

const lan = { id: 'lan', name: 'Lan' }
const minh = { id: 'minh', name: 'Minh' }
const figures = figuresFor(5, 3).map((figure, at) => ({ ...figure, period: `202${3 + at}-H1` }))

const sourceOf = (id: number) => ({
  id: `report-${id}`,
  title: `Report ${id}`,
  issuer: 'A',
  date: '2026-07-01',
  url: '',
})

async function approved(number = 1): Promise<number> {
  const id = await addReport(store, reportWith(figures, number))
  await moveReport(store, { id, revision: 1, actor: lan, step: 'submit', remark: null })
  await moveReport(store, { id, revision: 2, actor: minh, step: 'approve', remark: null })
  return id
}

const publish = async (id: number) =>
  publishReport(store, {
    ...{ id, figures, source: sourceOf(id), actor: minh },
    expectedVersion: await currentVersion(store),
  })

const valueOfA = async () => {
  const dataset = await loadDataset(store, catalogue, { illustrative: true })
  const index = dataset.geographies['2024'].indexOf.get('90001') ?? -1
  return dataset.cellAt('real', '2024', index, 'villages_with_play_area', '2024-H1')
}

describe('a report', () => {
  test('comes back as it was taken in, with its file byte for byte', async () => {
    const taken = reportWith(figures, 1)
    const id = await addReport(store, taken)
    expect(await reportOf(store, id)).toMatchObject({
      ...{ id, state: 'draft', revision: 1, uploadedName: 'Lan', submittedAt: null },
      ...{ reading: taken.reading, counts: taken.counts, fileHash: taken.file.hash },
    })
    expect(new Uint8Array((await keptFile(store, taken.file.hash))!)).toEqual(taken.file.bytes)
    expect((await reportsOf(store, { period: '2024-H1' })).map((report) => report.id)).toEqual([id])
    expect(await reportsOf(store, { state: 'published' })).toEqual([])
  })

  test('keeps every file that was ever sent, and the files cannot be changed', async () => {
    const first = reportWith(figures, 1)
    const id = await addReport(store, first)
    const second = reportWith(figures, 2)
    expect(await replaceFile(store, { ...second, id, revision: 1 })).toEqual({ done: true, revision: 2 })
    expect(await keptFile(store, first.file.hash)).not.toBeNull()
    expect((await reportOf(store, id))?.fileHash).toBe(second.file.hash)
    const tamper = store.updateTable('kept_file').set({ kept_at: '' }).execute()
    await expect(tamper).rejects.toThrow('kept_file is append-only')
    // the same file again takes no more room
    await addReport(store, first)
    expect(await store.selectFrom('kept_file').select('hash').execute()).toHaveLength(2)
  })

  test('a mapping of a foreign layout is remembered for the next file', async () => {
    const taken = reportWith(figures, 1)
    const id = await addReport(store, taken)
    const mapping = taken.reading.kind === 'read' ? taken.reading.mapping : null
    await answerReport(store, {
      ...taken,
      id,
      revision: 1,
      mapping,
      layout: 'own',
      answers: { '|A|': '90001' },
    })
    expect(await mappingsOf(store)).toEqual({ own: mapping })
    expect((await reportOf(store, id))?.answers).toEqual({ '|A|': '90001' })
  })

  test('that is sent in does not change any more, and nothing is overwritten unseen', async () => {
    const id = await addReport(store, reportWith(figures, 1))
    const late = { ...reportWith(figures, 2), id, revision: 0 }
    expect(await replaceFile(store, late)).toEqual({ done: false, why: 'changed', revision: 1 })
    await moveReport(store, { id, revision: 1, actor: lan, step: 'submit', remark: null })
    expect(await replaceFile(store, { ...late, revision: 2 })).toEqual({
      ...{ done: false, why: 'wrong-state', state: 'submitted' },
    })
    expect(await replaceFile(store, { ...late, id: 99 })).toEqual({ done: false, why: 'unknown-report' })
  })
})

describe('publishing', () => {
  test('makes the figures count, says where each comes from, and keeps that through withdrawing and restoring', async () => {
    const id = await approved()
    expect(await valueOfA()).toBeNull()
    expect(await publish(id)).toEqual({ done: true, version: 2, batch: id })
    expect(await valueOfA()).toMatchObject({ value: 5, status: 'reported', source: `report-${id}` })
    const asked = {
      vintage: '2024',
      code: '90001',
      measure: 'villages_with_play_area',
      period: '2024-H1',
    } as const
    expect(await originOf(store, asked)).toMatchObject({
      ...{ report: id, value: 5, submittedName: 'Lan', fileName: 'a-1.csv', cell: 'Số liệu!C3' },
    })
    await withdrawBatch(store, { batch: id, actor: 'account/minh', name: 'Minh', expectedVersion: 2 })
    expect(await valueOfA()).toBeNull()
    expect(await originOf(store, asked)).toBeNull()
    await restoreBatch(store, { batch: id, actor: 'account/minh', name: 'Minh', expectedVersion: 3 })
    expect(await valueOfA()).toMatchObject({ value: 5 })
    const trail = await trailOf(store, id)
    expect(trail.map(({ action, detail }) => `${detail['name']} ${action}: ${detail['after']}`)).toEqual([
      'Lan upload: draft',
      'Lan submit: submitted',
      'Minh approve: approved',
      'Minh publish: published',
      'Minh withdraw: withdrawn',
      'Minh restore: published',
    ])
    expect(new Set(trail.map(({ detail }) => detail['file_hash']))).toEqual(
      new Set([reportWith(figures, 1).file.hash]),
    )
  })

  test('needs an approval', async () => {
    const id = await addReport(store, reportWith(figures, 1))
    expect(await publish(id)).toEqual({ done: false, why: 'wrong-state', state: 'draft' })
  })

  test('too late leaves no trace, and is told what was published meanwhile', async () => {
    const [first, second] = [await approved(1), await approved(2)]
    await publish(first)
    const late = { id: second, figures, source: sourceOf(second), actor: minh, expectedVersion: 1 }
    expect(await publishReport(store, late)).toEqual({ done: false, why: 'conflict', currentVersion: 2 })
    expect((await reportOf(store, second))?.state).toBe('approved')
    expect(await newsSince(store, 1)).toMatchObject([{ version: 2, report: first, title: 'Xã A, 1' }])
  })

  test('the board learns who sent in and who was sent back, drafts aside', async () => {
    await addReport(store, reportWith(figures, 1))
    const id = await approved(2)
    expect(await sentFor(store, '2024', '2024-H1')).toMatchObject([
      { id, state: 'approved', codes: ['90001'] },
    ])
    expect(await sentFor(store, '2024', '2024-H2')).toEqual([])
  })
})

test('killed at any moment, the store holds the old version or the new one, whole', async () => {
  const script = fileURLToPath(new URL('../fixtures/publish-forever.ts', import.meta.url))
  for (const wait of [0, 40, 130]) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve())
      child.once('exit', (code) => reject(new Error(`the process ended by itself: ${code}`)))
    })
    await setTimeout(wait)
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone

    const after = openStore(file)
    const batches = await after
      .selectFrom('batch')
      .select(['id', 'state'])
      .where('kind', '=', 'report')
      .execute()
    expect(batches.length).toBeGreaterThan(0)
    const versions = await after.selectFrom('data_version').select('version').execute()
    for (const { id, state } of batches) {
      const rows = await after.selectFrom('observation').select('value').where('batch_id', '=', id).execute()
      const publications = await after
        .selectFrom('publication')
        .selectAll()
        .where('batch_id', '=', id)
        .execute()
      const actions = (await trailOf(after, id)).map(({ action }) => action)
      const isOut = state === 'published'
      expect([rows.length, publications.length, actions.includes('publish')]).toEqual(
        isOut ? [1500, 1, true] : [0, 0, false],
      )
      // the report, its file and its first step are there together, or not at all
      const report = await reportOf(after, id)
      expect(await keptFile(after, report?.fileHash ?? '')).not.toBeNull()
      expect(actions[0]).toBe('upload')
    }
    // a version for the seed, and one for each report that is out
    expect(versions).toHaveLength(1 + batches.filter(({ state }) => state === 'published').length)
    await loadDataset(after, catalogue, { illustrative: true })
    await after.destroy()
  }
}, 120_000)
