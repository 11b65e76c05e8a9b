import { z } from '@hono/zod-openapi'
import { statuses } from '#domain/status'
import type { Summary } from '#domain/summary'
import { ValueSchema } from './value-schema'

const figure = z.number().nullable()

export const SummarySchema = z
  .object({
    units: z.number().int(),
    reportedUnits: z.number().int(),
    value: ValueSchema,
    belowAtLeast: figure,
    belowAtMost: figure,
    lacking: figure,
    lackingLeast: figure,
    unitsLacking: figure,
    unitsLackingLeast: figure,
    childrenAtLeast: figure,
    byStatus: z.record(z.enum(statuses), z.number().int()),
  })
  .openapi('Summary') satisfies z.ZodType<Summary>
