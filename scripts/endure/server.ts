import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../server/config'
import { start } from '../../server/start'

/** The server in a process of its own, to be killed. The page is not what is tried: where none is built, an empty one serves. */
const config = readConfig({ ...process.env, PORT: '0', BOUNDARIES: 'schematic' })
const bare = join(config.dataDir, 'web')
if (!existsSync(config.webDir)) {
  mkdirSync(bare, { recursive: true })
  writeFileSync(join(bare, 'index.html'), '<!doctype html><title>page</title>')
}
const running = await start({ ...config, webDir: existsSync(config.webDir) ? config.webDir : bare })
console.log(JSON.stringify({ url: running.url, joinAddress: running.joinAddress }))
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)))
