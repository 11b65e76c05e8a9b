/**
 * Many readers, a publication every second and pictures at once; then slow, broken-off and idle connections, and an
 * end in the middle of requests:
 *   npm run endure:load [-- --seconds 60] [-- --connections 200] [-- --idle 10000]
 * Ends with 1 when anything was not answered whole.
 */
import { parseArgs } from 'node:util'
import { runLoad } from './load/run'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    connections: { type: 'string', default: '200' },
    idle: { type: 'string', default: '10000' },
  },
})
const [seconds, connections, idle] = [values.seconds, values.connections, values.idle].map(Number)
const result = await runLoad({
  seconds: seconds ?? 60,
  connections: connections ?? 200,
  idle: idle ?? 10_000,
  slow: 50,
})

const { mixed, besideSlow, besideAborted, besideIdle, stopped, faults } = result
console.table(mixed.lines.map(({ p50, p99, ...line }) => ({ ...line, 'p50 ms': p50, 'p99 ms': p99 })))
const { before, peak, after, slope } = mixed.memory
console.log(
  `${mixed.publications} publications, ${mixed.snapshots} pictures, ${mixed.busy} told to come back later`,
)
console.log(
  `memory ${before} MB before, ${peak} at most, ${after} after; ${slope.toFixed(1)} MB a minute in the second half`,
)
console.table({
  'slow clients': told(besideSlow),
  'broken-off uploads': told(besideAborted),
  [`${result.idle} idle connections`]: told(besideIdle),
})
console.log(
  `stop: ${stopped.whole} of ${stopped.running} running requests answered whole, exit ${stopped.exitCode}`,
)
console.log(`${faults.length} faults`)
if (faults.length > 0) {
  console.error(faults.slice(0, 50).join('\n'))
  process.exitCode = 1
}

function told({ answers, slowest, faults: wrong }: typeof besideSlow) {
  return { 'answers to others': answers, 'slowest ms': Math.round(slowest), faults: wrong.length }
}
