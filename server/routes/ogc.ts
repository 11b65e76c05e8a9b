import type { Context } from 'hono'
import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { trimTrailingSlash } from 'hono/trailing-slash'
import { InputError } from '#domain/input-problem'
import type { Collection } from '#domain/collections'
import { collectionWith, collections, columnsIn } from '#domain/collections'
import type { Published } from '../published'
import { languageOf } from './language'
import type { Form } from './ogc/address'
import { addressOf, mediaTypes } from './ogc/address'
import { conformanceClasses } from './ogc/conformance'
import type { Service } from './ogc/documents'
import { collectionOf, collectionsOf, landingOf, pageLinks } from './ogc/documents'
import { featurePage, featuresPage } from './ogc/feature-pages'
import { featureDocument, featuresDocument } from './ogc/features'
import { openapiOf } from './ogc/openapi'
import type { Markup } from './ogc/page'
import {
  apiPage,
  collectionPage,
  collectionsPage,
  conformancePage,
  fieldsPage,
  landingPage,
} from './ogc/pages'
import {
  checkNames,
  everywhere,
  ofItems,
  oneOf,
  readItems,
  readSystem,
  readWishes,
  wrong,
} from './ogc/parameters'
import { featureSchema, queryablesSchema } from './ogc/schemas'
import { find, queryablesOf, select } from './ogc/selection'
import { style } from './ogc/style'
import { words } from './ogc/words'
import type { Refusal } from './problem'
import { problemJson, problemOf } from './problem'

/** What a resource has to say: a document for machines and a page for people. */
type Answer = { document: () => object; page: () => Markup; type?: string; headers?: Record<string, string> }

/**
 * The layers after OGC API – Features (Parts 1, 2 and 3), for GIS programs and for people: every resource is JSON or
 * a page. `f` decides, else the header Accept, else JSON.
 */
export const ogcRoutes = (published: () => Published) => {
  const app = new Hono()
  app.use(
    cors({ origin: '*', allowMethods: ['GET', 'HEAD', 'OPTIONS'], exposeHeaders: ['Content-Crs', 'Link'] }),
  )
  app.use(trimTrailingSlash())
  app.use(compress())
  app.use(etag())

  const serviceOf = (c: Context): Service => ({
    published: published(),
    address: addressOf(c),
    language: languageOf(c),
  })

  /** A resource that takes the parameters of all, and perhaps more. */
  const answer = (c: Context, make: (service: Service) => Answer, more: readonly string[] = []) => {
    const service = serviceOf(c)
    const query = c.req.queries()
    checkNames(query, [...everywhere, ...more])
    const form = formOf(c)
    const { document, page, type = mediaTypes.json, headers = {} } = make(service)
    if (more.length === 0) readWishes(query, service.published.dataset)
    c.header('Vary', 'Accept, Accept-Language')
    c.header('Cache-Control', 'no-cache')
    if (form === 'html') return c.html(page())
    return c.body(JSON.stringify(document()), 200, { 'Content-Type': type, ...headers })
  }

  /** A resource of a collection; refused when there is no such collection. */
  const ofCollection = (
    c: Context,
    make: (service: Service, table: Collection) => Response | Promise<Response>,
  ) => {
    const id = c.req.param('collectionId') ?? ''
    const table = collectionWith(id)
    if (table) return make(serviceOf(c), table)
    return c.json(problemOf(c, unknownCollection(id)), 404, problemJson)
  }

  app.get('/style.css', (c) =>
    c.body(style, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=86400',
    }),
  )
  app.get('/', (c) => answer(c, (s) => ({ document: () => landingOf(s), page: () => landingPage(s) })))
  app.get('/conformance', (c) =>
    answer(c, (s) => ({
      document: () => ({ links: pageLinks(s, '/conformance'), conformsTo: conformanceClasses }),
      page: () => conformancePage(s),
    })),
  )
  app.get('/api', (c) =>
    answer(c, (s) => ({ document: () => openapiOf(s), page: () => apiPage(s), type: mediaTypes.openapi })),
  )
  app.get('/collections', (c) =>
    answer(c, (s) => ({ document: () => collectionsOf(s), page: () => collectionsPage(s) })),
  )
  app.get('/collections/:collectionId', (c) =>
    ofCollection(c, (s, table) =>
      answer(c, () => ({ document: () => collectionOf(s, table), page: () => collectionPage(s, table) })),
    ),
  )
  app.get('/collections/:collectionId/queryables', (c) =>
    ofCollection(c, (s, table) =>
      answer(c, () => ({
        document: () => queryablesSchema(s, table),
        page: () => fieldsPage(s, table, words[s.language].queryables),
        type: mediaTypes.schema,
      })),
    ),
  )
  app.get('/collections/:collectionId/schema', (c) =>
    ofCollection(c, (s, table) =>
      answer(c, () => ({
        document: () => featureSchema(s, table),
        page: () => fieldsPage(s, table, words[s.language].schema),
        type: mediaTypes.schema,
      })),
    ),
  )
  app.get('/collections/:collectionId/items', (c) =>
    ofCollection(c, (s, table) => {
      const { dataset } = s.published
      const columns = columnsIn(dataset, table)
      return answer(c, () => {
        const asked = readItems(c.req.queries(), dataset, queryablesOf(s.published, table), columns)
        const selection = select(s.published, table, asked)
        return {
          document: () => featuresDocument(s, table, asked, selection),
          page: () => featuresPage(s, table, asked, selection),
          type: mediaTypes.geojson,
          headers: { 'Content-Crs': `<${asked.crs.uri}>` },
        }
      }, [...ofItems, ...columns.map(({ name }) => name)])
    }),
  )
  app.get('/collections/:collectionId/items/:featureId', (c) =>
    ofCollection(c, (s, table) => {
      const query = c.req.queries()
      const id = c.req.param('featureId') ?? ''
      const crs = readSystem(query, 'crs')
      const item = find(s.published, table, id, { ...readWishes(query, s.published.dataset), crs })
      if (!item) return c.json(problemOf(c, unknownFeature(table, id)), 404, problemJson)
      return answer(
        c,
        () => ({
          document: () => featureDocument(s, table, item, crs),
          page: () => featurePage(s, table, item, crs),
          type: mediaTypes.geojson,
          headers: { 'Content-Crs': `<${crs.uri}>` },
        }),
        ['crs'],
      )
    }),
  )
  app.onError((error, c) => {
    if (!(error instanceof InputError)) throw error
    const language = languageOf(c)
    const errors = error.problems.map(({ at, message }) => ({ where: at, detail: message[language] }))
    const detail = errors.map(({ where, detail: said }) => `${where}: ${said}`).join(' ')
    const kind = error.problems[0]?.kind === 'invalid-filter' ? 'invalid-filter' : 'invalid-request'
    const problem = problemOf(c, { kind, status: 400, detail: { vi: detail, en: detail } })
    return c.json({ ...problem, errors }, 400, problemJson)
  })
  return app
}

/** @throws InputError for a form that there is not */
function formOf(c: Context): Form {
  const asked = c.req.query('f')
  if (asked === 'json' || asked === 'html') return asked
  if (asked !== undefined) throw wrong('f', oneOf(['json', 'html']))
  const best = accepts(c, {
    header: 'Accept',
    supports: [mediaTypes.json, mediaTypes.geojson, mediaTypes.schema, mediaTypes.html],
    default: mediaTypes.json,
  })
  return best === mediaTypes.html ? 'html' : 'json'
}

const unknownCollection = (id: string): Refusal => ({
  kind: 'unknown-collection',
  status: 404,
  detail: {
    vi: `Không có lớp «${id}». Chọn một trong các lớp được liệt kê.`,
    en: `There is no collection "${id}". Choose one of those listed.`,
  },
  allowed: collections.map((table) => table.id),
})

const unknownFeature = (table: Collection, id: string): Refusal => ({
  kind: 'unknown-feature',
  status: 404,
  detail: {
    vi: `Lớp ${table.id} không có đối tượng «${id}». Danh sách ở /ogc/collections/${table.id}/items.`,
    en: `The collection ${table.id} has no feature "${id}". They are listed at /ogc/collections/${table.id}/items.`,
  },
})
