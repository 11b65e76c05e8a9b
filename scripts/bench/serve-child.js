// The built server in a process of its own, on the schematic map, for benches: says where it listens, ends with its
// parent. Plain JavaScript, so that it starts as readers' servers do.
/** @param {string} name of a file of the built server */
const built = (name) => import(new URL(`../../dist/server/${name}`, import.meta.url).href)

/** @type {typeof import('../../server/config')} */
const { readConfig } = await built('config.js')
/** @type {typeof import('../../server/start')} */
const { start } = await built('start.js')

const config = readConfig({ PORT: '0', BOUNDARIES: 'schematic', LOG_LEVEL: 'error', ...process.env })
const running = await start({ ...config, webDir: process.env['BENCH_WEB'] ?? config.webDir })
console.log(JSON.stringify({ url: running.url }))

process.on('message', (message) => {
  if (message === 'memory') process.send?.(process.memoryUsage.rss())
  if (message === 'reload') void running.reload().then(() => process.send?.('reloaded'))
})
// a bench that fails leaves no server behind
process.on('disconnect', () => void running.stop().then(() => process.exit(0)))
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)))
