import type { MultiPolygon, Point, Polygon } from 'geojson'
import type { ReferenceSystem } from '#domain/reference-systems'
import { exchanged, moved } from '#domain/reference-systems'
import type { Collection } from '#domain/collections'
import { mediaTypes } from './address'
import type { Service } from './documents'
import { noticesOf } from './documents'
import type { ItemsAsked } from './parameters'
import type { Item, Selection } from './selection'
import { words } from './words'

type Shape = Polygon | MultiPolygon | Point

/** A feature as GeoJSON; positions in the order of the axes of the system. */
export const featureOf = ({ id, row, area }: Item, { northFirst }: ReferenceSystem) => ({
  type: 'Feature' as const,
  id,
  geometry: area === null ? null : inParts(northFirst ? turned(area.geometry) : area.geometry),
  properties: row,
})

const turned = (geometry: Shape): Shape =>
  geometry.type === 'Point'
    ? { type: 'Point', coordinates: exchanged(geometry.coordinates) }
    : moved(geometry, exchanged)

/** Every shape of a layer is of one type, as files and databases of GIS programs want it. */
export const inParts = (geometry: Shape): MultiPolygon | Point =>
  geometry.type !== 'Polygon' ? geometry : { type: 'MultiPolygon', coordinates: [geometry.coordinates] }

/** One feature with its links. */
export function featureDocument(service: Service, table: Collection, item: Item, crs: ReferenceSystem) {
  const w = words[service.language]
  const { address } = service
  return {
    ...featureOf(item, crs),
    links: [
      { rel: 'self', href: address.here({ f: 'json' }), type: mediaTypes.geojson, title: w.thisPage },
      { rel: 'alternate', href: address.here({ f: 'html' }), type: mediaTypes.html, title: w.asHtml },
      {
        rel: 'collection',
        href: address.to(`/collections/${table.id}`, 'json'),
        type: mediaTypes.json,
        title: w.parent,
      },
    ],
  }
}

/** A page of features with the ways to the others. */
export function featuresDocument(
  service: Service,
  table: Collection,
  asked: ItemsAsked,
  selection: Selection,
) {
  const { published, address, language } = service
  const w = words[language]
  return {
    type: 'FeatureCollection' as const,
    title: table.title[language],
    notices: noticesOf(service, table),
    period: table.units === null ? null : asked.period,
    dataVersion: published.dataset.version,
    numberMatched: selection.matched,
    numberReturned: selection.items.length,
    links: [
      { rel: 'self', href: address.here({ f: 'json' }), type: mediaTypes.geojson, title: w.thisPage },
      { rel: 'alternate', href: address.here({ f: 'html' }), type: mediaTypes.html, title: w.asHtml },
      ...pagesAround(asked, selection).map(({ rel, offset }) => ({
        rel,
        href: address.here({ offset: String(offset), limit: String(asked.limit), f: 'json' }),
        type: mediaTypes.geojson,
        title: rel === 'next' ? w.next : w.previous,
      })),
    ],
    features: selection.items.map((item) => featureOf(item, asked.crs)),
  }
}

/** The pages before and after this one, as far as there are any. */
export function pagesAround({ offset, limit }: ItemsAsked, { matched, items }: Selection) {
  const next = offset + items.length
  return [
    ...(items.length > 0 && next < matched ? [{ rel: 'next' as const, offset: next }] : []),
    ...(offset > 0 ? [{ rel: 'prev' as const, offset: Math.max(0, Math.min(offset, matched) - limit) }] : []),
  ]
}
