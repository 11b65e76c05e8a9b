import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readShipped } from '../../server/intake/shipped'
import { home, makeCountry } from './country'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import type { Served } from './serve'
import { buildPage, serve } from './serve'

/** Communes of 2025 in the store; the first is the province alone. */
const sizes = { short: [99, 3321], whole: [99, 3321, 33_210] }

/** What a reader looks at who looks at the province. */
const view = {
  values: `/api/indicators/play-areas-villages/values?vintage=2025&within=${home}`,
  GeoJSON: `/api/indicators/play-areas-villages.geojson?vintage=2025&within=${home}`,
  boundaries: `/api/boundaries/2025/commune.topojson?within=${home}`,
}
type Part = keyof typeof view
type Cost = Record<Part, { bytes: number; ms: number }>

const megabyte = 1024 * 1024

/**
 * The same at the size of a province, of the country, and ten times that: 30 measures in 10 half-years for each commune.
 * What is asked of the province must cost the same however much lies beside it.
 */
export const growth: Bench = async ({ isShort }) => {
  const webDir = await buildPage()
  const shipped = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))
  const figures: Figure[] = []
  const starts = new Map<number, number>()
  const costs: Cost[] = []
  for (const communes of isShort ? sizes.short : sizes.whole) {
    const folder = mkdtempSync(join(tmpdir(), 'ban-do-bench-growth-'))
    const file = join(folder, 'ban-do-tre-em.sqlite')
    const count = await makeCountry(file, shipped, communes)
    const name = `${communes.toLocaleString('en')} units`
    console.log(
      `${name}: ${count.toLocaleString('en')} figures, ${Math.round(statSync(file).size / megabyte)} MB`,
    )
    const served = await serve(webDir, { DATA_DIR: folder })
    figures.push(
      { name: `${name}: start to first answer`, value: served.firstAnswerMs, unit: 'ms' },
      { name: `${name}: memory`, value: (await served.memory()) / megabyte, unit: 'MB' },
    )
    starts.set(communes, served.firstAnswerMs)
    const began = performance.now()
    await served.reload()
    figures.push({ name: `${name}: read again`, value: performance.now() - began, unit: 'ms' })
    const cost = await costOf(served, isShort ? 5 : 15)
    costs.push(cost)
    for (const [part, { bytes, ms }] of Object.entries(cost)) {
      figures.push(
        { name: `${name}: ${part} of the province`, value: bytes, unit: 'bytes' },
        { name: `${name}: ${part} of the province`, value: ms, unit: 'ms' },
      )
    }
    await served.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  rmSync(webDir, { recursive: true, force: true })
  return [...figures, ...ratios(costs), ...steps(starts)]
}

/** Bytes on the line, and the time of an answer that was never given before. */
async function costOf(served: Served, rounds: number): Promise<Cost> {
  const costs: Partial<Cost> = {}
  for (const [part, path] of Object.entries(view) as [Part, string][]) {
    const times: number[] = []
    let bytes = 0
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      const answer = await fetch(`${served.url}${path}&cold=${round}`, {
        headers: { 'accept-encoding': 'br' },
      })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
      times.push(performance.now() - began)
      bytes = Number(answer.headers.get('content-length'))
    }
    costs[part] = { bytes, ms: median(times) }
  }
  return costs as Cost
}

function ratios(costs: readonly Cost[]): Figure[] {
  const [alone, country] = [costs[0], costs.at(-1)]
  if (!alone || !country) return []
  return (Object.keys(view) as Part[]).flatMap((part): Figure[] => [
    {
      name: `province in a country ÷ alone: ${part}, bytes`,
      value: country[part].bytes / alone[part].bytes,
      unit: 'ratio',
    },
    {
      name: `province in a country ÷ alone: ${part}, time`,
      value: country[part].ms / alone[part].ms,
      unit: 'ratio',
    },
  ])
}

/** Ten times the units must not take more than ten times as long. */
const steps = (starts: ReadonlyMap<number, number>): Figure[] =>
  starts.has(33_210)
    ? [
        {
          name: 'start, 33,210 units ÷ 3,321',
          value: (starts.get(33_210) ?? NaN) / (starts.get(3321) ?? NaN),
          unit: 'ratio',
        },
      ]
    : []
