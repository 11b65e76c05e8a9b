import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

export default defineConfig({
  root: 'web',
  plugins: [
    svelte({ compilerOptions: { runes: true } }),
    // ready to send, so that the server does not compress the page again for every reader
    compression({ algorithms: ['brotliCompress', 'gzip'], include: /\.(js|mjs|css|svg)$/ }),
  ],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': 'http://localhost:3000', '/openapi.json': 'http://localhost:3000' } },
})
