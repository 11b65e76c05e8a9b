import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Topology } from 'topojson-specification'
import type { AttributeRow } from '#domain/attributes'
import { keyOf } from '#domain/tables'
import type { Areas } from '#domain/topology'
import type { TableDocument } from './table-document'

/** What a file of shapes says about itself, in members that readers of the format pass over. */
const aboutShapes = ({ dataset, attributes, sources, about }: TableDocument) => ({
  dataVersion: dataset.version,
  publishedAt: dataset.publishedAt,
  about: Object.fromEntries(about),
  dictionary: attributes,
  sources,
})

/** The table as GeoJSON; a row without a shape has the geometry null. */
export function tableGeoJson(
  document: TableDocument,
  areas: Areas | null,
): FeatureCollection<Polygon | MultiPolygon | null, AttributeRow> & ReturnType<typeof aboutShapes> {
  const shapes = new Map(areas?.features.map(({ id, geometry }) => [String(id), geometry]))
  return {
    type: 'FeatureCollection',
    ...aboutShapes(document),
    ...(areas?.bbox && { bbox: areas.bbox }),
    features: document.rows.map((row) => {
      const id = keyOf(document.table, row)
      return { type: 'Feature', id, properties: { ...row }, geometry: shapes.get(id) ?? null }
    }),
  }
}

/** The table as TopoJSON: shared borders once, the rows as properties, one object named as the table. */
export function tableTopoJson(document: TableDocument, topology: Topology, object: string) {
  const rows = new Map(document.rows.map((row) => [keyOf(document.table, row), row]))
  const drawn = topology.objects[object]
  const geometries = drawn?.type === 'GeometryCollection' ? drawn.geometries : []
  const layer = {
    type: 'GeometryCollection' as const,
    geometries: geometries.map((geometry) => ({
      ...geometry,
      properties: { ...rows.get(String(geometry.id)) },
    })),
  }
  return { ...topology, ...aboutShapes(document), objects: { [document.table.id]: layer } }
}
