import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { embedPath, pagePaths } from '#domain/pages'
import { parseView } from '#domain/view/address'
import type { Published } from '../published'
import { versionOf } from '../published'
import { firstMapAt } from './first-map'
import { documentOf } from './page-document'
import type { PageCode, Template } from './page-document'

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

/** Where the answers are that the map's page was drawn from. */
export const givenPath = '/given'

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
  const loading = load(webDir)
  app.get('/', async (c) => {
    c.header('Cache-Control', 'no-cache')
    const code = await loading
    if (code === null) return c.html(bare())
    const { pathname: path, search } = new URL(c.req.url)
    try {
      const version = versionOf(published())
      const page = await code.draw({ path, search }, ask, firstMapAt(published(), search))
      // long enough to go and come back; the page itself looks whether more has been published since
      c.header('Cache-Control', 'max-age=600')
      const given = `${givenPath}?${new URLSearchParams({ version })}${search.replace('?', '&')}`
      return c.html(documentOf(template, page, { language: parseView(path, search).lang, given }))
    } catch (fault) {
      onFault(fault)
      c.header('Cache-Control', 'no-store')
      return c.html(bare())
    }
  })
  app.get(givenPath, async (c) => {
    const { search } = new URL(c.req.url)
    const code = await loading
    const given = (await code?.answersFor({ path: '/', search }, ask)) ?? {}
    // those of an earlier version are asked for by a document that is shown no longer
    const isLatest = c.req.query('version') === versionOf(published())
    c.header('Cache-Control', isLatest ? 'max-age=86400' : 'no-store')
    return c.json(given)
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
async function load(webDir: string): Promise<PageCode | null> {
  const file = join(webDir, 'server/draw.js')
  if (!existsSync(file)) return null
  // built from web/draw.ts, which keeps to this type
  return (await import(pathToFileURL(file).href)) as PageCode
}
