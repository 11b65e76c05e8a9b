import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { build, defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'
import packageFile from './package.json' with { type: 'json' }
import { stampFile, stampOfSources } from './scripts/built.js'
import { builtName, root, threadPrograms } from './server/where.ts'

const components = () => svelte({ compilerOptions: { runes: true } })

const folder = join(root, 'dist')

/** What builds of code for Node have in common. */
const forNode = { configFile: false, logLevel: 'warn' } as const
const intoEmpty = { emptyOutDir: true, copyPublicDir: false, target: 'node20' } as const

/**
 * Builds the same page a second time, to be drawn by the server: `server/draw.js` in the folder of the page.
 * Views and maps that are fetched when they are needed are no part of what the server draws.
 */
const buildDrawnPage = () =>
  build({
    ...forNode,
    root: join(root, 'web'),
    plugins: [
      components(),
      {
        name: 'fetched-when-needed',
        resolveDynamicImport: (id) => (typeof id === 'string' ? { id, external: true } : null),
      },
    ],
    build: { ...intoEmpty, ssr: 'draw.ts', outDir: join(folder, 'web/server') },
    // the built page may lie anywhere, far from the packages
    ssr: { noExternal: true },
  })

/** Packages of hundreds of small files, or of what they share with those. */
const bundled = ['@hono/node-server', '@hono/zod-openapi', 'better-auth', 'hono', 'kysely', 'zod']

/**
 * Builds the server and the programs of its threads: a few files load several times faster than a thousand. Packages
 * stay outside unless they are named above; some are native, some read files of their own.
 */
const buildServer = () =>
  build({
    ...forNode,
    root,
    build: {
      ...intoEmpty,
      ssr: true,
      outDir: join(folder, 'server'),
      // read only with NODE_OPTIONS=--enable-source-maps
      sourcemap: true,
      rolldownOptions: {
        input: {
          config: join(root, 'server/config.ts'),
          main: join(root, 'server/main.ts'),
          start: join(root, 'server/start.ts'),
          ...Object.fromEntries(
            threadPrograms.map((program) => [builtName(program), join(root, 'server', `${program}.ts`)]),
          ),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: {
      noExternal: true,
      external: Object.keys(packageFile.dependencies).filter((name) => !bundled.includes(name)),
    },
  })

/** Builds what the server runs after the page, and says then from which sources all of it was made. */
function forServer(): Plugin {
  let [stamp, isWritten] = ['', false]
  return {
    name: 'for-server',
    apply: 'build',
    buildStart() {
      rmSync(stampFile, { force: true })
      stamp = stampOfSources()
    },
    writeBundle() {
      isWritten = true
    },
    async closeBundle() {
      if (!isWritten) return
      await buildDrawnPage()
      await buildServer()
      writeFileSync(stampFile, stamp)
    },
  }
}

export default defineConfig({
  root: 'web',
  plugins: [
    components(),
    // ready to send, so that the server does not compress the page again for every reader
    compression({ algorithms: ['brotliCompress', 'gzip'], include: /\.(js|mjs|css|svg|wasm)$/ }),
    forServer(),
  ],
  // the server knows workers by their names, as each brings a policy of its own
  worker: { rolldownOptions: { output: { entryFileNames: 'assets/worker-[name]-[hash].js' } } },
  build: {
    outDir: join(folder, 'web'),
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
