/**
 * Feeds every reader of files and every route with odd and broken inputs:
 *   npm run endure:fuzz [-- --inputs 20000] [-- --seed 1] [-- --only reports,maps]
 * Ends with 1 when something fails; the seed and the smallest input that fails are printed.
 */
import { parseArgs } from 'node:util'
import { readShipped } from '../../server/intake/shipped'
import { parserTargets } from './fuzzing/parsers'
import { routeTargets } from './fuzzing/routes'
import { fuzz, portions } from './fuzzing/run'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const only = values.only?.split(',')
const routes = await routeTargets()
const all = [...(await parserTargets(readShipped('data'))), ...routes.targets]
const chosen = all.filter(({ name }) => only?.includes(name) ?? true)
if (chosen.length === 0) throw new Error(`there are: ${all.map(({ name }) => name).join(', ')}`)

const table: Record<string, { inputs: number; 'CPU seconds': number; fault: string }> = {}
const faults: string[] = []
for (const { target, inputs } of portions(chosen, Number(values.inputs))) {
  const result = await fuzz(target, inputs, Number(values.seed))
  const seconds = Math.round(result.seconds * 10) / 10
  table[result.name] = {
    inputs: result.inputs,
    'CPU seconds': seconds,
    fault: result.fault === null ? '' : '←',
  }
  if (result.fault !== null) faults.push(result.fault)
}
await routes.close()
console.table(table)
const sum = Object.values(table).reduce((total, { inputs }) => total + inputs, 0)
console.log(`${sum} inputs, seed ${values.seed}, ${faults.length} faults`)
if (faults.length > 0) {
  console.error(faults.join('\n\n'))
  process.exitCode = 1
}
