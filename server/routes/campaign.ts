import { createRoute, z } from '@hono/zod-openapi'
import {
  campaignOf,
  campaignPeriods,
  collectedPeriod,
  dayInProvince,
  deadlineOf,
} from '#domain/flow/campaign'
import { vintageIn } from '#domain/flow/vintage'
import type { Period } from '#domain/periods'
import type { Vintage } from '#domain/units'
import { sentFor } from '../store/imports'
import { CampaignSchema } from './imports-schemas'
import type { Intake } from './intake'
import { json, tags } from './intake'
import { problemResponse } from './problem'
import { newRouter } from './router'
import { PeriodSchema, VintageSchema } from './schemas'

const getCampaign = createRoute({
  method: 'get',
  path: '/campaign',
  summary: 'Which communes have reported for a period, in time or late, and which have not',
  description:
    'The period is the half-year that ended last when left out; the vintage the one in force in the period.',
  tags,
  request: { query: z.object({ vintage: VintageSchema.optional(), period: PeriodSchema.optional() }) },
  responses: {
    200: { description: 'The board', ...json(CampaignSchema) },
    400: problemResponse('A parameter is malformed'),
  },
})

/** Who has reported: units only, no names of people. */
export const campaignRoutes = ({ store, published, deadlines, now }: Intake) =>
  newRouter().openapi(getCampaign, async (c) => {
    c.header('Cache-Control', 'no-store')
    const { dataset } = published()
    const today = dayInProvince(now().toISOString())
    const asked = c.req.valid('query')
    const period = asked.period ?? collectedPeriod(today)
    const board = async (of: Period, vintage: Vintage) =>
      campaignOf(
        dataset,
        { vintage, period: of, deadline: deadlineOf(deadlines, of), today },
        await sentFor(store, vintage, of),
      )
    const periods = campaignPeriods(dataset.periods, today)
    const series = await Promise.all(
      periods.map(async (of) => {
        const { counts, deliveries, vintage } = await board(of, vintageIn(of))
        return { period: of, vintage, reported: counts.delivered + counts.late, units: deliveries.length }
      }),
    )
    return c.json(
      { ...(await board(period, asked.vintage ?? vintageIn(period))), today, periods, series },
      200,
    )
  })
