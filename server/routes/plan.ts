import { createRoute, z } from '@hono/zod-openapi'
import type { DemandProgress } from '#domain/plan-progress'
import { demandStates, planProgress } from '#domain/plan-progress'
import type { Published } from '../published'
import { problemJson, problemOf, problemResponse } from './problem'
import { ChangeSchema } from './profile-schema'
import { WithinSchema, areaOf, unknownPeriod } from './question'
import { newRouter } from './router'
import { inTurns } from './turns'
import { BilingualSchema, IllustrativeSchema, PeriodSchema, TargetSchema, VintageSchema } from './schemas'
import { ValueSchema } from './value-schema'

const AttainmentSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    value: ValueSchema,
    isMet: z.boolean().nullable(),
    attained: z.number().nullable(),
  })
  .openapi('Attainment')

const DemandProgressSchema = z
  .object({
    demand: z.object({
      id: z.string(),
      clause: BilingualSchema,
      indicators: z.array(z.string()).readonly(),
      agency: BilingualSchema,
      agencyBasis: z.enum(['plan', 'sector']),
      target: BilingualSchema,
      deadline: z.union([z.number().int(), z.literal('half-yearly')]).nullable(),
      collect: BilingualSchema.nullable(),
      source: z.string(),
      confidence: z.enum(['official', 'to-check']),
    }),
    state: z.enum(demandStates),
    indicators: z.array(
      z.object({
        indicator: z.string(),
        target: TargetSchema.nullable(),
        province: AttainmentSchema,
        districts: z.array(AttainmentSchema),
        trend: z.array(
          z.object({
            period: z.string(),
            value: ValueSchema,
            sincePrevious: ChangeSchema.nullable(),
            sinceYearAgo: ChangeSchema.nullable(),
          }),
        ),
        tendency: z.enum(['better', 'worse', 'same']).nullable(),
        collect: BilingualSchema.nullable(),
      }),
    ),
  })
  .openapi('DemandProgress') satisfies z.ZodType<DemandProgress>

const getPlan = createRoute({
  method: 'get',
  path: '/plan',
  summary: 'Where each demand of plan 50/KH-UBND stands, by district and over time',
  tags: ['compare'],
  request: {
    query: z.object({
      vintage: VintageSchema.default('2025'),
      within: WithinSchema,
      period: PeriodSchema.optional().openapi({ description: 'The latest period when left out' }),
      illustrative: IllustrativeSchema,
    }),
  },
  responses: {
    200: {
      description: 'The demands in the order of the plan',
      content: {
        'application/json': {
          schema: z.object({
            dataVersion: z.number().int(),
            vintage: VintageSchema,
            period: z.string(),
            illustrative: z.boolean(),
            demands: z.array(DemandProgressSchema),
          }),
        },
      },
    },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('The period does not exist, or no province or district has the code'),
  },
})

export const planRoutes = (published: () => Published) =>
  newRouter().openapi(getPlan, async (c) => {
    const { dataset, plan } = published()
    const asked = c.req.valid('query')
    const period = asked.period ?? dataset.periods.at(-1) ?? ''
    if (!dataset.periods.includes(period)) {
      return c.json(problemOf(c, unknownPeriod(dataset, period)), 404, problemJson)
    }
    const area = areaOf(dataset, asked.vintage, asked.within)
    if (typeof area !== 'number') return c.json(problemOf(c, area), 404, problemJson)
    const illustrative = asked.illustrative === 'true'
    const question = { vintage: asked.vintage, period, illustrative }
    const progress = await inTurns(plan, (demand) =>
      planProgress(dataset, [demand], { ...question, within: asked.within ?? null }),
    )
    return c.json({ dataVersion: dataset.version, ...question, demands: progress.flat() }, 200)
  })
