import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { Planner } from '../planner'
import type { Published } from '../published'
import { budgetXlsx } from '../render/budget-xlsx'
import type { Store } from '../store/connect'
import { addScenario, changeScenario, scenarioBytes, scenarioOf } from '../store/scenarios'
import type { Scenario } from '../store/scenarios'
import { budgetRefusals, readyBudget, solveBudget } from './allocation'
import { AllocationAnswerSchema } from './allocation-answer'
import { createAllowance } from './allowance'
import { BudgetBody, problemOfQuestion } from './budget-question'
import { languageOf } from './language'
import { gone } from './planner-refusals'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'

/** There are no accounts yet: what anyone may do is bounded for everyone together. */
const saving = { most: 60, perSeconds: 3600 }
const mostBodyBytes = 256 * 1024
const mostStoredBytes = 512 * 1024 ** 2
/** 26 letters of 5 bits each: nobody guesses an id or a key. */
const secretLetters = 26

const secret = z.string().regex(/^[0-9a-z]{26}$/, 'Mã gồm 26 chữ và số / an id has 26 letters and digits')

const SaveBody = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'Hãy đặt tên / give it a name')
      .max(120, 'Tối đa 120 chữ / at most 120 letters'),
    question: BudgetBody,
    lock: z.boolean().default(false).openapi({ description: 'A locked scenario never changes again' }),
  })
  .openapi('ScenarioToSave')

const ChangeBody = SaveBody.extend({
  question: BudgetBody.optional().openapi({
    description: 'Answered anew from the data of today; left out, the saved answer stays as it is',
  }),
}).openapi('ScenarioChange')

const ScenarioSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
    isLocked: z.boolean(),
    isCurrent: z.boolean().openapi({ description: 'Whether the data are still those it was answered from' }),
    answer: AllocationAnswerSchema,
  })
  .openapi('Scenario')

const SavedSchema = ScenarioSchema.extend({
  key: secret
    .optional()
    .openapi({ description: 'Allows changes; it is told once, when the scenario is made' }),
})

const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } })
const params = z.object({ id: secret })
const unknown = problemResponse('No scenario has this id')
const limits = {
  413: problemResponse('The question is too large'),
  429: problemResponse('Too many were saved in the past hour'),
  507: problemResponse('There is no room for more'),
}

const postScenario = createRoute({
  method: 'post',
  path: '/scenarios',
  summary: 'Save a budget question with its answer under an id that nobody can guess',
  description: `There are no accounts yet: whoever has the id may read the scenario, whoever has the key may change it. At most ${saving.most} in an hour for everyone together.`,
  tags: ['budget'],
  request: { body: { ...json(SaveBody), required: true } },
  responses: {
    201: { description: 'Saved, with the key for later changes', ...json(SavedSchema) },
    ...budgetRefusals,
    ...limits,
  },
})

const putScenario = createRoute({
  method: 'put',
  path: '/scenarios/{id}',
  summary: 'Change or lock a scenario; a new question is answered from the data of today',
  tags: ['budget'],
  request: {
    params,
    headers: z.object({ 'x-scenario-key': secret }),
    body: { ...json(ChangeBody), required: true },
  },
  responses: {
    200: { description: 'Changed', ...json(SavedSchema) },
    ...budgetRefusals,
    403: problemResponse('The key is not that of the scenario'),
    409: problemResponse('The scenario is locked'),
    ...limits,
  },
})

const getScenario = createRoute({
  method: 'get',
  path: '/scenarios/{id}',
  summary: 'A saved scenario: what was asked, the whole answer, and the data version it rests on',
  tags: ['budget'],
  request: { params },
  responses: {
    200: { description: 'The scenario', ...json(ScenarioSchema) },
    400: budgetRefusals[400],
    404: unknown,
  },
})

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const xlsx = {
  description: 'The workbook',
  content: { [xlsxType]: { schema: { type: 'string', format: 'binary' } as const } },
}
const asFile = { 'Content-Type': xlsxType, 'Content-Disposition': 'attachment; filename="ngan-sach.xlsx"' }

const getXlsx = createRoute({
  method: 'get',
  path: '/scenarios/{id}/list.xlsx',
  summary: 'The list of a scenario as an Excel workbook with reasons, costs, definitions and sources',
  tags: ['budget'],
  request: { params },
  responses: { 200: xlsx, 400: budgetRefusals[400], 404: unknown },
})

const postXlsx = createRoute({
  method: 'post',
  path: '/allocation.xlsx',
  summary: 'What to build with a budget, as an Excel workbook',
  tags: ['budget'],
  request: { body: { ...json(BudgetBody), required: true } },
  responses: { 200: xlsx, ...budgetRefusals },
})

export type ScenarioOutside = { published: () => Published; planner: Planner; store: Store }

export function scenarioRoutes({ published, planner, store }: ScenarioOutside) {
  const allowance = createAllowance(saving)
  const bodyOf = (scenario: Scenario): z.infer<typeof ScenarioSchema> => ({
    id: scenario.id,
    name: scenario.name,
    createdAt: scenario.createdAt,
    updatedAt: scenario.updatedAt,
    isLocked: scenario.isLocked,
    isCurrent: scenario.dataVersion === published().dataset.version,
    answer: AllocationAnswerSchema.parse(JSON.parse(scenario.answer)),
  })
  const permit = async (): Promise<Refusal<429 | 507> | null> => {
    if ((await scenarioBytes(store)) > mostStoredBytes) return full
    const seconds = allowance.take()
    return seconds === null ? null : tooMany(seconds)
  }
  const router = newRouter()
  router.use(
    '/scenarios/*',
    bodyLimit({ maxSize: mostBodyBytes, onError: (c) => c.json(problemOf(c, tooLarge), 413, problemJson) }),
  )
  return router
    .openapi(postScenario, async (c) => {
      const now = published()
      const { name, question, lock } = c.req.valid('json')
      const ready = readyBudget(now, question)
      if (ready.kind === 'faulty') return c.json(problemOfQuestion(c, ready.problems), 422, problemJson)
      if (ready.kind !== 'ready') return c.json(problemOf(c, ready), 404, problemJson)
      const refusal = await permit()
      if (refusal) return c.json(problemOf(c, refusal), refusal.status, headersOf(refusal))
      const answer = (await solveBudget(planner, now, ready, c.req.raw.signal)) ?? gone
      if (isRefusal<object, 503>(answer)) return c.json(problemOf(c, answer), 503, headersOf(answer))
      const [id, key, at] = [newSecret(), newSecret(), new Date().toISOString()]
      const scenario: Scenario = {
        id,
        keyHash: hashOf(key),
        name,
        createdAt: at,
        updatedAt: at,
        dataVersion: now.dataset.version,
        isLocked: lock,
        answer: JSON.stringify(answer),
      }
      await addScenario(store, scenario)
      return c.json({ ...bodyOf(scenario), key }, 201)
    })
    .openapi(putScenario, async (c) => {
      const now = published()
      const { id } = c.req.valid('param')
      const before = await scenarioOf(store, id)
      if (!before) return c.json(problemOf(c, unknownScenario(id)), 404, problemJson)
      if (!isKey(c.req.valid('header')['x-scenario-key'], before)) {
        return c.json(problemOf(c, wrongKey), 403, problemJson)
      }
      if (before.isLocked) return c.json(problemOf(c, isLocked), 409, problemJson)
      const { name, question, lock } = c.req.valid('json')
      const ready = question === undefined ? null : readyBudget(now, question)
      if (ready?.kind === 'faulty') return c.json(problemOfQuestion(c, ready.problems), 422, problemJson)
      if (ready !== null && ready.kind !== 'ready') return c.json(problemOf(c, ready), 404, problemJson)
      const refusal = await permit()
      if (refusal) return c.json(problemOf(c, refusal), refusal.status, headersOf(refusal))
      const answer = ready && ((await solveBudget(planner, now, ready, c.req.raw.signal)) ?? gone)
      if (answer && isRefusal<object, 503>(answer))
        return c.json(problemOf(c, answer), 503, headersOf(answer))
      const change = {
        name,
        updatedAt: new Date().toISOString(),
        dataVersion: answer ? now.dataset.version : before.dataVersion,
        isLocked: lock,
        answer: answer ? JSON.stringify(answer) : before.answer,
      }
      if (!(await changeScenario(store, id, change))) return c.json(problemOf(c, isLocked), 409, problemJson)
      return c.json(bodyOf({ ...before, ...change }), 200)
    })
    .openapi(getScenario, async (c) => {
      const { id } = c.req.valid('param')
      const scenario = await scenarioOf(store, id)
      if (!scenario) return c.json(problemOf(c, unknownScenario(id)), 404, problemJson)
      // it can change at any time: kept nowhere on the way
      c.header('Cache-Control', 'no-store')
      return c.json(bodyOf(scenario), 200)
    })
    .openapi(getXlsx, async (c) => {
      const { id } = c.req.valid('param')
      const scenario = await scenarioOf(store, id)
      if (!scenario) return c.json(problemOf(c, unknownScenario(id)), 404, problemJson)
      const { answer, name } = bodyOf(scenario)
      const workbook = await budgetXlsx({ ...published(), answer, name }, languageOf(c))
      return c.body(workbook, 200, { ...asFile, 'Cache-Control': 'no-store' })
    })
    .openapi(postXlsx, async (c) => {
      const now = published()
      const ready = readyBudget(now, c.req.valid('json'))
      if (ready.kind === 'faulty') return c.json(problemOfQuestion(c, ready.problems), 422, problemJson)
      if (ready.kind !== 'ready') return c.json(problemOf(c, ready), 404, problemJson)
      const answer = (await solveBudget(planner, now, ready, c.req.raw.signal)) ?? gone
      if (isRefusal<object, 503>(answer)) return c.json(problemOf(c, answer), 503, headersOf(answer))
      const workbook = await budgetXlsx({ ...now, answer, name: null }, languageOf(c))
      return c.body(workbook, 200, asFile)
    })
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const newSecret = () => [...randomBytes(secretLetters)].map((byte) => alphabet[byte % 32]).join('')
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')
const isKey = (key: string, { keyHash }: Scenario) =>
  timingSafeEqual(Buffer.from(hashOf(key), 'hex'), Buffer.from(keyHash, 'hex'))

export const unknownScenario = (id: string): Refusal<404> => ({
  kind: 'unknown-scenario',
  status: 404,
  detail: {
    vi: `Không có phương án «${id}». Kiểm tra lại đường dẫn.`,
    en: `There is no scenario "${id}". Check the link.`,
  },
})

const wrongKey: Refusal<403> = {
  kind: 'wrong-key',
  status: 403,
  detail: {
    vi: 'Chỉ trình duyệt đã lưu phương án này mới sửa được. Hãy tạo bản sao để sửa.',
    en: 'Only the browser that saved this scenario can change it. Make a copy to change.',
  },
}

const isLocked: Refusal<409> = {
  kind: 'locked',
  status: 409,
  detail: {
    vi: 'Phương án đã khoá nên không sửa được nữa. Hãy tạo bản sao.',
    en: 'The scenario is locked and cannot be changed any more. Make a copy.',
  },
}

const tooLarge: Refusal<413> = {
  kind: 'too-large',
  status: 413,
  detail: {
    vi: `Phương án lớn hơn ${mostBodyBytes / 1024} KB. Hãy bớt các dòng giữ, loại hoặc tiền đã hứa.`,
    en: `The scenario is larger than ${mostBodyBytes / 1024} KB. Use fewer pins and promises.`,
  },
}

const full: Refusal<507> = {
  kind: 'too-many',
  status: 507,
  detail: {
    vi: 'Chỗ dành cho phương án đã hết. Hãy tải tệp Excel về máy và báo cho quản trị viên.',
    en: 'There is no room left for scenarios. Download the Excel file and tell the administrator.',
  },
}

const tooMany = (seconds: number): Refusal<429> => ({
  kind: 'too-many',
  status: 429,
  retryAfter: seconds,
  detail: {
    vi: `Trong giờ qua đã lưu ${saving.most} phương án. Hãy thử lại sau ${Math.ceil(seconds / 60)} phút.`,
    en: `${saving.most} scenarios were saved in the past hour. Try again in ${Math.ceil(seconds / 60)} minutes.`,
  },
})
