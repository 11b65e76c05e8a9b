import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { embedPath, pagePaths } from '#domain/pages'
import { parseView } from '#domain/view/address'
import type { Published } from '../published'
import { firstMapAt } from './first-map'
import { documentOf } from './page-document'
import type { DrawPage, Template } from './page-document'

export type PageOptions = {
  /** Folder of the built page. */
  webDir: string
  /** The built document, read once. */
  template: Template
  published: () => Published
  /** Is told when the page cannot be drawn; it is then sent bare, and draws itself in the browser. */
  onFault: (fault: unknown) => void
  /** What the API answers to everyone at an address below `/api`; null when it refuses. */
  ask: (address: string) => Promise<unknown>
}

/**
 * The built page: its files for ever (their names carry a hash), its document for a while. The map is drawn into
 * the document, so that it can be read before a script arrives, and without one.
 */
export function pageRoutes({ webDir, template, published, ask, onFault }: PageOptions) {
  const root = relative(process.cwd(), webDir) || '.'
  const app = new Hono()
  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.status !== 200) return
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    // the worker that keeps the page of villages for places without a network
    if (c.req.path.startsWith('/assets/worker-offline-')) c.header('Service-Worker-Allowed', '/places')
  })
  app.use('/assets/*', serveStatic({ root, precompressed: true }))
  app.get('/favicon.svg', serveStatic({ root }))

  const bare = () => readFileSync(join(webDir, 'index.html'), 'utf8')
  const drawing = load(webDir)
  app.get('/', async (c) => {
    c.header('Cache-Control', 'no-cache')
    const draw = await drawing
    if (draw === null) return c.html(bare())
    const { pathname: path, search } = new URL(c.req.url)
    try {
      const page = await draw({ path, search }, ask, firstMapAt(published(), search))
      // long enough to go and come back; the page itself looks whether more has been published since
      c.header('Cache-Control', 'max-age=600')
      return c.html(documentOf(template, page, parseView(path, search).lang))
    } catch (fault) {
      onFault(fault)
      c.header('Cache-Control', 'no-store')
      return c.html(bare())
    }
  })
  for (const path of pagePaths) {
    // the map and its frame for other sites are drawn
    if (path === '/' || path === embedPath) continue
    app.get(path, (c) => {
      c.header('Cache-Control', 'no-cache')
      return c.html(bare())
    })
  }
  return app
}

/** The part of the page that draws on the server; null where the page was built without it. */
async function load(webDir: string): Promise<DrawPage | null> {
  const file = join(webDir, 'server/draw.js')
  if (!existsSync(file)) return null
  // built from web/draw.ts, which keeps to this type
  const module = (await import(pathToFileURL(file).href)) as { draw: DrawPage }
  return module.draw
}
