import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import type { Commitment } from '#domain/commitments/commitment'
import { states } from '#domain/commitments/judge'
import { followed, talliesOf } from '#domain/commitments/progress'
import { liesIn } from '#domain/rights'
import type { Published } from '../published'
import type { Store } from '../store/connect'
import { addCommitments, changeCommitment, commitmentOf, commitmentsOf } from '../store/commitments'
import { permitted } from './account'
import { ChangeBody, CommitmentListSchema, CommitmentSchema, DecisionBody } from './commitment-schemas'
import { decidedLines } from './decision'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { isRefusal, unknownUnit } from './question'
import { newRouter } from './router'
import { PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'

const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } })
const rights = {
  401: problemResponse('Nobody is signed in'),
  403: problemResponse('The account may not decide'),
}

const getCommitments = createRoute({
  method: 'get',
  path: '/commitments',
  summary: 'What was decided to be built, and where it stands by later reports: open, late, done',
  description:
    'A commitment is done when the count of its place has risen by what was committed since it was decided, or when somebody has confirmed it; it is late when its period has ended before that. Made-up figures are never looked at. What is due first is counted first, so that nothing built counts twice.',
  tags: ['budget'],
  request: {
    query: z.object({
      vintage: VintageSchema.optional(),
      area: UnitCodeSchema.optional().openapi({ description: 'A unit with all in it; needs `vintage`' }),
      state: z.enum(states).optional(),
      due: PeriodSchema.optional(),
    }),
  },
  responses: {
    200: { description: 'The commitments, due first', ...json(CommitmentListSchema) },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('No unit has this code'),
  },
})

const postCommitments = createRoute({
  method: 'post',
  path: '/commitments',
  summary: 'Decide a list: that of a locked scenario, or one of its own',
  tags: ['budget'],
  request: { body: { ...json(DecisionBody), required: true } },
  responses: {
    201: { description: 'Decided', ...json(CommitmentListSchema) },
    400: problemResponse('The body is malformed'),
    ...rights,
    404: problemResponse('The scenario, a unit or a kind of thing does not exist'),
    409: problemResponse('The scenario is not locked, has no list, or was decided before'),
  },
})

const patchCommitment = createRoute({
  method: 'patch',
  path: '/commitments/{id}',
  summary: 'Confirm, withdraw or annotate a commitment, or set another period or agency',
  tags: ['budget'],
  request: {
    params: z.object({ id: z.string().max(60) }),
    body: { ...json(ChangeBody), required: true },
  },
  responses: {
    200: { description: 'Changed', ...json(CommitmentSchema) },
    400: problemResponse('The body is malformed'),
    ...rights,
    404: problemResponse('No commitment has this id'),
    422: problemResponse('To confirm or withdraw one, the notes must say why'),
  },
})

export type CommitmentOutside = { published: () => Published; store: Store; today?: () => string }

/** @param today the date that periods are measured against, `2026-11-24` */
export function commitmentRoutes({ published, store, today = dateOfToday }: CommitmentOutside) {
  const follow = (commitments: readonly Commitment[]) =>
    followed(published().dataset, published().interventions, commitments, today())
  const listOf = (commitments: readonly Commitment[], state?: (typeof states)[number]) => {
    const all = follow(commitments)
    return {
      dataVersion: published().dataset.version,
      today: today(),
      tallies: talliesOf(all),
      commitments: state === undefined ? all : all.filter((one) => one.state === state),
    }
  }
  return newRouter()
    .openapi(getCommitments, async (c) => {
      const { vintage, area, state, due } = c.req.valid('query')
      const { dataset } = published()
      const within = vintage !== undefined && area !== undefined ? { vintage, code: area } : null
      if (within && !dataset.geographies[within.vintage].indexOf.has(within.code)) {
        return c.json(problemOf(c, unknownUnit(within.vintage, within.code)), 404, problemJson)
      }
      const all = await commitmentsOf(store)
      const asked = all.filter(
        (one) =>
          (vintage === undefined || one.vintage === vintage) &&
          (due === undefined || one.due === due) &&
          (within === null || liesIn(dataset, one, within)),
      )
      // decisions are no part of the data version
      c.header('Cache-Control', 'no-store')
      return c.json(listOf(asked, state), 200)
    })
    .openapi(postCommitments, async (c) => {
      const now = published()
      const may = permitted(c, 'publish')
      if ('refusal' in may) return c.json(problemOf(c, may.refusal), may.refusal.status, problemJson)
      const body = c.req.valid('json')
      const lines = await decidedLines(store, now, body)
      if (isRefusal<object, 404 | 409>(lines)) return c.json(problemOf(c, lines), lines.status, problemJson)
      for (const unit of lines) {
        const here = permitted(c, 'publish', { dataset: now.dataset, unit })
        if ('refusal' in here) return c.json(problemOf(c, here.refusal), here.refusal.status, problemJson)
      }
      const at = new Date().toISOString()
      const commitments = lines.map((line): Commitment => ({
        ...line,
        id: randomUUID(),
        due: body.due,
        agency: body.agency,
        notes: body.notes,
        standing: 'agreed',
        decidedAt: at,
        decidedBy: `account/${may.account.id}`,
        updatedAt: at,
        dataVersion: now.dataset.version,
      }))
      if (!(await addCommitments(store, commitments))) {
        return c.json(problemOf(c, decidedBefore), 409, problemJson)
      }
      return c.json(listOf(commitments), 201)
    })
    .openapi(patchCommitment, async (c) => {
      const { id } = c.req.valid('param')
      const change = c.req.valid('json')
      const may = permitted(c, 'publish')
      if ('refusal' in may) return c.json(problemOf(c, may.refusal), may.refusal.status, problemJson)
      const before = await commitmentOf(store, id)
      if (!before) return c.json(problemOf(c, unknownCommitment), 404, problemJson)
      const here = permitted(c, 'publish', { dataset: published().dataset, unit: before })
      if ('refusal' in here) return c.json(problemOf(c, here.refusal), here.refusal.status, problemJson)
      const standing = change.standing ?? before.standing
      if (standing !== 'agreed' && (change.notes ?? before.notes) === '') {
        return c.json(problemOf(c, unexplained), 422, problemJson)
      }
      const by = { actor: `account/${may.account.id}`, at: new Date().toISOString() }
      await changeCommitment(store, id, change, by)
      // others of the same place share the same reports
      const all = follow(await commitmentsOf(store))
      const changed = all.find((one) => one.id === id)
      return changed ? c.json(changed, 200) : c.json(problemOf(c, unknownCommitment), 404, problemJson)
    })
}

const dateOfToday = () => new Date().toISOString().slice(0, 10)

const unknownCommitment: Refusal<404> = {
  kind: 'unknown-commitment',
  status: 404,
  detail: {
    vi: 'Không có cam kết này. Tải lại trang để xem danh sách mới nhất.',
    en: 'There is no such commitment. Load the page again for the latest list.',
  },
}

const unexplained: Refusal<422> = {
  kind: 'invalid-question',
  status: 422,
  detail: {
    vi: 'Để xác nhận đã xây hoặc rút cam kết, hãy ghi chú ai đã thấy gì, hoặc vì sao.',
    en: 'To confirm or withdraw a commitment, write in the notes who has seen what, or why.',
  },
}

const decidedBefore: Refusal<409> = {
  kind: 'decided-before',
  status: 409,
  detail: {
    vi: 'Phương án này đã được chốt thành cam kết. Hãy sửa từng cam kết, hoặc tạo bản sao phương án.',
    en: 'This scenario was decided already. Change its commitments, or make a copy of the scenario.',
  },
}
