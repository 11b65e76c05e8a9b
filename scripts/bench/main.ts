/**
 * Every bench, as a table and as a file, each figure beside its budget:
 *   npm run bench [-- --short] [-- --only first-map,switching,server,import,growth,hostile,places-map,snapshots]
 * Ends with 1 when a budget is missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bench } from './figures'
import { judge, readBudgets, rounded } from './figures'
import { firstMap } from './first-map'
import { hostile } from './hostile'
import { growth } from './growth'
import { importing } from './import'
import { placesMap } from './places-map'
import { server } from './server'
import { snapshots } from './snapshots'
import { switching } from './switching'

const benches: Record<string, Bench> = {
  'first-map': firstMap,
  switching,
  server,
  import: importing,
  growth,
  hostile,
  'places-map': placesMap,
  snapshots,
}

const { values } = parseArgs({ options: { short: { type: 'boolean' }, only: { type: 'string' } } })
const chosen = values.only?.split(',') ?? Object.keys(benches)
const unknown = chosen.filter((name) => !(name in benches))
if (unknown.length > 0)
  throw new Error(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)

const budgets = readBudgets()
const results: Record<string, unknown> = {}
const missed: string[] = []
for (const name of chosen) {
  const figures = await benches[name]?.({ isShort: values.short ?? false })
  const judged = judge(figures ?? [], budgets)
  console.log(`\n${name}`)
  console.table(
    Object.fromEntries(
      judged.map((figure) => [
        figure.name,
        {
          value: rounded(figure.value),
          unit: figure.unit,
          budget: figure.budget,
          missed: figure.isMissed ? '←' : '',
        },
      ]),
    ),
  )
  results[name] = judged
  missed.push(...judged.filter(({ isMissed }) => isMissed).map((figure) => `${name}: ${figure.name}`))
}

const folder = fileURLToPath(new URL('../../bench-results', import.meta.url))
mkdirSync(folder, { recursive: true })
const at = new Date().toISOString()
const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', load: loadavg(), node: process.version }
const file = join(folder, `${at.replaceAll(':', '-')}.json`)
writeFileSync(file, JSON.stringify({ at, isShort: values.short ?? false, machine, results, missed }, null, 2))
console.log(`\nload ${loadavg().map(rounded).join(' ')} on ${machine.cpus} × ${machine.model}\n${file}`)
if (missed.length > 0) {
  console.error(`\nbudgets missed:\n  ${missed.join('\n  ')}`)
  process.exitCode = 1
}
