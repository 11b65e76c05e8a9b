import type { Attribute, AttributeType } from '#domain/attributes'
import type { Bilingual } from '#domain/measures'
import type { Collection } from '#domain/collections'
import { columnsIn, hasShapes, isPlaceLayer } from '#domain/collections'
import type { Service } from './documents'
import { words } from './words'

const dialect = 'https://json-schema.org/draft/2020-12/schema'

const both = ({ vi, en }: Bilingual): string => (vi === en ? vi : `${vi} / ${en}`)

const types: Record<AttributeType, { type: string; format?: string }> = {
  text: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
}

/**
 * A column as JSON Schema, described in both languages. A single type, as OGC API – Features Part 5 has it: what was
 * not reported is null in GeoJSON, and clients that read the type (GDAL) take no list.
 */
export const schemaOfAttribute = ({ type, title, description, allowed, unit, name }: Attribute) => ({
  ...types[type],
  title: both(title),
  description: both(description),
  ...(allowed && { enum: allowed }),
  ...(unit !== undefined && { 'x-ogc-unit': unit }),
  ...((name === 'code' || name === 'id') && { 'x-ogc-role': 'id' }),
})

const geometryOf = (table: Collection) => (isPlaceLayer(table) ? 'geometry-point' : 'geometry-multipolygon')

const propertiesOf = ({ published: { dataset } }: Service, table: Collection) =>
  Object.fromEntries(
    columnsIn(dataset, table).map((attribute, i) => [
      attribute.name,
      { ...schemaOfAttribute(attribute), 'x-ogc-propertySeq': i + 1 },
    ]),
  )

/** What may stand in a filter or as a parameter. */
export const queryablesSchema = (service: Service, table: Collection) => ({
  $schema: dialect,
  $id: `${service.address.root}/collections/${table.id}/queryables`,
  type: 'object',
  title: table.title[service.language],
  description: table.description[service.language],
  properties: {
    ...(hasShapes(table) && {
      geometry: {
        title: both({ vi: words.vi.geometry, en: words.en.geometry }),
        'x-ogc-role': 'primary-geometry',
        format: geometryOf(table),
      },
    }),
    ...propertiesOf(service, table),
  },
  additionalProperties: false,
})

/** What a feature looks like as GeoJSON, every field with its type and meaning. */
export const featureSchema = (service: Service, table: Collection) => ({
  $schema: dialect,
  $id: `${service.address.root}/collections/${table.id}/schema`,
  type: 'object',
  title: table.title[service.language],
  description: table.description[service.language],
  required: ['type', 'geometry', 'properties'],
  properties: {
    type: { type: 'string', enum: ['Feature'] },
    id: { type: 'string' },
    geometry: hasShapes(table)
      ? { type: 'object', 'x-ogc-role': 'primary-geometry', format: geometryOf(table) }
      : { type: 'null' },
    properties: { type: 'object', properties: propertiesOf(service, table), additionalProperties: false },
  },
})
