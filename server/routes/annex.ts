import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { provinceAround } from '#domain/geography'
import type { Planner } from '../planner'
import type { Published } from '../published'
import { annexOf } from '../render/annex/content'
import { annexDocx } from '../render/annex/docx'
import { annexPage } from '../render/annex/page'
import { annexMaps } from '../render/annex/picture'
import type { BudgetDocument } from '../render/budget-xlsx'
import { choicesOf, startingBudget, writeBudget } from '#domain/view/budget'
import type { AllocationRequest } from '#domain/allocation/request'
import { scenarioOf } from '../store/scenarios'
import { budgetRefusals, readyBudget, solveBudget } from './allocation'
import { AllocationAnswerSchema } from './allocation-answer'
import { BudgetBody, problemOfQuestion } from './budget-question'
import { groundWithin } from './ground'
import { languageOf } from './language'
import { gone } from './planner-refusals'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'
import { unknownScenario } from './scenarios'
import type { Studio } from './studio'

const formats = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const
type Format = keyof typeof formats

const file = {
  description: 'One page: question, rules, list, totals, maps before and after, sources, status and a link',
  content: {
    [formats.pdf]: { schema: { type: 'string', format: 'binary' } as const },
    [formats.docx]: { schema: { type: 'string', format: 'binary' } as const },
  },
}
const FormatSchema = z.enum(['pdf', 'docx'])

const getAnnex = createRoute({
  method: 'get',
  path: '/scenarios/{id}/annex/{format}',
  summary: 'The list of a scenario as a one-page annex, from its saved answer',
  tags: ['budget'],
  request: { params: z.object({ id: z.string().max(60), format: FormatSchema }) },
  responses: { 200: file, 400: budgetRefusals[400], 404: problemResponse('No scenario has this id') },
})

const postAnnex = createRoute({
  method: 'post',
  path: '/allocation/annex/{format}',
  summary: 'What to build with a budget, as a one-page annex',
  tags: ['budget'],
  request: {
    params: z.object({ format: FormatSchema }),
    body: { content: { 'application/json': { schema: BudgetBody } }, required: true },
  },
  responses: { 200: file, ...budgetRefusals },
})

export type AnnexOutside = { published: () => Published; planner: Planner; studio: Studio }

export function annexRoutes({ published, planner, studio }: AnnexOutside) {
  const { store, renderer, publicUrl } = studio
  /** @param link address of the page that shows the question, without the place of the installation */
  const draw = async (c: Context, document: BudgetDocument, link: string, format: Format) => {
    const now = published()
    const annex = annexOf(document, `${publicUrl()}${link}`, languageOf(c))
    const { vintage, area } = document.answer.asked
    const within = provinceAround(now.dataset.geographies[vintage], area)
    const topology = groundWithin(now, vintage, within, 'middle')
    const { signal } = c.req.raw
    if (format === 'pdf') return renderer.bind([annexPage(annex, topology)], now.dataset.publishedAt, signal)
    const maps = annexMaps(annex, topology)
    const png = maps && (await renderer.png(maps, 1560, signal))
    return annexDocx(annex, maps && png && { png, width: maps.width, height: maps.height })
  }
  const asFile = (format: Format) => ({
    'Content-Type': formats[format],
    'Content-Disposition': `attachment; filename="phu-luc-ngan-sach.${format}"`,
    'Cache-Control': 'no-store',
  })
  return newRouter()
    .openapi(getAnnex, async (c) => {
      const { id, format } = c.req.valid('param')
      const scenario = await scenarioOf(store, id)
      if (!scenario) return c.json(problemOf(c, unknownScenario(id)), 404, problemJson)
      const answer = AllocationAnswerSchema.parse(JSON.parse(scenario.answer))
      const document = { ...published(), answer, name: scenario.name }
      return c.body(await draw(c, document, `/budget?scenario=${id}`, format), 200, asFile(format))
    })
    .openapi(postAnnex, async (c) => {
      const now = published()
      const { format } = c.req.valid('param')
      const ready = readyBudget(now, c.req.valid('json'))
      if (ready.kind === 'faulty') return c.json(problemOfQuestion(c, ready.problems), 422, problemJson)
      if (ready.kind !== 'ready') return c.json(problemOf(c, ready), 404, problemJson)
      const answer = (await solveBudget(planner, now, ready, c.req.raw.signal)) ?? gone
      if (isRefusal<object, 503>(answer)) return c.json(problemOf(c, answer), 503, headersOf(answer))
      const document = { ...now, answer, name: null }
      return c.body(await draw(c, document, addressOf(ready.asked), format), 200, asFile(format))
    })
}

/** Address of the page that asks the same. */
function addressOf(asked: AllocationRequest): string {
  const search = new URLSearchParams({ vintage: asked.vintage, period: asked.period })
  writeBudget(search, { ...startingBudget, ...choicesOf(asked) })
  return `/budget?${search}`
}
