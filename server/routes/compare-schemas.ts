import { z } from '@hono/zod-openapi'
import type { RateInterval } from '#domain/child-level'
import type { CompareCell, CompareTable } from '#domain/compare'
import { marks } from '#domain/compare'
import type { EquityAnswer } from '#domain/equity/answer'
import type { Equity, EquityFigure } from '#domain/equity/equity'
import { equityMeasureIds } from '#domain/equity/measures'
import { rankings } from '#domain/equity/ranking'
import { funnelPlaces } from '#domain/funnel'
import type { Reason } from '#domain/outcome'
import { reasons } from '#domain/outcome'
import { ChangeSchema } from './profile-schema'
import { WithinSchema } from './question'
import {
  BilingualSchema,
  IllustrativeSchema,
  PeriodSchema,
  TargetSchema,
  UnitCodeSchema,
  UnitSchema,
  VintageSchema,
} from './schemas'
import { ValueSchema } from './value-schema'

/** More would not fit on paper, nor in a reader's head. */
export const mostUnits = 40
export const mostIndicators = 12

const listOf = <Item extends z.ZodType<string, string>>(item: Item, most: number, what: string) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .pipe(
      z
        .array(item)
        .min(1, `Chọn ít nhất một / choose at least one`)
        .max(most, `Nhiều nhất ${most} ${what} / at most ${most}`),
    )

/** An indicator, with one of its targets after an at-sign: `play-areas-communes@qd23-2030`. */
const ColumnSchema = z
  .string()
  .regex(/^[a-z0-9-]+(@[a-z0-9-]+)?$/, 'Viết như chỉ-tiêu@mục-tiêu / write indicator@target')

export const CompareQuery = z
  .object({
    vintage: VintageSchema.default('2025'),
    level: z.enum(['district', 'commune']).default('district'),
    within: WithinSchema,
    district: UnitCodeSchema.optional().openapi({
      description: 'Only the communes of this district; needed when level is commune and no units are listed',
    }),
    units: listOf(UnitCodeSchema, mostUnits, 'đơn vị')
      .optional()
      .openapi({ description: 'Codes of the units to compare, separated by commas, in the order wanted' }),
    indicators: listOf(ColumnSchema, mostIndicators, 'chỉ tiêu').openapi({
      description: 'Ids of indicators, separated by commas; a target other than the first follows an at-sign',
      example: 'play-areas-villages,preschool-3-5',
    }),
    period: PeriodSchema.optional().openapi({ description: 'The latest period when left out' }),
    base: PeriodSchema.optional().openapi({
      description: 'Since when the change is told; a year earlier when left out',
    }),
    equity: z.string().optional().openapi({
      description: 'Indicator whose inequality is measured; the first of `indicators` when left out',
    }),
    rank: z
      .enum(rankings.map(({ id }) => id))
      .default('poor-households')
      .openapi({
        description: 'What orders communes by disadvantage',
      }),
    seed: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
    illustrative: IllustrativeSchema,
  })
  .refine(
    ({ level, district, units }) => level !== 'commune' || district !== undefined || units !== undefined,
    {
      path: ['district'],
      error:
        'Để so sánh các xã, chọn một huyện (district) hoặc liệt kê các xã (units) / to compare communes, name a district or list units',
    },
  )

/** Series are drawn as lines: more than eight cannot be told apart. */
export const mostSeries = 8

export const SeriesQuery = z.object({
  vintage: VintageSchema.default('2025'),
  indicator: ColumnSchema.openapi({ example: 'preschool-3-5' }),
  units: listOf(UnitCodeSchema, mostSeries, 'đơn vị'),
  illustrative: IllustrativeSchema,
})

/** Every reason, as a list the schema can hold. */
const reasonIds = Object.keys(reasons) as [Reason, ...Reason[]]

const UnavailableSchema = z
  .object({ kind: z.literal('unavailable'), reason: z.enum(reasonIds) })
  .openapi('Unavailable')

const IntervalSchema = z.object({ low: z.number(), high: z.number() }).openapi('Interval')

const RateIntervalSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('value'),
      value: z.number(),
      low: z.number(),
      high: z.number(),
      numerator: z.number(),
      denominator: z.number(),
      isComplete: z.boolean().openapi({ description: 'False when communes without a report were left out' }),
    }),
    UnavailableSchema,
  ])
  .openapi('RateInterval') satisfies z.ZodType<RateInterval>

const CellSchema = z
  .object({
    value: ValueSchema,
    isMet: z.boolean().nullable(),
    change: ChangeSchema.nullable(),
    tendency: z.enum(['better', 'worse', 'same']).nullable(),
    interval: RateIntervalSchema,
    place: z.enum(funnelPlaces).nullable(),
    marks: z.array(z.enum(marks)),
  })
  .openapi('CompareCell') satisfies z.ZodType<CompareCell>

const limit = z.number()
const FunnelSchema = z.object({
  centre: z.number(),
  curve: z.array(z.object({ size: z.number(), low998: limit, low95: limit, high95: limit, high998: limit })),
})

export const CompareTableSchema = z
  .object({
    columns: z.array(
      z.object({ indicator: z.string(), target: TargetSchema.nullable(), funnel: FunnelSchema.nullable() }),
    ),
    rows: z.array(z.object({ unit: UnitSchema, cells: z.array(CellSchema) })),
    total: z.object({ unit: UnitSchema.nullable(), cells: z.array(CellSchema) }),
  })
  .openapi('CompareTable') satisfies z.ZodType<CompareTable>

const EquityFigureSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('value'), value: z.number(), interval: IntervalSchema.nullable() }),
    UnavailableSchema,
  ])
  .openapi('EquityFigure') satisfies z.ZodType<EquityFigure>

const MeasureIdSchema = z.enum(equityMeasureIds)

const EquitySchema = z
  .object({
    measures: z.record(MeasureIdSchema, EquityFigureSchema),
    mean: z.number().nullable(),
    children: z.number(),
    used: z.number().int(),
    leftOut: z.number().int(),
    unranked: z.number().int(),
    groups: z.array(z.object({ group: z.string(), value: z.number(), children: z.number() })),
    quantiles: z.array(z.object({ quantile: z.number().int(), value: z.number(), children: z.number() })),
    fitted: z.object({ most: z.number(), least: z.number() }).nullable(),
    curve: z.array(z.object({ children: z.number(), share: z.number() })),
    bootstrap: z.object({ seed: z.number().int(), draws: z.number().int() }),
  })
  .openapi('Equity') satisfies z.ZodType<Equity>

export const EquityAnswerSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('value'),
      equity: EquitySchema,
      readings: z.record(MeasureIdSchema, BilingualSchema),
    }),
    UnavailableSchema,
  ])
  .openapi('EquityAnswer') satisfies z.ZodType<EquityAnswer>

/** Answer of `GET /api/compare`: the whole table, and how unequally one of the indicators is spread. */
export const CompareAnswerSchema = z
  .object({
    dataVersion: z.number().int(),
    vintage: VintageSchema,
    period: z.string(),
    base: z.string().nullable(),
    illustrative: z.boolean(),
    table: CompareTableSchema,
    equity: z.object({
      indicator: z.string(),
      rank: z.string(),
      district: z.string().nullable(),
      answer: EquityAnswerSchema,
    }),
  })
  .openapi('CompareAnswer')

/** Answer of `GET /api/compare/series`: how an indicator of a few units moved over all periods. */
export const CompareSeriesSchema = z
  .object({
    dataVersion: z.number().int(),
    vintage: VintageSchema,
    indicator: z.string(),
    target: TargetSchema.nullable(),
    illustrative: z.boolean(),
    periods: z.array(z.string()),
    units: z.array(z.object({ unit: UnitSchema, values: z.array(ValueSchema) })),
  })
  .openapi('CompareSeries')
