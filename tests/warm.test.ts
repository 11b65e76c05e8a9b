import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { readShipped } from '../server/intake/shipped'
import { openStore } from '../server/store/connect'
import { loadDataset } from '../server/store/load'
import { warm } from '../server/warm'
import { home, neighbour, storeOfTwoProvinces } from './fixtures/two-provinces'

const folder = mkdtempSync(join(tmpdir(), 'ban-do-warm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('counts are worked out ahead for the province that is looked at, not for its neighbours', async () => {
  await storeOfTwoProvinces(folder)
  const store = openStore(join(folder, 'ban-do-tre-em.sqlite'))
  const { catalogue } = readShipped(fileURLToPath(new URL('../data', import.meta.url)))
  const dataset = await loadDataset(store, catalogue, { illustrative: true })
  await store.destroy()
  const { units } = dataset.geographies['2025']
  const asked = new Set<string>()
  const watched: typeof dataset = {
    ...dataset,
    catalogue: { ...catalogue, indicators: catalogue.indicators.slice(0, 3) },
    cellAt: (layer, vintage, index, measure, period) => {
      const unit = units[index]
      if (vintage === '2025' && unit?.level === 'commune') asked.add(unit.code)
      return dataset.cellAt(layer, vintage, index, measure, period)
    },
  }
  await warm(watched, new AbortController().signal, async () => {})
  expect(asked.size).toBe(home.communes)
  for (const { code } of neighbour.communes) expect(asked).not.toContain(code)
})
