import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { compression } from 'vite-plugin-compression2'

const root = fileURLToPath(new URL('pages', import.meta.url))

/** Pages that a user would make instead, each with the library that it is named after. */
export const rivals = ['leaflet', 'echarts', 'maplibre'] as const
export type Rival = (typeof rivals)[number]

/** Address of a rival's page on the server that serves the product, sent with the same compression. */
export const rivalPath = (rival: Rival) => `/assets/rivals/${rival}.html`

/** Builds the rivals' pages beside the product's own files. */
export async function buildRivals(webDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    base: '/assets/rivals/',
    logLevel: 'error',
    plugins: [compression({ algorithms: ['brotliCompress', 'gzip'], include: /\.(js|mjs|css|html)$/ })],
    build: {
      outDir: join(webDir, 'assets/rivals'),
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: { input: rivals.map((rival) => join(root, `${rival}.html`)) },
    },
  })
}
