import type { Language } from '#domain/language'
import { extentOfAll } from '#domain/located'
import { daysOf } from '#domain/period-days'
import { crs84, referenceSystems } from '#domain/reference-systems'
import type { Collection } from '#domain/collections'
import { collections, hasShapes, isPlaceLayer } from '#domain/collections'
import type { Published } from '../../published'
import type { Address, Link } from './address'
import { mediaTypes } from './address'
import { shapesOf } from './selection'
import { words } from './words'

/** Who answers: everything a document of the service is made from. */
export type Service = { published: Published; address: Address; language: Language }

export const relations = {
  conformance: 'conformance',
  data: 'data',
  queryables: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
  schema: 'http://www.opengis.net/def/rel/ogc/1.0/schema',
} as const

/** What a reader must know of the figures and shapes before using them. */
export function noticesOf({ published, language }: Service, table: Collection | null): string[] {
  const w = words[language]
  if (table !== null && !hasShapes(table)) return []
  const marks = [published.dataset.hasIllustrative ? w.illustrative : w.noIllustrative]
  if (table !== null && isPlaceLayer(table)) return marks
  const qualities =
    table === null
      ? [published.boundaries['2024'].quality, published.boundaries['2025'].quality]
      : table.units === null
        ? []
        : [published.boundaries[table.units.vintage].quality]
  return [...marks, ...[...new Set(qualities)].map((quality) => w.boundaries[quality])]
}

/** The landing page. */
export function landingOf(service: Service) {
  const { address, language } = service
  const w = words[language]
  return {
    title: w.title,
    description: [w.intro, ...noticesOf(service, null)].join(' '),
    links: [
      ...pageLinks(service, ''),
      { rel: 'service-desc', href: address.to('/api', 'json'), type: mediaTypes.openapi, title: w.api },
      { rel: 'service-doc', href: address.to('/api', 'html'), type: mediaTypes.html, title: w.api },
      ...bothForms(service, '/conformance', relations.conformance, w.conformance),
      ...bothForms(service, '/collections', relations.data, w.collections),
    ],
  }
}

/** Links of a document to itself and to its other form. */
export function pageLinks(
  { address, language }: Service,
  path: string,
  type: string = mediaTypes.json,
): Link[] {
  const w = words[language]
  return [
    { rel: 'self', href: address.to(path, 'json'), type, title: w.thisPage },
    { rel: 'alternate', href: address.to(path, 'html'), type: mediaTypes.html, title: w.asHtml },
  ]
}

function bothForms(
  { address }: Service,
  path: string,
  rel: string,
  title: string,
  type: string = mediaTypes.json,
) {
  return [
    { rel, href: address.to(path, 'json'), type, title },
    { rel, href: address.to(path, 'html'), type: mediaTypes.html, title },
  ]
}

export type CollectionDocument = ReturnType<typeof collectionOf>

/** The description of one collection. */
export function collectionOf(service: Service, table: Collection) {
  const { published, language } = service
  const w = words[language]
  const path = `/collections/${table.id}`
  const bbox = extentOfAll(shapesOf(published, table, crs84, true).values())
  const systems = referenceSystems.map(({ uri }) => uri)
  return {
    id: table.id,
    title: table.title[language],
    description: [table.description[language], ...noticesOf(service, table)].join(' '),
    itemType: 'feature',
    extent: {
      ...(bbox && { spatial: { bbox: [bbox], crs: crs84.uri } }),
      temporal: { interval: [intervalOf(published)], trs: gregorian },
    },
    ...(hasShapes(table) && { crs: systems, storageCrs: crs84.uri }),
    links: [
      ...pageLinks(service, path),
      ...bothForms(service, `${path}/items`, 'items', w.items, mediaTypes.geojson),
      ...bothForms(service, `${path}/queryables`, relations.queryables, w.queryables, mediaTypes.schema),
      ...bothForms(service, `${path}/schema`, relations.schema, w.schema, mediaTypes.schema),
      // where GDAL looks for the types of the fields; until 3.7 it knows this spelling only, and case does not count
      {
        rel: 'describedBy',
        href: service.address.to(`${path}/schema`, 'json'),
        type: mediaTypes.schema,
        title: w.schema,
      },
    ],
  }
}

const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'

/** From the first day of the first period to the last of the last; open when nothing was reported. */
function intervalOf({ dataset }: Published): [string | null, string | null] {
  const [first, last] = [dataset.periods[0], dataset.periods.at(-1)]
  return [
    first === undefined ? null : `${daysOf(first).first}T00:00:00Z`,
    last === undefined ? null : `${daysOf(last).last}T23:59:59Z`,
  ]
}

/** All collections. */
export const collectionsOf = (service: Service) => ({
  links: pageLinks(service, '/collections'),
  crs: referenceSystems.map(({ uri }) => uri),
  collections: collections.map((table) => collectionOf(service, table)),
})
