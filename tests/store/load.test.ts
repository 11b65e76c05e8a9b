import { afterEach, beforeEach, expect, test } from 'vitest'
import { valueAt } from '#domain/values'
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

test('the domain reads the rates off it, with and without the made-up figures', async () => {
  await seed(store, shippedSmall)
  const observations = [reportOfA(9)]
  await publishBatch(store, { title: 'Report', observations, actor: 'officer', expectedVersion: 1 })
  const districtRate = async (illustrative: boolean) => {
    const dataset = await loadDataset(store, catalogue, { illustrative })
    const indicator = dataset.indicators.get('play-areas')!
    const district = dataset.geographies['2024'].indexOf.get('900')!
    const question = { indicator, vintage: '2024', period: '2024-H1', illustrative, target: null } as const
    const { low, high, status } = valueAt(dataset, question, district)
    return { low, high, status }
  }
  // A reported 9 of its 10 villages, B has a made-up 21 of 30
  expect(await districtRate(true)).toEqual({ low: 75, high: 75, status: 'illustrative' })
  // without it the 30 villages of B are open: 9 of 40 at worst, 39 of 40 at best
  expect(await districtRate(false)).toEqual({ low: 22.5, high: 97.5, status: 'reported' })
})
