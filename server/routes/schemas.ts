import { z } from '@hono/zod-openapi'
import { classMethods } from '#domain/classify'
import { directions, indicatorKinds, indicatorUnits } from '#domain/indicators'
import { measureKinds } from '#domain/measures'
import { isPeriod } from '#domain/periods'
import { statuses } from '#domain/status'
import { levels, unitTypes, vintages } from '#domain/units'

export const VintageSchema = z.enum(vintages).openapi({
  description: 'State of the geography: 2024 (9 districts, 152 communes) or 2025 (99 communes)',
  example: '2025',
})
export const LevelSchema = z.enum(levels).openapi({
  description: 'In vintage 2025 a district is the former one',
  example: 'commune',
})
export const UnitCodeSchema = z
  .string()
  .regex(/^\d{2,5}$/, 'Mã đơn vị gồm 2–5 chữ số / a unit code has 2 to 5 digits')
  .openapi({ example: '085' })
export const PeriodSchema = z
  .string()
  .refine(isPeriod, 'Viết kỳ báo cáo như 2024 hoặc 2024-H1 / write a period like 2024 or 2024-H1')
  .openapi({ example: '2025-H1' })
export const IllustrativeSchema = z
  .enum(['true', 'false'])
  .default('true')
  .openapi({ description: 'Whether made-up figures may fill cells without a real one' })

export const BilingualSchema = z.object({ vi: z.string(), en: z.string() }).openapi('Bilingual')
export const StatusSchema = z.enum(statuses).openapi('Status')

export const TargetSchema = z
  .object({
    id: z.string(),
    value: z.number().openapi({ description: "In the indicator's unit: 100 for 100 %" }),
    year: z.number().int().nullable(),
    scope: z.enum(['each', 'overall']),
    clause: BilingualSchema,
    source: z.string(),
  })
  .openapi('Target')

export const IndicatorSchema = z
  .object({
    id: z.string(),
    theme: z.string(),
    kind: z.enum(indicatorKinds),
    name: BilingualSchema,
    short: BilingualSchema,
    description: BilingualSchema,
    numerator: z.string(),
    denominator: z.string().nullable(),
    happens: z
      .boolean()
      .optional()
      .openapi({ description: 'Tells what happened within a half-year, not what there is at its end' }),
    unreported: z.string().nullable(),
    unit: z.enum(indicatorUnits),
    direction: z.enum(directions),
    targets: z.array(TargetSchema),
    lacking: z.object({ vi: z.string(), en: z.string(), one: z.string() }).nullable(),
    minDenominator: z.number(),
    sensitive: z.boolean(),
    reporter: BilingualSchema,
    classes: z.array(z.object({ value: z.number(), name: BilingualSchema })),
  })
  .openapi('Indicator')

export const MeasureSchema = z
  .object({
    id: z.string(),
    kind: z.enum(measureKinds),
    name: BilingualSchema,
    unit: BilingualSchema,
    carries: z.boolean(),
  })
  .openapi('Measure')

export const SourceSchema = z
  .object({ id: z.string(), title: z.string(), issuer: z.string(), date: z.string(), url: z.string() })
  .openapi('Source')

export const UnitSchema = z
  .object({
    vintage: VintageSchema,
    level: LevelSchema,
    code: z.string(),
    name: z.string(),
    type: z.enum(unitTypes),
    parent: z.string().nullable(),
    districts: z.array(z.string()),
    areaKm2: z.number().nullable(),
    seat: z.tuple([z.number(), z.number()]).nullable(),
  })
  .openapi('Unit')

export const ClassMethodSchema = z.enum(classMethods)
