import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { gathering } from '#domain/report/facts'
import type { ReportKind } from '#domain/report/template'
import { reportKinds } from '#domain/report/template'
import type { Published } from '../published'
import type { Built, ReportOrder } from '../render/report/build'
import { buildReport } from '../render/report/build'
import { reportStyles } from '../render/report/html'
import type { DrawnPicture } from '../render/report/docx-blocks'
import type { ReportFormat } from '../render/report/write'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import type { AskedReport } from './report-order'
import { ReportQuery, orderOf } from './report-order'
import { OutlineSchema, outlineOf } from './report-outline'
import { newRouter } from './router'
import { inSlices } from '../slices'
import type { ReportSitting } from './report-pictures'
import { drawReport } from './report-pictures'
import type { Studio } from './studio'
import { unlessBusy } from './studio'

const types: Record<ReportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const binary = { schema: z.string().openapi({ format: 'binary' }) }

const getReport = <K extends ReportKind, F extends ReportFormat>(kind: K, format: F) =>
  createRoute({
    method: 'get',
    path: `/reports/${kind}.${format}`,
    summary: `The ${kind} report on the plan, ${format.toUpperCase()}`,
    description:
      'Laid out by Decree 30/2020/NĐ-CP from the template in `data/reports`. Places for the leader’s own words are marked; figures made up to show the tool are marked on the first page.',
    tags: ['reports'],
    request: { query: ReportQuery },
    responses: {
      200: { description: 'The report', content: { [types[format].split(';')[0] ?? '']: binary } },
      400: problemResponse('A parameter is malformed'),
      404: problemResponse('The period or district does not exist'),
      503: problemResponse('Too many pictures wait already; Retry-After says when to ask again'),
    },
  })

const getOutline = createRoute({
  method: 'get',
  path: '/reports/{kind}/outline',
  summary: 'What a report would hold: how complete it is, what is made up, and what is left to write',
  tags: ['reports'],
  request: { params: z.object({ kind: z.enum(reportKinds) }), query: ReportQuery },
  responses: {
    200: { description: 'The outline', content: { 'application/json': { schema: OutlineSchema } } },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('The period, district or commune does not exist'),
  },
})

export function reportRoutes(published: () => Published, studio: Studio) {
  const answer = (c: Context, kind: ReportKind, format: ReportFormat, asked: AskedReport) =>
    answerReport(c, { published: published(), studio, format, kind, asked })
  return newRouter()
    .openapi(getReport('half-yearly', 'docx'), (c) => answer(c, 'half-yearly', 'docx', c.req.valid('query')))
    .openapi(getReport('half-yearly', 'html'), (c) => answer(c, 'half-yearly', 'html', c.req.valid('query')))
    .openapi(getReport('half-yearly', 'xlsx'), (c) => answer(c, 'half-yearly', 'xlsx', c.req.valid('query')))
    .openapi(getReport('yearly', 'docx'), (c) => answer(c, 'yearly', 'docx', c.req.valid('query')))
    .openapi(getReport('yearly', 'html'), (c) => answer(c, 'yearly', 'html', c.req.valid('query')))
    .openapi(getReport('yearly', 'xlsx'), (c) => answer(c, 'yearly', 'xlsx', c.req.valid('query')))
    .openapi(getOutline, async (c) => {
      const { kind } = c.req.valid('param')
      const now = published()
      const order = orderOf(now, studio, kind, c.req.valid('query'))
      if (isRefusal(order)) return c.json(problemOf(c, order), 404, problemJson)
      return c.json(outlineOf(order, await builtFrom(now, order)), 200)
    })
    .get('/reports/page.css', (c) => c.body(reportStyles, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
}

type Order = {
  published: Published
  studio: Studio
  format: ReportFormat
  kind: ReportKind
  asked: AskedReport
}

async function answerReport(c: Context, { published, studio, format, kind, asked }: Order) {
  const order = orderOf(published, studio, kind, asked)
  if (isRefusal(order)) return c.json(problemOf(c, order), 404, problemJson)
  const built = await builtFrom(published, order)
  const body = await written({ published, studio, format, order, built })
  if (isRefusal(body)) return c.json(problemOf(c, body), 503, headersOf(body))
  const name = ['bao-cao', kind, asked.commune ?? asked.district, order.period]
    .filter((part) => part !== undefined)
    .join('-')
  return c.body(body, 200, {
    'Content-Type': types[format],
    'Content-Disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="${name}.${format}"`,
  })
}

/** Gathers the figures in slices, so that others are answered meanwhile, and writes the report. */
async function builtFrom({ dataset, plan, interventions }: Published, order: ReportOrder): Promise<Built> {
  const { question } = order
  const facts = await inSlices(gathering({ dataset, plan, interventions, question }))
  return buildReport(dataset, facts, order)
}

type Writing = ReportSitting & { format: ReportFormat }

async function written(writing: Writing): Promise<Uint8Array<ArrayBuffer> | Refusal<503>> {
  const { published, studio, format, built } = writing
  return unlessBusy(async () => {
    const pictures = format === 'xlsx' ? new Map<string, DrawnPicture>() : await drawReport(writing)
    const { report } = built
    return studio.renderer.report({ report, pictures, date: published.dataset.publishedAt, format })
  })
}
