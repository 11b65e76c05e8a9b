import { z } from '@hono/zod-openapi'
import type { Value } from '#domain/value'
import { StatusSchema } from './schemas'

const figure = z.number().nullable()

/** An indicator of one unit; see the domain type for what each figure means. */
export const ValueSchema = z
  .object({
    value: figure,
    low: figure,
    high: figure,
    numerator: figure,
    denominator: figure,
    gap: figure,
    lacking: figure,
    lackingLeast: figure,
    amongReported: figure,
    reported: z.number().int(),
    parts: z.number().int(),
    unstable: z.boolean(),
    status: StatusSchema.nullable(),
    sources: z.array(z.string()).readonly(),
    asOf: z.string().nullable(),
    isWithheld: z.literal(true).optional().openapi({
      description: 'Reported, but kept back because it could point at a child; no figure is told',
    }),
  })
  .openapi('Value') satisfies z.ZodType<Value>
