import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Observation } from '#domain/measures'
import { isColumn, rowsIn } from '#domain/observation-column'
import type { Unit } from '#domain/units'
import type { Store } from '../../server/store/connect'
import { loadDataset } from '../../server/store/load'
import { observationsAt } from '../../server/store/observations'
import { packLarge } from '../../server/store/packed'
import { publishBatch, restoreBatch, withdrawBatch } from '../../server/store/publish'
import { seed } from '../../server/store/seed'
import { currentVersion } from '../../server/store/versions'
import { catalogue, reportOfA, shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

// 1,200 further communes: 1,200 × 2 measures are more than is read row by row
const codes = Array.from({ length: 1200 }, (_, i) => String(10_000 + i))
const communes = codes.map((code): Unit => ({
  ...shippedSmall.units.find(({ vintage, level }) => vintage === '2024' && level === 'commune')!,
  ...{ code, name: `Xã ${code}` },
}))
const wide = { ...shippedSmall, units: [...shippedSmall.units, ...communes], hash: 'wide' }

/** Every third commune is silent about play areas, and every seventh figure is the state's. */
const many = codes.flatMap((code, i): Observation[] => {
  const row = reportOfA(i)
  const about = { ...row, code, ...(i % 7 === 0 && { status: 'official' as const }) }
  return [{ ...about, measure: 'villages', value: 1500 }, ...(i % 3 === 0 ? [] : [about])]
})

let store: Store
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, cleanup } = await temporaryStore())
  await seed(store, wide)
})
afterEach(() => cleanup())

async function publish(observations: readonly Observation[]): Promise<number> {
  const expectedVersion = await currentVersion(store)
  const outcome = await publishBatch(store, {
    title: 'Report',
    observations,
    actor: 'officer',
    expectedVersion,
  })
  if (!outcome.done) throw new Error(outcome.why)
  return outcome.batch
}

const figures = async (illustrative = true) =>
  observationsAt(store, { illustrative, version: await currentVersion(store) })

const byCode = (a: Observation, b: Observation) => (keyOf(a) < keyOf(b) ? -1 : 1)
const keyOf = ({ measure, code }: Observation) => `${measure}/${code}`

/** What counts for a commune, as map and table ask for it. */
async function told(code: string) {
  const dataset = await loadDataset(store, catalogue, { illustrative: true })
  const index = dataset.geographies['2024'].indexOf.get(code)!
  return dataset.cellAt('real', '2024', index, 'villages_with_play_area', '2024-H1')
}

describe('a large report', () => {
  test('comes back in columns, and says the same as its rows', async () => {
    await publish(many)
    const columns = (await figures()).filter(isColumn)
    expect(columns.map(({ measure, period }) => [measure, period])).toEqual([
      ['villages', '2024-H1'],
      ['villages_with_play_area', '2024-H1'],
    ])
    expect([...rowsIn(columns)].sort(byCode)).toEqual([...many].sort(byCode))
    expect(await told('10001')).toEqual({ ...(await told('10002')), value: 1 })
    expect(await told('10003')).toBeNull()
    expect((await told('10007'))?.status).toBe('official')
  })

  test('gives way to a later small one, and counts again when that is withdrawn', async () => {
    const large = await publish(many)
    const small = await publish([{ ...reportOfA(77), code: '10001' }])
    expect((await told('10001'))?.value).toBe(77)
    const change = async (turn: typeof withdrawBatch, batch: number) =>
      turn(store, { batch, actor: 'officer', expectedVersion: await currentVersion(store) })
    await change(withdrawBatch, small)
    expect((await told('10001'))?.value).toBe(1)
    await change(withdrawBatch, large)
    expect(await told('10001')).toBeNull()
    await change(restoreBatch, large)
    expect((await told('10001'))?.value).toBe(1)
  })

  test('cannot be changed behind its copy', async () => {
    const batch = await publish(many)
    const rows = store.updateTable('observation').set({ value: 0 }).where('batch_id', '=', batch)
    await expect(rows.execute()).rejects.toThrow('packed')
    await expect(store.deleteFrom('observation').where('batch_id', '=', batch).execute()).rejects.toThrow(
      'packed',
    )
    const added = { ...reportOfA(1), code: '10003', batch_id: batch, cell: null }
    await expect(store.insertInto('observation').values(added).execute()).rejects.toThrow('packed')
  })

  test('of a store from before there were copies gets one', async () => {
    await publish(many)
    const before = await figures()
    await store.deleteFrom('packed_units').execute()
    await store.deleteFrom('packed_column').execute()
    expect((await figures()).some(isColumn)).toBe(false)
    await packLarge(store)
    expect(await figures()).toEqual(before)
  })

  test('loses the units that the product no longer knows, and its made-up figures where they are not wanted', async () => {
    await publish(many.map((row, i) => (i < 2 ? { ...row, status: 'illustrative' } : row)))
    const told = async (illustrative: boolean) =>
      new Set([...rowsIn((await figures(illustrative)).filter(isColumn))].map(({ code }) => code))
    expect((await told(true)).has('10000')).toBe(true)
    expect((await told(false)).has('10000')).toBe(false)
    await seed(store, { ...wide, units: wide.units.filter(({ code }) => code !== '10002'), hash: 'without' })
    expect((await told(true)).has('10002')).toBe(false)
    await expect(loadDataset(store, catalogue, { illustrative: true })).resolves.toBeDefined()
  })
})

test('a small report is read row by row', async () => {
  await publish([reportOfA(5)])
  expect((await figures()).filter(isColumn)).toEqual([])
})
