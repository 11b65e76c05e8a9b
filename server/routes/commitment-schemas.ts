import { z } from '@hono/zod-openapi'
import { standings } from '#domain/commitments/commitment'
import type { Because } from '#domain/commitments/judge'
import { states } from '#domain/commitments/judge'
import type { Followed } from '#domain/commitments/progress'
import { PeriodSchema, StatusSchema, UnitCodeSchema, VintageSchema } from './schemas'

const id = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/, 'Mã gồm chữ thường, số và - / an id has small letters, digits and -')
const agency = z
  .string()
  .trim()
  .min(1, 'Hãy ghi cơ quan thực hiện / say who builds it')
  .max(120, 'Tối đa 120 chữ / at most 120 letters')
const notes = z.string().trim().max(1000, 'Tối đa 1.000 chữ / at most 1,000 letters')
const whole = (least: number) =>
  z.number().int('Phải là số nguyên / it must be a whole number').min(least).max(1_000_000_000)

/** What is decided: the funded list of a locked scenario (or some places of it), or a list of its own. */
export const DecisionBody = z
  .object({
    scenario: id.optional().openapi({ description: 'A locked scenario, whose funded list is decided' }),
    only: z
      .array(z.object({ code: UnitCodeSchema, intervention: id }))
      .max(1000)
      .optional()
      .openapi({ description: 'Only these places of the scenario' }),
    vintage: VintageSchema.optional().openapi({ description: 'Of `lines`; 2025 when left out' }),
    lines: z
      .array(z.object({ code: UnitCodeSchema, intervention: id, count: whole(1), costMillion: whole(0) }))
      .min(1)
      .max(1000)
      .optional()
      .openapi({ description: 'Instead of a scenario' }),
    due: PeriodSchema.openapi({ description: 'To be built by the end of this period' }),
    agency,
    notes: notes.default(''),
  })
  .refine(({ scenario, lines }) => (scenario === undefined) !== (lines === undefined), {
    message: 'Cho một phương án (scenario) hoặc một danh sách (lines) / give either a scenario or lines',
  })
  .openapi('Decision')

export const ChangeBody = z
  .object({
    standing: z.enum(standings).optional(),
    notes: notes.optional(),
    due: PeriodSchema.optional(),
    agency: agency.optional(),
  })
  .openapi('CommitmentChange')

const CountSchema = z.object({ value: z.number(), period: z.string(), status: StatusSchema }).nullable()

const reasons = [
  'reported',
  'confirmed',
  'withdrawn',
  'not-yet',
  'no-later-report',
  'no-base',
] as const satisfies readonly Because[]

export const CommitmentSchema = z
  .object({
    id: z.string(),
    scenario: z.string().nullable(),
    vintage: VintageSchema,
    code: z.string(),
    intervention: z.string(),
    count: z.number().int(),
    costMillion: z.number().int(),
    due: z.string(),
    agency: z.string(),
    notes: z.string(),
    standing: z.enum(standings),
    decidedAt: z.string(),
    decidedBy: z.string(),
    updatedAt: z.string(),
    dataVersion: z.number().int(),
    base: CountSchema,
    state: z.enum(states),
    built: z.number().nullable().openapi({ description: 'As later reports show; null when none tells' }),
    report: CountSchema,
    status: StatusSchema.nullable(),
    because: z.enum(reasons),
  })
  .openapi('Commitment') satisfies z.ZodType<Followed>

const TallySchema = z.object({
  commitments: z.number().int(),
  things: z.number().int(),
  costMillion: z.number().int(),
})

export const CommitmentListSchema = z
  .object({
    dataVersion: z.number().int(),
    today: z.string(),
    tallies: z.object({ open: TallySchema, late: TallySchema, done: TallySchema, withdrawn: TallySchema }),
    commitments: z.array(CommitmentSchema).readonly(),
  })
  .openapi('Commitments')
