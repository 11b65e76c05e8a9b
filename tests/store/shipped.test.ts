import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readShipped } from '../../server/intake/shipped'
import type { Store } from '../../server/store/connect'
import { loadDataset } from '../../server/store/load'
import { seed } from '../../server/store/seed'
import { temporaryStore } from '../fixtures/store'

const shipped = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))

let store: Store
let cleanup: () => Promise<void>
beforeAll(async () => {
  ;({ store, cleanup } = await temporaryStore())
  await seed(store, shipped)
})
afterAll(() => cleanup())

const load = (illustrative: boolean) => loadDataset(store, shipped.catalogue, { illustrative })

test('all that ships goes in once and comes out whole', async () => {
  expect(await seed(store, shipped)).toEqual({ changed: false, version: 1 })
  const dataset = await load(true)
  const { atLevel } = dataset.geographies['2024']
  expect([atLevel.province, atLevel.district, atLevel.commune].map((units) => units.length)).toEqual([
    1, 9, 152,
  ])
  expect(dataset.geographies['2025'].atLevel.commune).toHaveLength(99)
  expect(dataset.crosswalk.links).toHaveLength(shipped.links.length)
  expect(dataset.published).toEqual(shipped.published)
  expect(dataset.hasIllustrative).toBe(true)
})

test('every shipped figure is found again under its unit, measure and period', async () => {
  const dataset = await load(true)
  const lost = [...shipped.observations, ...shipped.illustrative].filter((row) => {
    const { geographies, cellAt } = dataset
    const index = geographies[row.vintage].indexOf.get(row.code)
    if (index === undefined) return true
    const layer = row.status === 'illustrative' ? 'illustrative' : 'real'
    const cell = cellAt(layer, row.vintage, index, row.measure, row.period)
    return cell?.value !== row.value || cell.status !== row.status || cell.source !== row.source
  })
  expect(lost).toEqual([])
})

test('without the made-up figures the published ones are still there', async () => {
  const dataset = await load(false)
  expect(dataset.hasIllustrative).toBe(false)
  const province = dataset.geographies['2024'].indexOf.get('10')!
  expect(dataset.cellAt('real', '2024', province, 'children_under_16', '2023')?.value).toBe(227_532)
})
