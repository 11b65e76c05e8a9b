import { parseArgs } from 'node:util'
import { runKills } from './kills'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const result = await runKills({ kills: Number(values.kills), seed: Number(values.seed), print: console.log })
console.log(
  `${result.kills} kills: ${result.confirmed} confirmed steps, all there; of ${result.done + result.undone} steps on ` +
    `their way ${result.done} were found done and ${result.undone} undone, none half done`.replace(
      /, all there|, none half done/g,
      (claim) => (result.faults.length === 0 ? claim : ''),
    ),
)
for (const fault of result.faults) console.error(fault)
process.exitCode = result.faults.length === 0 ? 0 : 1
