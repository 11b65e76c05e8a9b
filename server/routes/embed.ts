import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { embedPath } from '#domain/pages'
import { viewToAddress } from '#domain/view/address'
import type { Published } from '../published'
import { framedMap } from '../render/first-map/framed'
import { firstPictureAt } from './first-map'

const placeOfPage = '<div id="app">'
/** It says that there is no map without a script. */
const warning = /<noscript>.*?<\/noscript>/s

/** The map for other sites' pages: its document brings the map with it, so that it is there before any script. */
export function embedRoutes({ webDir, published }: { webDir: string; published: () => Published }) {
  const app = new Hono()
  app.get(embedPath, (c) => {
    c.header('Cache-Control', 'no-cache')
    const bare = readFileSync(join(webDir, 'index.html'), 'utf8')
    const first = firstPictureAt(published(), new URL(c.req.url).search)
    if (first === null) return c.html(bare)
    const { picture, svg, view, within } = first
    const map = framedMap({
      picture,
      svg,
      language: view.lang,
      isOneOfSeveral: within !== null,
      full: viewToAddress({ ...view, path: '/' }),
    })
    return c.html(bare.replace(warning, '').replace(placeOfPage, () => `${map}\n${placeOfPage}`))
  })
  return app
}
