import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../server/store/connect'
import { loadDataset } from '../../server/store/load'
import { publishBatch } from '../../server/store/publish'
import { seed } from '../../server/store/seed'
import { catalogue, reportOfA, shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, cleanup } = await temporaryStore())
})
afterEach(() => cleanup())

test('an empty store says that it has to be seeded first', async () => {
  await expect(loadDataset(store, catalogue, { illustrative: true })).rejects.toThrow('nothing was published')
})

test('units, crosswalk, sources and quoted figures come back as they were shipped', async () => {
  await seed(store, shippedSmall)
  const dataset = await loadDataset(store, catalogue, { illustrative: true })
  const units = [...dataset.geographies['2024'].units, ...dataset.geographies['2025'].units]
  expect(units).toHaveLength(shippedSmall.units.length)
  expect(units).toEqual(expect.arrayContaining([...shippedSmall.units]))
  expect(dataset.crosswalk.links).toEqual(shippedSmall.links)
  expect(new Set(dataset.sources.values())).toEqual(new Set(shippedSmall.sources))
  expect(dataset.published).toEqual(shippedSmall.published)
})

test('the dataset names its version and when it was published', async () => {
  await seed(store, shippedSmall)
  const dataset = await loadDataset(store, catalogue, { illustrative: true })
  const versions = await store.selectFrom('data_version').selectAll().execute()
  expect(versions).toEqual([{ version: dataset.version, created_at: dataset.publishedAt, reason: 'seed' }])
})

test('reported and made-up figures stay in two layers, and the made-up one can be left out', async () => {
  await seed(store, shippedSmall)
  const observations = [reportOfA(9)]
  await publishBatch(store, { title: 'Report', observations, actor: 'officer', expectedVersion: 1 })
  const figures = async (illustrative: boolean) => {
    const dataset = await loadDataset(store, catalogue, { illustrative })
    const at = (layer: 'real' | 'illustrative', code: string) => {
      const index = dataset.geographies['2024'].indexOf.get(code)!
      return dataset.cellAt(layer, '2024', index, 'villages_with_play_area', '2024-H1')?.value ?? null
    }
    return {
      A: [at('real', '90001'), at('illustrative', '90001')],
      B: [at('real', '90002'), at('illustrative', '90002')],
    }
  }
  expect(await figures(true)).toEqual({ A: [9, 3], B: [null, 21] })
  expect(await figures(false)).toEqual({ A: [9, null], B: [null, null] })
})
