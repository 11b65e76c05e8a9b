import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the page once for all browser tests, so that they see what readers see. */
export async function setup() {
  await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    logLevel: 'error',
  })
}
