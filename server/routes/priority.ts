import { createRoute, z } from '@hono/zod-openapi'
import { landFor } from '#domain/allocation/land'
import type { Figures } from '#domain/priority/figures'
import { candidatesOf, readingsNeeded } from '#domain/priority/candidates'
import type { Candidate } from '#domain/priority/question'
import { priorityQuestionOf } from '#domain/priority/request'
import type { Status } from '#domain/status'
import { weakest } from '#domain/status'
import type { Planner } from '../planner'
import type { Published } from '../published'
import { InterventionSchema } from './allocation-answer'
import { FiguresQuery, PriorityBody, problemOfQuestion, resolvePriority } from './budget-question'
import { CandidateSchema, PriorityAnswerSchema, PrioritySettingsSchema } from './priority-answer'
import { busy, gone } from './planner-refusals'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'
import { StatusSchema, VintageSchema } from './schemas'

const refusals = {
  400: problemResponse('The body is malformed'),
  404: problemResponse('The period, district or preset does not exist'),
}

const postPriority = createRoute({
  method: 'post',
  path: '/priority',
  summary: 'Which communes come first: tiers, scores with their interval, reasons, and how sure the order is',
  description:
    'Rules come before weights. Each need is measured on a fixed scale from 0 (at target) to 1 (nothing there), so that scores compare between years and districts; an unknown value makes the score an interval. The places are drawn 2,000 times with weights and figures a little different, always with the same seed.',
  tags: ['budget'],
  request: { body: { content: { 'application/json': { schema: PriorityBody } }, required: true } },
  responses: {
    200: { description: 'The ranking', content: { 'application/json': { schema: PriorityAnswerSchema } } },
    ...refusals,
    422: problemResponse(
      'The question is at fault: the weights do not add to 1, a criterion does not exist, …',
    ),
    503: problemResponse('Too many questions wait already; Retry-After says when to ask again'),
  },
})

const FiguresSchema = z
  .object({
    dataVersion: z.number().int(),
    vintage: VintageSchema,
    period: z.string(),
    area: z.string(),
    illustrative: z.boolean(),
    status: StatusSchema.nullable(),
    settings: PrioritySettingsSchema,
    interventions: z.array(InterventionSchema).readonly(),
    land: z
      .array(z.object({ intervention: z.string(), communes: z.number().int(), status: StatusSchema }))
      .readonly()
      .openapi({ description: 'Kinds of thing of whose land something is known, and in how many communes' }),
    units: z.array(CandidateSchema).readonly(),
  })
  .openapi('PriorityFigures')

const getFigures = createRoute({
  method: 'get',
  path: '/priority/figures',
  summary: 'All that a ranking rests on: criteria, rules, presets, costs, and the readings of every commune',
  tags: ['budget'],
  request: { query: FiguresQuery },
  responses: {
    200: { description: 'The figures', content: { 'application/json': { schema: FiguresSchema } } },
    ...refusals,
  },
})

/** How far the readings can be trusted: the weakest of them all. */
export const statusOf = (units: readonly Candidate[]): Status | null =>
  units
    .flatMap(({ readings }) => Object.values(readings).map(({ status }) => status))
    .reduce<Status | null>(weakest, null)

/** Of which kinds' land the register of villages says something. */
function landKnown(
  { dataset, interventions }: Published,
  figures: Figures,
  units: readonly Candidate[],
): { intervention: string; communes: number; status: Status }[] {
  return interventions.flatMap((intervention) => {
    const known = units.flatMap(({ code }) => landFor(dataset, figures, intervention, code) ?? [])
    const status = known.map((land) => land.status).reduce<Status | null>(weakest, null)
    return status === null ? [] : [{ intervention: intervention.id, communes: known.length, status }]
  })
}

export const priorityRoutes = (published: () => Published, planner: Planner) =>
  newRouter()
    .openapi(postPriority, async (c) => {
      const now = published()
      const asked = resolvePriority(now, c.req.valid('json'))
      if (isRefusal(asked)) return c.json(problemOf(c, asked), 404, problemJson)
      const put = priorityQuestionOf(now.dataset, now.priority, asked)
      if (put.kind === 'refused') return c.json(problemOfQuestion(c, put.problems), 422, problemJson)
      const answer = await planner.prioritise(put.question, c.req.raw.signal)
      if (answer.kind === 'busy' || answer.kind === 'stopped') {
        const refusal = answer.kind === 'busy' ? busy(answer) : gone
        return c.json(problemOf(c, refusal), 503, headersOf(refusal))
      }
      if (answer.kind === 'refused') return c.json(problemOfQuestion(c, answer.problems), 422, problemJson)
      const { ranking, front, sureness } = answer
      return c.json(
        {
          dataVersion: now.dataset.version,
          asked,
          status: statusOf(put.question.units),
          ranking,
          front,
          sureness,
        },
        200,
      )
    })
    .openapi(getFigures, (c) => {
      const now = published()
      const { illustrative, ...query } = c.req.valid('query')
      const asked = resolvePriority(now, { ...query, illustrative: illustrative === 'true' })
      if (isRefusal(asked)) return c.json(problemOf(c, asked), 404, problemJson)
      const index = now.dataset.geographies[asked.vintage].indexOf.get(asked.area) ?? -1
      const readings = readingsNeeded(now.priority.criteria, now.priority.rules)
      const units = candidatesOf(now.dataset, asked, index, readings)
      return c.json(
        {
          dataVersion: now.dataset.version,
          vintage: asked.vintage,
          period: asked.period,
          area: asked.area,
          illustrative: asked.illustrative,
          status: statusOf(units),
          settings: now.priority,
          interventions: now.interventions,
          land: landKnown(now, asked, units),
          units,
        },
        200,
      )
    })
