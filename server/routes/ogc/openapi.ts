import type { Attribute } from '#domain/attributes'
import { referenceSystems } from '#domain/reference-systems'
import type { Collection } from '#domain/collections'
import { collections, columnsIn, hasShapes } from '#domain/collections'
import packageFile from '../../../package.json'
import { mediaTypes } from './address'
import type { Service } from './documents'
import { everywhere, filterLanguages, ofItems, pageSizes } from './parameters'
import { schemaOfAttribute } from './schemas'
import { words } from './words'

/** The service as OpenAPI 3.0: every path written out, so that clients find the columns of each collection. */
export function openapiOf(service: Service) {
  const { address, language } = service
  const w = words[language]
  return {
    openapi: '3.0.3',
    info: {
      title: w.title,
      description: w.intro,
      version: packageFile.version,
      license: { name: packageFile.license },
    },
    servers: [{ url: address.root }],
    tags: [
      { name: 'service' },
      ...collections.map(({ id, title }) => ({ name: id, description: title[language] })),
    ],
    paths: {
      '/': resource('landing', w.home),
      '/conformance': resource('conformance', w.conformance),
      '/api': resource('api', w.api, mediaTypes.openapi),
      '/collections': resource('collections', w.collections),
      ...Object.assign({}, ...collections.map((table) => pathsOf(service, table))),
    },
    components: {
      parameters: parametersOf(service),
      schemas: { problem },
      responses: {
        problem: { description: 'RFC 9457', content: { 'application/problem+json': problemContent } },
      },
    },
  }
}

function pathsOf(service: Service, table: Collection) {
  const w = words[service.language]
  const { id } = table
  const path = `/collections/${id}`
  const title = (what: string) => `${table.title[service.language]}: ${what}`
  const columns = columnsIn(service.published.dataset, table).map(columnParameter)
  const crs = hasShapes(table) ? [reference('crs')] : []
  return {
    [path]: resource(id, title(w.collection), mediaTypes.json, id),
    [`${path}/queryables`]: resource(`${id}.queryables`, title(w.queryables), mediaTypes.schema, id),
    [`${path}/schema`]: resource(`${id}.schema`, title(w.schema), mediaTypes.schema, id),
    [`${path}/items`]: {
      get: operation(`${id}.items`, title(w.items), mediaTypes.geojson, id, [
        ...ofItems.map(reference),
        ...columns,
      ]),
    },
    [`${path}/items/{featureId}`]: {
      get: operation(
        `${id}.item`,
        title(w.item),
        mediaTypes.geojson,
        id,
        [reference('featureId'), ...crs],
        ['404'],
      ),
    },
  }
}

const resource = (id: string, summary: string, type: string = mediaTypes.json, tag = 'service') => ({
  get: operation(id, summary, type, tag, []),
})

function operation(
  operationId: string,
  summary: string,
  type: string,
  tag: string,
  parameters: readonly object[],
  refusals: readonly string[] = [],
) {
  const schema = { type: 'object' }
  return {
    operationId,
    summary,
    tags: [tag],
    parameters: [...everywhere.map(reference), ...parameters],
    responses: {
      '200': {
        description: summary,
        content: { [type]: { schema }, [mediaTypes.html]: { schema: { type: 'string' } } },
      },
      ...Object.fromEntries(
        ['400', ...refusals, '500'].map((code) => [code, { $ref: '#/components/responses/problem' }]),
      ),
    },
  }
}

const reference = (name: string) => ({ $ref: `#/components/parameters/${name}` })

function columnParameter(attribute: Attribute) {
  const { title, description, ...schema } = schemaOfAttribute(attribute)
  return {
    name: attribute.name,
    in: 'query',
    description: `${title}. ${description}`,
    required: false,
    schema,
    style: 'form',
    explode: false,
  }
}

const problemContent = { schema: { $ref: '#/components/schemas/problem' } }
const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
  },
}

const text = { type: 'string' }

function parametersOf({ published: { dataset } }: Service) {
  const system = { type: 'string', format: 'uri', enum: referenceSystems.map(({ uri }) => uri) }
  const first = referenceSystems[0]?.uri
  const query = (name: string, description: string, schema: object, more: object = {}) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema,
    style: 'form',
    explode: false,
    ...more,
  })
  return {
    f: query('f', 'Form of the answer; wins over the header Accept', { ...text, enum: ['json', 'html'] }),
    lang: query('lang', 'Language of titles and texts', { ...text, enum: ['vi', 'en'] }),
    period: query('period', 'Period of the figures; the latest when left out', {
      ...text,
      enum: dataset.periods,
    }),
    illustrative: query('illustrative', 'Whether made-up figures may fill what was not reported', {
      type: 'boolean',
      default: true,
    }),
    limit: query('limit', 'Features on a page', {
      type: 'integer',
      minimum: 1,
      maximum: pageSizes.most,
      default: pageSizes.usual,
    }),
    offset: query('offset', 'Features left out at the beginning', {
      type: 'integer',
      minimum: 0,
      default: 0,
    }),
    bbox: query('bbox', 'Only features that meet this rectangle: west,south,east,north', {
      type: 'array',
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
      items: { type: 'number' },
    }),
    'bbox-crs': query('bbox-crs', 'Reference system of bbox', { ...system, default: first }),
    crs: query('crs', 'Reference system of the answer', { ...system, default: first }),
    datetime: query(
      'datetime',
      'A day or interval (RFC 3339); the latest period it touches is answered',
      text,
    ),
    filter: query('filter', 'A filter in CQL2', text),
    'filter-lang': query(
      'filter-lang',
      'How the filter is written; cql-text is an older name of the text form',
      {
        ...text,
        enum: filterLanguages,
        default: filterLanguages[0],
      },
    ),
    'filter-crs': query('filter-crs', 'Reference system of the coordinates in the filter', {
      ...system,
      default: first,
    }),
    featureId: {
      name: 'featureId',
      in: 'path',
      required: true,
      description: 'Key of the feature',
      schema: text,
    },
  }
}
