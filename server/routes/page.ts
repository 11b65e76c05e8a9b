import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { pagePaths } from '#domain/pages'

/** The built page: its files for ever (their names carry a hash), its document always fresh. */
export function pageRoutes(webDir: string) {
  const root = relative(process.cwd(), webDir) || '.'
  const app = new Hono()
  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.status === 200) c.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  app.use('/assets/*', serveStatic({ root, precompressed: true }))
  app.get('/favicon.svg', serveStatic({ root }))
  for (const path of pagePaths) {
    app.get(path, async (c) => {
      c.header('Cache-Control', 'no-cache')
      return c.html(await readFile(join(webDir, 'index.html'), 'utf8'))
    })
  }
  return app
}
