import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Observation } from '#domain/measures'
import { readShipped } from '../../server/intake/shipped'
import { openStore } from '../../server/store/connect'
import { loadDataset } from '../../server/store/load'
import { migrate } from '../../server/store/migrate'
import { publishBatch } from '../../server/store/publish'
import { seed } from '../../server/store/seed'
import type { Bench } from './figures'

const wanted = 100_000

/** Publishing a hundred thousand observations at once, and reading the store with them. */
export const importing: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-bench-'))
  const store = openStore(join(folder, 'bench.sqlite'))
  await migrate(store)
  const shipped = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))
  const { version } = await seed(store, shipped)
  const observations = madeUp(shipped)
  const began = performance.now()
  const outcome = await publishBatch(store, {
    title: 'bench',
    observations,
    actor: 'bench',
    expectedVersion: version,
  })
  const published = performance.now()
  if (!outcome.done) throw new Error(`nothing was published: ${outcome.why}`)
  await loadDataset(store, shipped.catalogue, { illustrative: true })
  const read = performance.now()
  await store.destroy()
  rmSync(folder, { recursive: true, force: true })
  return [
    { name: 'import of 100,000 observations', value: published - began, unit: 'ms' },
    { name: 'store with them read into memory', value: read - published, unit: 'ms' },
  ]
}

/** One figure for each commune, measure and year, until there are enough. */
function madeUp({ units, catalogue, sources }: ReturnType<typeof readShipped>): Observation[] {
  const [source] = sources
  if (!source) throw new Error('data/sources.csv is empty')
  const communes = units.filter(({ level }) => level === 'commune')
  const observations: Observation[] = []
  for (let year = 2023; observations.length < wanted; year--) {
    for (const measure of catalogue.measures) {
      for (const { vintage, code } of communes) {
        if (observations.length === wanted) return observations
        observations.push({
          vintage,
          code,
          measure: measure.id,
          period: String(year),
          value: 1,
          status: 'reported',
          source: source.id,
        })
      }
    }
  }
  return observations
}
