import { z } from '@hono/zod-openapi'
import type { Criterion, Reading } from '#domain/priority/criteria'
import type { PrioritySettings } from '#domain/priority/question'
import type { PriorityRequest } from '#domain/priority/request'
import type { Explanation } from '#domain/priority/rank'
import type { Rule } from '#domain/priority/rules'
import { ends, tests } from '#domain/priority/rules'
import type { Sureness } from '#domain/priority/sureness'
import { BilingualSchema, StatusSchema, VintageSchema } from './schemas'

const figure = z.number().nullable()
export const EndsSchema = z.object({ low: z.number(), high: z.number() })

export const ReadingSchema = z
  .object({
    value: figure,
    low: figure,
    high: figure,
    numerator: figure,
    denominator: figure,
    status: StatusSchema.nullable(),
    sources: z.array(z.string()).readonly(),
    asOf: z.string().nullable(),
    isWithheld: z.literal(true).optional(),
  })
  .openapi('Reading') satisfies z.ZodType<Reading>

const ScaleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linear'), zero: z.number(), one: z.number() }),
  z.object({
    kind: z.literal('classes'),
    classes: z.array(z.object({ value: z.number(), need: z.number() })).readonly(),
  }),
])

const CriterionSchema = z
  .object({
    id: z.string(),
    name: BilingualSchema,
    reads: z.string(),
    scale: ScaleSchema,
    note: BilingualSchema,
    varies: z.boolean(),
    source: z.string().nullable(),
  })
  .openapi('Criterion') satisfies z.ZodType<Criterion>

const RuleSchema = z
  .object({
    id: z.string(),
    name: BilingualSchema,
    any: z.array(z.object({ reads: z.string(), test: z.enum(tests), limit: z.number() })).readonly(),
    source: z.string().nullable(),
  })
  .openapi('Rule') satisfies z.ZodType<Rule>

export const PrioritySettingsSchema = z
  .object({
    criteria: z.array(CriterionSchema).readonly(),
    rules: z.array(RuleSchema).readonly(),
    presets: z
      .array(
        z.object({
          id: z.string(),
          name: BilingualSchema,
          description: BilingualSchema,
          end: z.enum(ends),
          rules: z.array(z.string()).readonly(),
          weights: z.record(z.string(), z.number()),
          source: z.string().nullable(),
        }),
      )
      .readonly(),
  })
  .openapi('PrioritySettings') satisfies z.ZodType<PrioritySettings>

export const CandidateSchema = z
  .object({ code: z.string(), readings: z.record(z.string(), ReadingSchema) })
  .openapi('Candidate')

export const PriorityAskedSchema = z.object({
  vintage: VintageSchema,
  period: z.string(),
  area: z.string(),
  illustrative: z.boolean(),
  rules: z.array(z.string()).readonly(),
  weights: z.record(z.string(), z.number()),
  end: z.enum(ends),
}) satisfies z.ZodType<PriorityRequest>

const ExplanationSchema = z
  .object({
    code: z.string(),
    place: z.number().int(),
    tier: z.number().int(),
    end: z.enum(ends),
    score: EndsSchema,
    rules: z
      .array(
        z.object({
          rule: z.string(),
          answer: z.enum(['holds', 'fails', 'open']),
          met: z.boolean(),
          ahead: z.number().int(),
        }),
      )
      .readonly(),
    contributions: z
      .array(
        z.object({
          criterion: z.string(),
          weight: z.number(),
          need: EndsSchema,
          points: EndsSchema,
          reading: ReadingSchema.nullable(),
        }),
      )
      .readonly(),
    aheadByScore: z.number().int(),
    aheadByCode: z.number().int(),
    possible: z.object({ first: z.number().int(), last: z.number().int() }),
  })
  .openapi('Explanation') satisfies z.ZodType<Explanation>

const SurenessSchema = z
  .object({
    code: z.string(),
    from: z.number().int(),
    median: z.number().int(),
    to: z.number().int(),
    top10: z.number(),
    top25: z.number(),
  })
  .openapi('Sureness') satisfies z.ZodType<Sureness>

/** Answer of `POST /api/priority`. */
export const PriorityAnswerSchema = z
  .object({
    dataVersion: z.number().int(),
    asked: PriorityAskedSchema,
    /** How far the answer can be trusted: the weakest of all figures it rests on. */
    status: StatusSchema.nullable(),
    ranking: z.array(ExplanationSchema).readonly(),
    front: z.array(z.string()).readonly(),
    sureness: z.array(SurenessSchema).readonly(),
  })
  .openapi('PriorityAnswer')
