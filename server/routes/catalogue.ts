import { createRoute, z } from '@hono/zod-openapi'
import { details, detailsOf } from '#domain/detail'
import { provincesOf } from '#domain/geography'
import { isReportSource } from '#domain/flow/source'
import type { Published } from '../published'
import { problemResponse } from './problem'
import { newRouter } from './router'
import {
  BilingualSchema,
  IndicatorSchema,
  LevelSchema,
  MeasureSchema,
  SourceSchema,
  UnitSchema,
  VintageSchema,
} from './schemas'

const BoundarySchema = z
  .object({
    quality: z.enum(['schematic', 'official', 'user']),
    source: z.string(),
    /** Content hash; `?v=` with it makes the address of the geometry immutable. */
    hash: z.string(),
    /** How finely the geometry can be had, from the coarsest: `?detail=`. */
    details: z.array(z.enum(details)),
  })
  .openapi('Boundary')

const CatalogueSchema = z
  .object({
    dataVersion: z.number().int(),
    publishedAt: z.string(),
    hasIllustrative: z.boolean(),
    province: z.object({ '2024': UnitSchema.nullable(), '2025': UnitSchema.nullable() }),
    vintages: z.array(
      z.object({
        id: VintageSchema,
        name: BilingualSchema,
        validFrom: z.string().nullable(),
        validTo: z.string().nullable(),
        provinces: z.array(UnitSchema.pick({ code: true, name: true, type: true })).openapi({
          description:
            'By code. Where there are several, `within` with the code of one keeps an answer to it; the page begins with the first',
        }),
        counts: z.object({ district: z.number().int(), commune: z.number().int() }),
        boundary: BoundarySchema,
      }),
    ),
    levels: z.array(LevelSchema),
    periods: z.array(z.string()),
    themes: z.array(z.object({ id: z.string(), name: BilingualSchema })),
    indicators: z.array(
      IndicatorSchema.extend({
        hasRealData: z.boolean().openapi({ description: 'A published or reported figure exists' }),
        hasIllustrative: z.boolean(),
      }),
    ),
    measures: z.array(MeasureSchema),
    sources: z
      .array(SourceSchema)
      .openapi({ description: 'Without the reports of communes, which /api/sources tells of by their ids' }),
  })
  .openapi('Catalogue')

const getCatalogue = createRoute({
  method: 'get',
  path: '/catalogue',
  summary: 'What there is: vintages, periods, indicators with their targets, sources, boundary quality',
  tags: ['catalogue'],
  responses: {
    200: { description: 'The catalogue', content: { 'application/json': { schema: CatalogueSchema } } },
  },
})

const getSources = createRoute({
  method: 'get',
  path: '/sources',
  summary: 'Sources by the ids that figures name, reports of communes included',
  description: 'An id that does not exist is left out.',
  tags: ['catalogue'],
  request: {
    query: z.object({
      ids: z
        .string()
        .max(20_000)
        .openapi({ description: 'Separated by spaces', example: 'report-12 report-14' }),
    }),
  },
  responses: {
    200: {
      description: 'The sources, in the order asked for',
      content: { 'application/json': { schema: z.object({ sources: z.array(SourceSchema) }) } },
    },
    400: problemResponse('The ids are missing or too many'),
  },
})

const vintageFacts = {
  '2024': {
    name: { vi: 'Tỉnh Lào Cai cũ (đến 30/6/2025)', en: 'Old Lào Cai (until 30/06/2025)' },
    validFrom: '2024-02-01',
    validTo: '2025-06-30',
  },
  '2025': {
    name: { vi: 'Tỉnh Lào Cai mới (từ 01/7/2025)', en: 'New Lào Cai (from 01/07/2025)' },
    validFrom: '2025-07-01',
    validTo: null,
  },
} as const

export const catalogueRoutes = (published: () => Published) =>
  newRouter()
    .openapi(getSources, (c) => {
      const { sources } = published().dataset
      const ids = new Set(c.req.valid('query').ids.split(/\s+/))
      return c.json({ sources: [...ids].flatMap((id) => sources.get(id) ?? []) }, 200)
    })
    .openapi(getCatalogue, (c) => {
      const { dataset, boundaries } = published()
      const provinceOf = (vintage: '2024' | '2025') => {
        const { units, atLevel } = dataset.geographies[vintage]
        return units[atLevel.province[0] ?? -1] ?? null
      }
      const vintages = (['2025', '2024'] as const).map((id) => ({
        id,
        ...vintageFacts[id],
        provinces: provincesOf(dataset.geographies[id]).map(({ code, name, type }) => ({ code, name, type })),
        counts: {
          district: dataset.geographies[id].atLevel.district.length,
          commune: dataset.geographies[id].atLevel.commune.length,
        },
        boundary: {
          quality: boundaries[id].quality,
          source: boundaries[id].source,
          hash: boundaries[id].hash,
          details: detailsOf(boundaries[id]),
        },
      }))
      return c.json(
        {
          dataVersion: dataset.version,
          publishedAt: dataset.publishedAt,
          hasIllustrative: dataset.hasIllustrative,
          province: { '2024': provinceOf('2024'), '2025': provinceOf('2025') },
          vintages,
          levels: ['province', 'district', 'commune'] as const,
          periods: [...dataset.periods],
          themes: dataset.catalogue.themes,
          indicators: dataset.catalogue.indicators.map((indicator) => ({
            ...indicator,
            hasRealData: dataset.reportedMeasures.real.has(indicator.numerator),
            hasIllustrative: dataset.reportedMeasures.illustrative.has(indicator.numerator),
          })),
          measures: dataset.catalogue.measures,
          sources: [...dataset.sources.values()].filter(({ id }) => !isReportSource(id)),
        } satisfies z.input<typeof CatalogueSchema>,
        200,
      )
    })
