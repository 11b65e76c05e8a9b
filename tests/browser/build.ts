import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the page once for all browser tests, so that they see what readers see. */
export async function setup() {
  const ofTests = process.env['NODE_ENV']
  // a page built for tests would carry the checks of its libraries with it
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    logLevel: 'error',
  })
  process.env['NODE_ENV'] = ofTests
}
