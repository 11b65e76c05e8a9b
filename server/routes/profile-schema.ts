import { z } from '@hono/zod-openapi'
import type { Profile } from '#domain/profile'
import { RegisterSchema } from './place-register-schema'
import { BilingualSchema, TargetSchema, UnitSchema, VintageSchema } from './schemas'
import { ValueSchema } from './value-schema'

const figure = z.number().nullable()

const MovementSchema = z.object({ exact: figure, low: figure, high: figure }).openapi('Movement')
export const ChangeSchema = z.object({ value: MovementSchema, lacking: MovementSchema }).openapi('Change')

const KinSchema = z
  .object({
    vintage: VintageSchema,
    code: z.string(),
    unit: UnitSchema.nullable(),
    province: z.string().nullable().openapi({ description: 'Code of the province that it lies in' }),
    weight: z.number(),
    shareOfTarget: z.number(),
    legalBasis: z.string(),
  })
  .openapi('Kin')

export const ProfileSchema = z
  .object({
    dataVersion: z.number().int(),
    unit: UnitSchema,
    district: UnitSchema.nullable(),
    province: UnitSchema.nullable(),
    period: z.string(),
    illustrative: z.boolean(),
    indicators: z.array(
      z.object({
        indicator: z.string(),
        standings: z.array(
          z.object({
            target: TargetSchema.nullable(),
            unit: ValueSchema,
            district: ValueSchema.nullable(),
            province: ValueSchema.nullable(),
          }),
        ),
        series: z.array(
          z.object({
            period: z.string(),
            value: ValueSchema,
            sincePrevious: ChangeSchema.nullable(),
            sinceYearAgo: ChangeSchema.nullable(),
          }),
        ),
      }),
    ),
    predecessors: z.array(KinSchema),
    successors: z.array(KinSchema),
    register: RegisterSchema.nullable(),
    published: z.array(
      z.object({
        vintage: VintageSchema,
        code: z.string(),
        indicator: z.string().nullable(),
        name: BilingualSchema,
        period: z.string(),
        value: z.number(),
        qualifier: z.enum(['=', '>', '<', '~']),
        unit: BilingualSchema,
        source: z.string(),
        confidence: z.string(),
        note: BilingualSchema,
      }),
    ),
  })
  .openapi('Profile') satisfies z.ZodType<Profile>
