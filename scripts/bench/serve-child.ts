/** A server in a process of its own, on the schematic map, for benches: says where it listens, ends with its parent. */
import { readConfig } from '../../server/config'
import { start } from '../../server/start'

const began = performance.now()
const config = readConfig({ PORT: '0', BOUNDARIES: 'schematic', LOG_LEVEL: 'error', ...process.env })
const running = await start({ ...config, webDir: process.env['BENCH_WEB'] ?? config.webDir })
console.log(JSON.stringify({ url: running.url, startMs: performance.now() - began }))

process.on('message', (message) => {
  if (message === 'memory') process.send?.(process.memoryUsage.rss())
  if (message === 'reload') void running.reload().then(() => process.send?.('reloaded'))
})
// a bench that fails leaves no server behind
process.on('disconnect', () => void running.stop().then(() => process.exit(0)))
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)))
