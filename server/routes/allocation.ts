import { createRoute } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import { allocationProblems } from '#domain/allocation/problems'
import type { AllocationRequest } from '#domain/allocation/request'
import { allocationQuestionOf } from '#domain/allocation/request'
import { gapsOf } from '#domain/allocation/gaps'
import type { Put } from '#domain/allocation/reply'
import { replyWith } from '#domain/allocation/reply'
import type { InputProblem } from '#domain/input-problem'
import type { Published } from '../published'
import type { Planner } from '../planner'
import { AllocationAnswerSchema, CurveAnswerSchema, GapsSchema } from './allocation-answer'
import {
  BudgetBody,
  FiguresQuery,
  problemOfQuestion,
  resolveBudget,
  resolvePriority,
} from './budget-question'
import { busy, gone } from './planner-refusals'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'

const body = { content: { 'application/json': { schema: BudgetBody } }, required: true }
export const budgetRefusals = {
  400: problemResponse('The body is malformed'),
  404: problemResponse('The period, district or preset does not exist'),
  422: problemResponse('The question is at fault; each fault says where it is and how to mend it'),
  503: problemResponse('Too many questions wait already; Retry-After says when to ask again'),
}

const postAllocation = createRoute({
  method: 'post',
  path: '/allocation',
  summary: 'What to build with a budget, why each place is in or out, and what comes next',
  description:
    'Solved exactly as an integer programme (HiGHS) in a thread of its own; a plain answer that goes by benefit for the money stands beside it. Rules that cannot be kept together are an answer too: which ones collide, and the smallest change that mends it. Ends when the caller goes away. Money is in whole million đồng.',
  tags: ['budget'],
  request: { body },
  responses: {
    200: { description: 'The plan', content: { 'application/json': { schema: AllocationAnswerSchema } } },
    ...budgetRefusals,
  },
})

const postCurve = createRoute({
  method: 'post',
  path: '/allocation/curve',
  summary: 'What each of 20 budgets would reach, under the same rules',
  tags: ['budget'],
  request: { body },
  responses: {
    200: { description: 'The curve', content: { 'application/json': { schema: CurveAnswerSchema } } },
    ...budgetRefusals,
  },
})

const getGaps = createRoute({
  method: 'get',
  path: '/allocation/figures',
  summary:
    'All that a plan rests on besides the ranking: the gaps of every commune by kind of thing, and its land',
  description:
    'Together with /priority/figures of the same data version it is enough to plan without this server, as the page does when the server is busy or cannot be reached.',
  tags: ['budget'],
  request: { query: FiguresQuery },
  responses: {
    200: { description: 'The gaps', content: { 'application/json': { schema: GapsSchema } } },
    400: budgetRefusals[400],
    404: budgetRefusals[404],
  },
})

/** The whole answer about a budget, as it is sent and kept. */
export type AllocationBody = z.infer<typeof AllocationAnswerSchema>

/** A budget put to the figures of today, or what is wrong with it. */
export type BudgetReady =
  | { kind: 'ready'; asked: AllocationRequest; put: Put }
  | { kind: 'faulty'; problems: readonly InputProblem[] }

export function readyBudget(
  published: Published,
  body: z.infer<typeof BudgetBody>,
): BudgetReady | Refusal<404> {
  const { dataset, priority, interventions } = published
  const asked = resolveBudget(published, body)
  if (isRefusal(asked)) return asked
  const put = allocationQuestionOf(dataset, priority, interventions, asked)
  if (put.kind === 'refused') return { kind: 'faulty', problems: put.problems }
  const problems = allocationProblems(put.question.question)
  return problems.length > 0 ? { kind: 'faulty', problems } : { kind: 'ready', asked, put: put.question }
}

/** Solves a budget that is ready. Null when nobody waits for it any more. */
export async function solveBudget(
  planner: Planner,
  published: Published,
  { asked, put }: Extract<BudgetReady, { kind: 'ready' }>,
  signal: AbortSignal,
): Promise<AllocationBody | Refusal<503> | null> {
  const solved = await planner.plan(put.question, signal)
  if (solved.kind === 'busy') return busy(solved)
  if (solved.kind === 'stopped') return null
  return replyWith(published.dataset.version, asked, put, solved)
}

export const allocationRoutes = (published: () => Published, planner: Planner) =>
  newRouter()
    .openapi(postAllocation, async (c) => {
      const now = published()
      const ready = readyBudget(now, c.req.valid('json'))
      if (ready.kind === 'faulty') return c.json(problemOfQuestion(c, ready.problems), 422, problemJson)
      if (ready.kind !== 'ready') return c.json(problemOf(c, ready), 404, problemJson)
      const answer = (await solveBudget(planner, now, ready, c.req.raw.signal)) ?? gone
      if (isRefusal<AllocationBody, 503>(answer)) return c.json(problemOf(c, answer), 503, headersOf(answer))
      return c.json(answer, 200)
    })
    .openapi(postCurve, async (c) => {
      const now = published()
      const ready = readyBudget(now, c.req.valid('json'))
      if (ready.kind === 'faulty') return c.json(problemOfQuestion(c, ready.problems), 422, problemJson)
      if (ready.kind !== 'ready') return c.json(problemOf(c, ready), 404, problemJson)
      const solved = await planner.curve(ready.put.question, c.req.raw.signal)
      if (solved.kind !== 'curve') {
        const refusal = solved.kind === 'busy' ? busy(solved) : gone
        return c.json(problemOf(c, refusal), 503, headersOf(refusal))
      }
      return c.json({ dataVersion: now.dataset.version, points: solved.points }, 200)
    })
    .openapi(getGaps, (c) => {
      const now = published()
      const { illustrative, ...query } = c.req.valid('query')
      const asked = resolvePriority(now, { ...query, illustrative: illustrative === 'true' })
      if (isRefusal(asked)) return c.json(problemOf(c, asked), 404, problemJson)
      const index = now.dataset.geographies[asked.vintage].indexOf.get(asked.area) ?? -1
      const gaps = gapsOf(now.dataset, asked, index, now.interventions)
      return c.json({ dataVersion: now.dataset.version, ...gaps }, 200)
    })
