import type { Observation } from '#domain/measures'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../server/store/connect'
import type { Store } from '../../server/store/connect'
import { rowsIn } from '#domain/observation-column'
import { observationsAt } from '../../server/store/observations'
import { publishBatch, restoreBatch, withdrawBatch } from '../../server/store/publish'
import { seed } from '../../server/store/seed'
import { currentVersion } from '../../server/store/versions'
import { dump } from '../fixtures/dump'
import { reportOfA, shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let file: string
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, file, cleanup } = await temporaryStore())
  await seed(store, shippedSmall)
})
afterEach(() => cleanup())

const actor = 'officer'

async function publish(observations: Observation[]): Promise<number> {
  const expectedVersion = await currentVersion(store)
  const outcome = await publishBatch(store, { title: 'Report', observations, actor, expectedVersion })
  if (!outcome.done) throw new Error(outcome.why)
  return outcome.batch
}

const change = async (turn: typeof withdrawBatch, batch: number) =>
  turn(store, { batch, actor, expectedVersion: await currentVersion(store) })

/** How many villages of A have a play area, at a data version; the last figure of a cell is the one that counts. */
async function valueOfA(version?: number, illustrative = true): Promise<number | null> {
  const rows = await observationsAt(store, {
    illustrative,
    version: version ?? (await currentVersion(store)),
  })
  const own = [...rowsIn(rows)].filter(
    (row) => row.code === '90001' && row.measure === 'villages_with_play_area',
  )
  return own.at(-1)?.value ?? null
}

describe('which figure counts', () => {
  test('a report replaces the made-up figure, a later report the earlier one', async () => {
    expect(await valueOfA()).toBe(3)
    await publish([reportOfA(5)])
    expect(await valueOfA()).toBe(5)
    await publish([reportOfA(6)])
    expect(await valueOfA()).toBe(6)
  })

  test('a withdrawn report uncovers what counted before it, a restored one covers it again', async () => {
    const first = await publish([reportOfA(5)])
    const second = await publish([reportOfA(6)])
    await change(withdrawBatch, second)
    expect(await valueOfA()).toBe(5)
    await change(withdrawBatch, first)
    expect(await valueOfA()).toBe(3)
    await change(restoreBatch, second)
    expect(await valueOfA()).toBe(6)
  })

  test('a restored report keeps its rank: a report that corrected it still does', async () => {
    const first = await publish([reportOfA(5)])
    await publish([reportOfA(6)])
    await change(withdrawBatch, first)
    await change(restoreBatch, first)
    expect(await valueOfA()).toBe(6)
  })

  test('every earlier data version can be read as it was', async () => {
    const batch = await publish([reportOfA(5)]) // version 2
    await change(withdrawBatch, batch) // 3
    await change(restoreBatch, batch) // 4
    await change(withdrawBatch, batch) // 5
    expect(await Promise.all([1, 2, 3, 4, 5].map((version) => valueOfA(version)))).toEqual([3, 5, 3, 5, 3])
  })

  test('made-up figures can be left out', async () => {
    expect(await valueOfA(1, false)).toBeNull()
    await publish([reportOfA(5)])
    expect(await valueOfA(2, false)).toBe(5)
  })
})

describe('a publication is refused as a whole', () => {
  const everything = () => dump(store)
  const attempt = (observations: Observation[]) =>
    publishBatch(store, { title: 'Report', observations, actor, expectedVersion: 1 })

  test.each([
    { what: 'an unknown unit', row: { ...reportOfA(1), code: '99999' }, refusal: 'FOREIGN KEY' },
    {
      what: 'a unit of the other vintage',
      row: { ...reportOfA(1), vintage: '2025', code: '90002' } as const,
      refusal: 'FOREIGN KEY',
    },
    { what: 'an unknown measure', row: { ...reportOfA(1), measure: 'towers' }, refusal: 'FOREIGN KEY' },
    {
      what: 'an unknown source',
      row: { ...reportOfA(1), period: '2024-H2', source: 'hearsay' },
      refusal: 'FOREIGN KEY',
    },
    { what: 'a value that is no number', row: { ...reportOfA(NaN), period: '2024-H2' }, refusal: 'NOT NULL' },
    { what: 'the same cell twice', row: reportOfA(9), refusal: 'UNIQUE' },
  ])('$what in its last row', async ({ row, refusal }) => {
    const before = await everything()
    const rows = [reportOfA(9), { ...reportOfA(8), code: '90002' }, row]
    await expect(attempt(rows)).rejects.toThrow(refusal)
    expect(await everything()).toEqual(before)
    expect(await valueOfA()).toBe(3)
  })

  test('a bad row after many good ones', async () => {
    const before = await everything()
    const good = Array.from({ length: 2000 }, (_, year) => ({
      ...reportOfA(year),
      period: String(3000 + year),
    }))
    await expect(attempt([...good, { ...reportOfA(1), code: '99999' }])).rejects.toThrow('FOREIGN KEY')
    expect(await everything()).toEqual(before)
  })
})

describe('two who publish at once', () => {
  const report = (value: number) => ({
    title: `Report ${value}`,
    observations: [reportOfA(value)],
    actor,
    expectedVersion: 1,
  })
  const conflict = { done: false, why: 'conflict', currentVersion: 2 }

  test('in one program: one wins, the other is told the version to look at', async () => {
    const outcomes = await Promise.all([publishBatch(store, report(5)), publishBatch(store, report(6))])
    expect(outcomes).toEqual([{ done: true, version: 2, batch: 3 }, conflict])
    expect(await valueOfA()).toBe(5)
  })

  test('in two programs on one file', async () => {
    const other = openStore(file)
    expect(await publishBatch(other, report(6))).toMatchObject({ done: true, version: 2 })
    await other.destroy()
    expect(await publishBatch(store, report(5))).toEqual(conflict)
    expect(await valueOfA()).toBe(6)
  })

  test('the loser leaves no trace and may try again', async () => {
    await publishBatch(store, report(5))
    const before = await dump(store)
    await publishBatch(store, report(6))
    expect(await dump(store)).toEqual(before)
    expect(await publishBatch(store, { ...report(6), expectedVersion: 2 })).toMatchObject({
      done: true,
      version: 3,
    })
  })

  test('a version that is still to come is a conflict too', async () => {
    const ahead = await publishBatch(store, { ...report(5), expectedVersion: 7 })
    expect(ahead).toEqual({ done: false, why: 'conflict', currentVersion: 1 })
  })

  test('withdrawing against an old version', async () => {
    const batch = await publish([reportOfA(5)])
    await publish([reportOfA(6)])
    expect(await withdrawBatch(store, { batch, actor, expectedVersion: 2 })).toEqual({
      done: false,
      why: 'conflict',
      currentVersion: 3,
    })
  })
})

describe('only reports in the right state turn', () => {
  test('what ships is not withdrawn by hand, nor what does not exist', async () => {
    expect(await change(withdrawBatch, 1)).toEqual({ done: false, why: 'unknown-report' })
    expect(await change(withdrawBatch, 99)).toEqual({ done: false, why: 'unknown-report' })
  })

  test('a withdrawn report is not withdrawn twice, a published one not restored', async () => {
    const batch = await publish([reportOfA(5)])
    expect(await change(restoreBatch, batch)).toEqual({ done: false, why: 'wrong-state', state: 'published' })
    await change(withdrawBatch, batch)
    expect(await change(withdrawBatch, batch)).toEqual({
      done: false,
      why: 'wrong-state',
      state: 'withdrawn',
    })
    expect(await currentVersion(store)).toBe(3)
  })
})

describe('the audit trail', () => {
  test('tells who published, withdrew and restored what', async () => {
    const report = { title: 'A, first half of 2024', fileName: 'a.xlsx', fileHash: 'ab12', actor: 'Lan' }
    await publishBatch(store, { ...report, observations: [reportOfA(5)], expectedVersion: 1 })
    await withdrawBatch(store, { batch: 3, actor: 'Minh', expectedVersion: 2 })
    await restoreBatch(store, { batch: 3, actor: 'Minh', expectedVersion: 3 })
    const turned = (before: string, after: string, version: number) => ({
      before,
      after,
      version,
      file_hash: 'ab12',
    })
    const trail = await store
      .selectFrom('audit')
      .select(['actor', 'action', 'subject', 'detail'])
      .where('action', '!=', 'seed')
      .orderBy('id')
      .execute()
    expect(trail.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as unknown }))).toEqual([
      {
        actor: 'Lan',
        action: 'publish',
        subject: 'batch/3',
        detail: {
          version: 2,
          title: 'A, first half of 2024',
          file_name: 'a.xlsx',
          file_hash: 'ab12',
          observations: 1,
        },
      },
      { actor: 'Minh', action: 'withdraw', subject: 'batch/3', detail: turned('published', 'withdrawn', 3) },
      { actor: 'Minh', action: 'restore', subject: 'batch/3', detail: turned('withdrawn', 'published', 4) },
    ])
  })

  test('can only grow', async () => {
    const refusal = 'audit is append-only'
    await expect(store.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(refusal)
    await expect(store.deleteFrom('audit').execute()).rejects.toThrow(refusal)
    const replace = sql`insert or replace into audit values (1, '', 'nobody', '', '', '')`
    await expect(replace.execute(store)).rejects.toThrow(refusal)
    expect(await store.selectFrom('audit').select('actor').execute()).toEqual([{ actor: 'program' }])
  })
})
