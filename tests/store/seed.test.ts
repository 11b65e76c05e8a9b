import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/connect'
import { openStore } from '../../server/store/connect'
import { loadDataset } from '../../server/store/load'
import { migrate } from '../../server/store/migrate'
import { publishBatch } from '../../server/store/publish'
import { seed } from '../../server/store/seed'
import { currentVersion } from '../../server/store/versions'
import { dump } from '../fixtures/dump'
import { catalogue, reportOfA, shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let file: string
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, file, cleanup } = await temporaryStore())
})
afterEach(() => cleanup())

/** The shipped data after an upgrade: B has more villages, and the made-up figure of B is gone. */
const upgraded = {
  ...shippedSmall,
  observations: shippedSmall.observations.map((row) => (row.code === '90002' ? { ...row, value: 33 } : row)),
  illustrative: shippedSmall.illustrative.filter((row) => row.code !== '90002'),
  hash: 'small-2',
}

const cell = async (code: string, measure: string) => {
  const dataset = await loadDataset(store, catalogue, { illustrative: true })
  const index = dataset.geographies['2024'].indexOf.get(code)!
  const at = (layer: 'real' | 'illustrative') => dataset.cellAt(layer, '2024', index, measure, '2024-H1')
  return (at('real') ?? at('illustrative'))?.value ?? null
}

describe('the first start', () => {
  test('publishes what ships as data version 1', async () => {
    expect(await seed(store, shippedSmall)).toEqual({ changed: true, version: 1 })
    const batches = await store.selectFrom('batch').select(['kind', 'state']).orderBy('id').execute()
    expect(batches).toEqual([
      { kind: 'seed-official', state: 'published' },
      { kind: 'seed-illustrative', state: 'published' },
    ])
  })

  test('is in the audit trail', async () => {
    await seed(store, shippedSmall)
    const trail = await store.selectFrom('audit').select(['actor', 'action', 'subject', 'detail']).execute()
    expect(trail).toEqual([
      { actor: 'program', action: 'seed', subject: 'version/1', detail: '{"version":1,"hash":"small-1"}' },
    ])
  })

  test('either succeeds or leaves nothing', async () => {
    const wrong = { ...reportOfA(1), code: '99999' }
    const before = await dump(store)
    await expect(seed(store, { ...shippedSmall, illustrative: [wrong] })).rejects.toThrow('FOREIGN KEY')
    expect(await dump(store)).toEqual(before)
  })
})

describe('a second start', () => {
  test('with the same data changes not a row, nor the file', async () => {
    await seed(store, shippedSmall)
    const rows = await dump(store)
    await store.destroy() // writes everything into the file itself
    const bytes = readFileSync(file)

    const again = openStore(file)
    await migrate(again)
    expect(await seed(again, shippedSmall)).toEqual({ changed: false, version: 1 })
    expect(await dump(again)).toEqual(rows)
    await again.destroy()
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })
})

describe('an upgrade of the shipped data', () => {
  test('is one new data version in which the new figures replace the old ones', async () => {
    await seed(store, shippedSmall)
    expect(await seed(store, upgraded)).toEqual({ changed: true, version: 2 })
    expect(await cell('90002', 'villages')).toBe(33)
    expect(await cell('90002', 'villages_with_play_area')).toBeNull()
    expect(await cell('90001', 'villages_with_play_area')).toBe(3)
    expect(await seed(store, upgraded)).toEqual({ changed: false, version: 2 })
  })

  test('does not undo what a unit reported before it', async () => {
    await seed(store, shippedSmall)
    const observations = [{ ...reportOfA(12), measure: 'villages', period: '2023' }, reportOfA(7)]
    await publishBatch(store, { title: 'A', observations, actor: 'officer', expectedVersion: 1 })
    expect(await seed(store, upgraded)).toEqual({ changed: true, version: 3 })
    expect(await cell('90001', 'villages')).toBe(12)
    expect(await cell('90001', 'villages_with_play_area')).toBe(7)
  })

  test('that fails leaves the old data whole', async () => {
    await seed(store, shippedSmall)
    const before = await dump(store)
    const broken = { ...upgraded, illustrative: [{ ...reportOfA(1), measure: 'no-such-measure' }] }
    await expect(seed(store, broken)).rejects.toThrow('FOREIGN KEY')
    expect(await dump(store)).toEqual(before)
  })

  test('renames units and forgets those that are gone, though old figures still name them', async () => {
    await seed(store, shippedSmall)
    const observations = [reportOfA(7), { ...reportOfA(20), code: '90002' }]
    await publishBatch(store, { title: 'A, B', observations, actor: 'officer', expectedVersion: 1 })
    await seed(store, {
      ...shippedSmall,
      units: shippedSmall.units
        .filter((unit) => unit.code !== '90002')
        .map((unit) => (unit.name === 'A' ? { ...unit, name: 'A-on-the-hill' } : unit)),
      links: shippedSmall.links.filter((link) => link.from !== '90002'),
      observations: shippedSmall.observations.filter((row) => row.code !== '90002'),
      illustrative: [],
      hash: 'small-3',
    })
    const { geographies } = await loadDataset(store, catalogue, { illustrative: true })
    expect(geographies['2024'].units.map((unit) => unit.name)).toEqual(['P', 'D', 'A-on-the-hill'])
    expect(await cell('90001', 'villages_with_play_area')).toBe(7)
  })

  test('may drop a measure that reports still use, and bring it back', async () => {
    await seed(store, shippedSmall)
    await publishBatch(store, {
      title: 'A',
      observations: [reportOfA(7)],
      actor: 'officer',
      expectedVersion: 1,
    })
    const without = {
      ...shippedSmall,
      catalogue: { measures: catalogue.measures.filter((measure) => measure.id === 'villages') },
      illustrative: [],
      hash: 'small-4',
    }
    await seed(store, without)
    expect(await cell('90001', 'villages_with_play_area')).toBeNull()
    await seed(store, shippedSmall)
    expect(await cell('90001', 'villages_with_play_area')).toBe(7)
    expect(await currentVersion(store)).toBe(4)
  })
})
