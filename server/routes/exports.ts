import { createRoute, z } from '@hono/zod-openapi'
import { extentOfAll } from '#domain/located'
import { crs84 } from '#domain/reference-systems'
import type { Table } from '#domain/tables'
import { keyOf, tableIds, tableOf } from '#domain/tables'
import { featuresOf, objectOf } from '#domain/topology'
import type { Published } from '../published'
import { styleOf } from '../render/qml'
import { csvMetadata, tableCsv } from '../render/table-csv'
import type { TableDocument } from '../render/table-document'
import { dictionaryOf, sourceSheet, tableDocument } from '../render/table-document'
import { tableGeoJson, tableTopoJson } from '../render/table-shapes'
import { tableXlsx } from '../render/table-xlsx'
import { geoPackageOf } from '../store/geopackage'
import { languageOf } from './language'
import { areasOf } from './ogc/selection'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { unknownPeriod } from './question'
import { newRouter } from './router'
import { IllustrativeSchema, PeriodSchema } from './schemas'

const formats = ['gpkg', 'csv', 'csv-metadata.json', 'xlsx', 'geojson', 'topojson'] as const
type Format = (typeof formats)[number]

const types: Record<Format, string> = {
  gpkg: 'application/geopackage+sqlite3',
  csv: 'text/csv; charset=utf-8; header=present',
  'csv-metadata.json': 'application/csvm+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
  topojson: 'application/json',
}

const file = { schema: z.string().openapi({ format: 'binary' }) }
const pattern = new RegExp(`^(${tableIds.join('|')})\\.(${formats.join('|').replaceAll('.', '\\.')})$`)

const getExport = createRoute({
  method: 'get',
  path: '/exports/{file}',
  summary: 'A table to take away: GeoPackage, CSV, Excel, GeoJSON or TopoJSON',
  description:
    'Every indicator of one period as columns, with the dictionary of the columns, the sources and the data version. ' +
    'The GeoPackage opens in QGIS with the colours of the page; the CSV is described by its csv-metadata.json (CSVW).',
  tags: ['exports'],
  request: {
    params: z.object({
      file: z
        .string()
        .regex(pattern, `Viết / write <${tableIds.join('|')}>.<${formats.join('|')}>`)
        .openapi({ example: 'communes_2025.gpkg' }),
    }),
    query: z.object({
      period: PeriodSchema.optional().openapi({ description: 'The latest period when left out' }),
      illustrative: IllustrativeSchema,
      lang: z.enum(['vi', 'en']).optional(),
    }),
  },
  responses: {
    200: {
      description: 'The file',
      content: Object.fromEntries(Object.values(types).map((type) => [type, file])),
    },
    400: problemResponse('The table, the format or a parameter is malformed'),
    404: problemResponse('Nothing was reported for the period, or the table has no shapes'),
  },
})

export const exportRoutes = (published: () => Published) =>
  newRouter().openapi(getExport, async (c) => {
    const { file: name } = c.req.valid('param')
    const asked = c.req.valid('query')
    const [id = '', ...rest] = name.split('.')
    const format = formats.find((known) => known === rest.join('.'))
    const table = tableOf(id)
    const now = published()
    const period = asked.period ?? now.dataset.periods.at(-1) ?? ''
    if (!now.dataset.periods.includes(period)) {
      return c.json(problemOf(c, unknownPeriod(now.dataset, period)), 404, problemJson)
    }
    // the pattern lets no other name pass
    if (table === null || format === undefined) return c.json(problemOf(c, noShapes(id)), 404, problemJson)
    if (table.units === null && format === 'topojson')
      return c.json(problemOf(c, noShapes(id)), 404, problemJson)
    const document = tableDocument(now.dataset, {
      table,
      period,
      illustrative: asked.illustrative === 'true',
      language: languageOf(c),
      boundary: table.units === null ? null : now.boundaries[table.units.vintage],
    })
    const title = table.units === null ? id : `${id}-${period}`
    return c.body(await write(now, document, format, `${id}.csv`), 200, {
      'Content-Type': types[format],
      'Content-Disposition': `attachment; filename="lao-cai-${title}.${format}"`,
      ...(format === 'csv' && {
        Link: `<${id}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"`,
      }),
    })
  })

const noShapes = (id: string): Refusal => ({
  kind: 'not-found',
  status: 404,
  detail: {
    vi: `Bảng «${id}» không có hình nên không có tệp TopoJSON. Hãy lấy CSV, XLSX, GPKG hoặc GeoJSON.`,
    en: `The table "${id}" has no shapes, so there is no TopoJSON of it. Take CSV, XLSX, GPKG or GeoJSON.`,
  },
})

async function write(
  published: Published,
  document: TableDocument,
  format: Format,
  csv: string,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const { units } = document.table
  const topology = units === null ? null : published.boundaries[units.vintage].topology
  switch (format) {
    case 'csv':
      return tableCsv(document)
    case 'csv-metadata.json':
      return JSON.stringify(csvMetadata(document, csv))
    case 'xlsx':
      return tableXlsx(document)
    case 'geojson':
      return JSON.stringify(
        tableGeoJson(
          document,
          topology === null || units === null ? null : featuresOf(topology, units.level),
        ),
      )
    case 'topojson':
      return topology === null || units === null
        ? ''
        : JSON.stringify(tableTopoJson(document, topology, objectOf[units.level]))
    case 'gpkg':
      return geoPackageOf(contentOf(published, document, document.table))
  }
}

function contentOf(published: Published, document: TableDocument, table: Table) {
  const { attributes, rows, language, dataset } = document
  const areas = areasOf(published, table, crs84)
  return {
    layer: {
      name: table.id,
      title: table.title[language],
      description: document.about.map(([what, how]) => `${what}: ${how}`).join('\n'),
      columns: attributes.map(({ name, type, title, description }) => ({
        name,
        type,
        title: title[language],
        description: description[language],
      })),
      rows: rows.map((row) => ({
        values: attributes.map(({ name }) => row[name] ?? null),
        geometry: areas.get(keyOf(table, row))?.geometry ?? null,
      })),
      extent: extentOfAll(areas.values()),
    },
    tables: [
      { name: 'data_dictionary', title: 'Data dictionary', rows: dictionaryOf(document) },
      { name: 'sources', title: 'Sources', rows: sourceSheet(document) },
      { name: 'about', title: 'About', rows: [['what', 'how'], ...document.about] },
    ],
    styles:
      table.units === null
        ? []
        : dataset.catalogue.indicators.map((indicator) => styleOf(indicator, rows, language)),
    changed: dataset.publishedAt,
  }
}
