import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Dataset } from '#domain/dataset'
import { languages } from '#domain/language'
import { halvesBefore, isHalfYear, isPeriod } from '#domain/periods'
import type { ReportKind } from '#domain/report/template'
import type { Published } from '../published'
import type { ReportOrder } from '../render/report/build'
import { buildReport } from '../render/report/build'
import { reportDocx } from '../render/report/docx'
import { reportHtml, reportStyles } from '../render/report/html'
import { reportXlsx } from '../render/report/xlsx'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal, unknownDistrict, unknownPeriod, unknownUnit } from './question'
import { newRouter } from './router'
import { IllustrativeSchema, PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'
import type { ReportSitting } from './report-pictures'
import { drawReport } from './report-pictures'
import type { Studio } from './studio'
import { unlessBusy } from './studio'

type ReportFormat = 'docx' | 'html' | 'xlsx'

const types: Record<ReportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const ReportQuery = z.object({
  period: PeriodSchema.optional().openapi({
    description:
      'A half-year for the half-yearly report, a year for the yearly one; the latest when left out',
  }),
  vintage: VintageSchema.default('2025'),
  district: UnitCodeSchema.optional().openapi({
    description: 'Only this district; the province when left out',
  }),
  commune: UnitCodeSchema.optional().openapi({
    description: 'Only this commune, of vintage 2025; its district is then known',
  }),
  lang: z.enum(languages).default('vi'),
  illustrative: IllustrativeSchema,
})

type Asked = z.infer<typeof ReportQuery>

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

export function reportRoutes(published: () => Published, studio: Studio) {
  const answer = (c: Context, kind: ReportKind, format: ReportFormat, asked: Asked) =>
    answerReport(c, { published: published(), studio, format, kind, asked })
  return newRouter()
    .openapi(getReport('half-yearly', 'docx'), (c) => answer(c, 'half-yearly', 'docx', c.req.valid('query')))
    .openapi(getReport('half-yearly', 'html'), (c) => answer(c, 'half-yearly', 'html', c.req.valid('query')))
    .openapi(getReport('half-yearly', 'xlsx'), (c) => answer(c, 'half-yearly', 'xlsx', c.req.valid('query')))
    .openapi(getReport('yearly', 'docx'), (c) => answer(c, 'yearly', 'docx', c.req.valid('query')))
    .openapi(getReport('yearly', 'html'), (c) => answer(c, 'yearly', 'html', c.req.valid('query')))
    .openapi(getReport('yearly', 'xlsx'), (c) => answer(c, 'yearly', 'xlsx', c.req.valid('query')))
    .get('/reports/page.css', (c) => c.body(reportStyles, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
}

type Order = {
  published: Published
  studio: Studio
  format: ReportFormat
  kind: ReportKind
  asked: Asked
}

async function answerReport(c: Context, { published, studio, format, kind, asked }: Order) {
  const order = orderOf(published, studio, kind, asked)
  if (isRefusal(order)) return c.json(problemOf(c, order), 404, problemJson)
  const built = buildReport(published, order)
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

/** Finds the period and area, or says which of them does not exist. */
function orderOf(
  { dataset }: Published,
  { template }: Studio,
  kind: ReportKind,
  asked: Asked,
): ReportOrder | Refusal<404> {
  const period = asked.period ?? latestOf(dataset.periods, kind)
  const isFitting = period !== null && isPeriod(period) && isHalfYear(period) === (kind === 'half-yearly')
  const half = period !== null && isFitting ? halvesBefore(period, 0) : null
  if (period === null || half === null || !dataset.periods.includes(half)) {
    const refusal = unknownPeriod(dataset, period ?? '')
    return { ...refusal, allowed: kind === 'yearly' ? yearsOf(dataset.periods) : refusal.allowed }
  }
  const area = areaOf(dataset, asked)
  if (isRefusal(area)) return area
  if (!template) return noTemplate
  const illustrative = asked.illustrative === 'true'
  return {
    template,
    kind,
    period,
    question: { vintage: asked.vintage, period: half, ...area, illustrative },
    language: asked.lang,
  }
}

type Area = Pick<ReportOrder['question'], 'district' | 'commune'>

function areaOf(dataset: Dataset, { vintage, ...asked }: Asked): Area | Refusal<404> {
  const [district, commune] = [asked.district ?? null, asked.commune ?? null]
  const { units, indexOf } = dataset.geographies[vintage]
  const unit = (code: string) => units[indexOf.get(code) ?? -1]
  if (commune !== null) {
    if (vintage === '2024') return noSuchAuthority
    const found = unit(commune)
    return found?.level === 'commune' ? { district: found.parent, commune } : unknownUnit(vintage, commune)
  }
  if (district !== null && unit(district)?.level !== 'district') {
    return unknownDistrict(dataset, vintage, district)
  }
  return { district, commune: null }
}

const noSuchAuthority: Refusal<404> = {
  kind: 'unknown-unit',
  status: 404,
  detail: {
    vi: 'Báo cáo cấp xã chỉ lập cho các xã, phường hiện nay (vintage=2025).',
    en: 'A commune report is made for the communes of today only (vintage=2025).',
  },
}

const yearsOf = (periods: readonly string[]): string[] =>
  periods.filter((period) => period.endsWith('-H2')).map((period) => period.slice(0, 4))

const latestOf = (periods: readonly string[], kind: ReportKind): string | null =>
  (kind === 'yearly' ? yearsOf(periods) : periods).at(-1) ?? null

const noTemplate: Refusal<404> = {
  kind: 'not-found',
  status: 404,
  detail: {
    vi: 'Bản cài đặt này không có mẫu báo cáo (data/reports/plan.yaml).',
    en: 'This installation has no template for reports (data/reports/plan.yaml).',
  },
}

type Writing = ReportSitting & { format: ReportFormat }

async function written(writing: Writing): Promise<Uint8Array<ArrayBuffer> | Refusal<503>> {
  const { published, format, built } = writing
  if (format === 'xlsx') return reportXlsx(built.report, published.dataset.publishedAt)
  const pictures = await unlessBusy(() => drawReport(writing))
  if (isRefusal(pictures)) return pictures
  if (format === 'docx') return reportDocx(built.report, pictures)
  const inline = (key: string) =>
    `data:image/png;base64,${Buffer.from(pictures.get(key)?.png ?? []).toString('base64')}`
  return new TextEncoder().encode(reportHtml(built.report, inline))
}
