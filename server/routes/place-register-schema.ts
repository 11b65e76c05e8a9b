import { z } from '@hono/zod-openapi'
import type { RegisterView } from '#domain/places/register'
import { registerMeasures } from '#domain/places/register'
import { StatusSchema, VintageSchema } from './schemas'

const figure = z.number().nullable()

/** The register of a commune's villages beside what the commune reported. */
export const RegisterSchema = z
  .object({
    vintage: VintageSchema,
    commune: z.string(),
    isComplete: z.boolean().openapi({ description: 'The commune says that every village is in it' }),
    asOf: z.string(),
    source: z.string().nullable(),
    status: StatusSchema,
    isCounted: z
      .boolean()
      .openapi({ description: "Whether the commune's figures of its half-year are counted from it" }),
    villagesUnderRepair: z.number().int().openapi({
      description: 'Villages whose only play areas cannot be used now; not among those that have one',
    }),
    differences: z.array(
      z.object({
        measure: z.enum(registerMeasures),
        register: figure,
        reported: figure,
        difference: figure.openapi({ description: 'Register less report' }),
        reportedStatus: StatusSchema.nullable(),
        reportedSource: z.string().nullable(),
        reportedPeriod: z.string().nullable(),
      }),
    ),
  })
  .openapi('VillageRegister') satisfies z.ZodType<RegisterView>
