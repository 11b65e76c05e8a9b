import { createRoute, z } from '@hono/zod-openapi'
import { featuresOf } from '#domain/topology'
import { summaryAt } from '#domain/summary'
import { valueAt, valuesAt } from '#domain/values'
import type { Published } from '../published'
import { featureCollectionOf } from './geojson-schema'
import { problemJson, problemOf, problemResponse } from './problem'
import { groundWithin } from './ground'
import { QuestionQuery, isRefusal, resolve } from './question'
import { newRouter } from './router'
import { LevelSchema, StatusSchema, TargetSchema, VintageSchema } from './schemas'
import { SummarySchema } from './summary-schema'
import { columnsOf } from './columns'

const figure = z.number().nullable()

const IndicatorFeatureSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    type: z.string(),
    district_code: z.string().nullable(),
    district_name: z.string().nullable(),
    indicator: z.string(),
    vintage: VintageSchema,
    period: z.string(),
    as_of: z.string().nullable().openapi({ description: 'Period the figure was really reported for' }),
    value: figure.openapi({ description: 'Worst case where parts are unreported' }),
    low: figure,
    high: figure,
    numerator: figure,
    denominator: figure,
    target: figure,
    gap: figure,
    lacking: figure,
    lacking_least: figure,
    reported: z.number().int(),
    parts: z.number().int(),
    unstable: z.boolean(),
    withheld: z
      .boolean()
      .openapi({ description: 'Reported, but kept back because it could point at a child' }),
    status: StatusSchema.nullable(),
    source: z.string().openapi({ description: 'Ids of the sources, separated by a space' }),
    data_version: z.number().int(),
  })
  .openapi('IndicatorProperties')

const ValuesSchema = z
  .object({
    indicator: z.string(),
    vintage: VintageSchema,
    level: LevelSchema,
    period: z.string(),
    within: z.string().nullable(),
    district: z.string().nullable(),
    illustrative: z.boolean().openapi({ description: 'Whether made-up figures were allowed' }),
    target: TargetSchema.nullable(),
    dataVersion: z.number().int(),
    code: z.array(z.string()),
    value: z.array(figure),
    numerator: z.array(figure),
    denominator: z.array(figure),
    gap: z.array(figure),
    lacking: z.array(figure),
    status: z.array(StatusSchema.nullable()),
    source: z.array(z.string()).openapi({ description: 'Ids of the sources, separated by a space' }),
    /** What holds for a few units only, by their place in the columns. */
    ranges: z.array(
      z.object({
        at: z.number().int(),
        low: figure,
        high: figure,
        lackingLeast: figure,
        amongReported: figure,
        reported: z.number().int(),
        parts: z.number().int(),
      }),
    ),
    asOf: z.array(z.object({ at: z.number().int(), period: z.string() })),
    withheld: z.array(z.number().int()).openapi({
      description: 'Units whose figure was reported, but is kept back because it could point at a child',
    }),
    unstable: z.array(z.number().int()),
    summary: SummarySchema,
  })
  .openapi('Values')

const getValues = createRoute({
  method: 'get',
  path: '/indicators/{id}/values',
  summary: 'Values of an indicator without geometry, one array per column',
  tags: ['indicators'],
  request: {
    params: z.object({ id: z.string().openapi({ example: 'play-areas-villages' }) }),
    query: QuestionQuery,
  },
  responses: {
    200: { description: 'The values', content: { 'application/json': { schema: ValuesSchema } } },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('The indicator, period, target or district does not exist'),
  },
})

const getGeoJson = createRoute({
  method: 'get',
  path: '/indicators/{file}',
  summary: 'An indicator as GeoJSON, one feature per unit',
  description: 'Opens directly in QGIS. The path is the indicator with `.geojson` behind it.',
  tags: ['indicators'],
  request: {
    params: z.object({
      file: z
        .string()
        .regex(/^[a-z0-9-]+\.geojson$/, 'Viết <chỉ tiêu>.geojson / write <indicator>.geojson')
        .openapi({ example: 'play-areas-villages.geojson' }),
    }),
    query: QuestionQuery,
  },
  responses: {
    200: {
      description: 'Features with their code as id',
      content: { 'application/geo+json': { schema: featureCollectionOf(IndicatorFeatureSchema) } },
    },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('The indicator, period, target or district does not exist'),
  },
})

export const indicatorRoutes = (published: () => Published) =>
  newRouter()
    .openapi(getValues, (c) => {
      const { dataset } = published()
      const resolved = resolve(dataset, c.req.valid('param').id, c.req.valid('query'))
      if (isRefusal(resolved)) return c.json(problemOf(c, resolved), 404, problemJson)
      const { question, level, within, district, indexes, area } = resolved
      const { units } = dataset.geographies[question.vintage]
      const values = valuesAt(dataset, question, indexes)
      return c.json(
        {
          indicator: question.indicator.id,
          vintage: question.vintage,
          level,
          period: question.period,
          within,
          district,
          illustrative: question.illustrative,
          target: question.target,
          dataVersion: dataset.version,
          code: indexes.map((index) => units[index]?.code ?? ''),
          ...columnsOf(values, question.period),
          summary: summaryAt(dataset, question, { level, area, indexes, values }),
        },
        200,
      )
    })
    .openapi(getGeoJson, (c) => {
      const { dataset, boundaries } = published()
      const id = c.req.valid('param').file.replace(/\.geojson$/, '')
      const resolved = resolve(dataset, id, c.req.valid('query'))
      if (isRefusal(resolved)) return c.json(problemOf(c, resolved), 404, problemJson)
      const { question, level, within, indexes } = resolved
      const { units, indexOf } = dataset.geographies[question.vintage]
      const wanted = new Set(indexes)
      const map = groundWithin({ dataset, boundaries }, question.vintage, within, 'middle')
      const collection = featuresOf(map, level)
      const features = collection.features.flatMap((feature) => {
        const index = indexOf.get(String(feature.id))
        const unit = index === undefined ? undefined : units[index]
        if (index === undefined || unit === undefined || !wanted.has(index)) return []
        const district = unit.level === 'commune' ? units[indexOf.get(unit.parent ?? '') ?? -1] : undefined
        const value = valueAt(dataset, question, index)
        return {
          ...feature,
          id: unit.code,
          properties: {
            code: unit.code,
            name: unit.name,
            type: unit.type,
            district_code: district?.code ?? null,
            district_name: district?.name ?? null,
            indicator: question.indicator.id,
            vintage: question.vintage,
            period: question.period,
            as_of: value.asOf,
            value: value.value,
            low: value.low,
            high: value.high,
            numerator: value.numerator,
            denominator: value.denominator,
            target: question.target?.value ?? null,
            gap: value.gap,
            lacking: value.lacking,
            lacking_least: value.lackingLeast,
            reported: value.reported,
            parts: value.parts,
            unstable: value.unstable,
            withheld: value.isWithheld === true,
            status: value.status,
            source: value.sources.join(' '),
            data_version: dataset.version,
          },
        }
      })
      return c.json({ ...collection, features }, 200, { 'Content-Type': 'application/geo+json' })
    })
