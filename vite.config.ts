import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { build, defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

const components = () => svelte({ compilerOptions: { runes: true } })

/**
 * Builds the same page a second time, to be drawn by the server: `server/draw.js` in the folder of the page.
 * Views and maps that are fetched when they are needed are no part of what the server draws.
 */
function drawnByServer(): Plugin {
  let [root, folder] = ['', '']
  return {
    name: 'drawn-by-server',
    apply: 'build',
    configResolved(config) {
      root = config.root
      folder = resolve(config.root, config.build.outDir, 'server')
    },
    async closeBundle() {
      await build({
        configFile: false,
        root,
        logLevel: 'warn',
        plugins: [
          components(),
          {
            name: 'fetched-when-needed',
            resolveDynamicImport: (id) => (typeof id === 'string' ? { id, external: true } : null),
          },
        ],
        build: { ssr: 'draw.ts', outDir: folder, emptyOutDir: true, copyPublicDir: false, target: 'node20' },
        // the built page may lie anywhere, far from the packages
        ssr: { noExternal: true },
      })
    },
  }
}

export default defineConfig({
  root: 'web',
  plugins: [
    components(),
    // ready to send, so that the server does not compress the page again for every reader
    compression({ algorithms: ['brotliCompress', 'gzip'], include: /\.(js|mjs|css|svg|wasm)$/ }),
    drawnByServer(),
  ],
  // the server knows workers by their names, as each brings a policy of its own
  worker: { rolldownOptions: { output: { entryFileNames: 'assets/worker-[name]-[hash].js' } } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // far from the city a question takes longer than its answer: few files, each with all that it needs
          groups: [
            { name: 'page', test: /\/web\/(App|views\/MapView)\.svelte$/, priority: 2 },
            { name: 'map', test: /\/web\/map\/MapPanel\.svelte$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:3000', '/openapi.json': 'http://localhost:3000' } },
})
