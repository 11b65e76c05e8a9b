import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { languages } from '#domain/language'
import { halvesBefore, isHalfYear, isPeriod } from '#domain/periods'
import type { ReportKind } from '#domain/report/template'
import type { Published } from '../published'
import { layouts } from '../render/layout'
import { pictureOf } from '../render/picture'
import { barsOf } from '../render/report/bars'
import type { Built, ReportOrder, ReportPictureOrder } from '../render/report/build'
import { buildReport } from '../render/report/build'
import type { DrawnPicture } from '../render/report/docx'
import { reportDocx } from '../render/report/docx'
import { reportHtml, reportStyles } from '../render/report/html'
import { reportVoice } from '../render/report/voice'
import { reportXlsx } from '../render/report/xlsx'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal, unknownDistrict, unknownPeriod } from './question'
import { newRouter } from './router'
import { IllustrativeSchema, PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'
import { liveAddress } from './snapshot-question'
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

/** Width of the map of a report in pixels: 160 mm at about 300 dpi. */
const mapPixels = 1890
const barPixels = 1440

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
  const built = buildReport(published.dataset, published.plan, order)
  const body = await written({ published, studio, format, order, built })
  if (isRefusal(body)) return c.json(problemOf(c, body), 503, headersOf(body))
  const name = ['bao-cao', kind, asked.district, order.period].filter((part) => part !== undefined).join('-')
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
  const district = asked.district ?? null
  const geography = dataset.geographies[asked.vintage]
  if (district !== null && geography.units[geography.indexOf.get(district) ?? -1]?.level !== 'district') {
    return unknownDistrict(dataset, asked.vintage, district)
  }
  if (!template) return noTemplate
  const illustrative = asked.illustrative === 'true'
  return {
    template,
    kind,
    period,
    question: { vintage: asked.vintage, period: half, district, illustrative },
    language: asked.lang,
  }
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

type Writing = {
  published: Published
  studio: Studio
  format: ReportFormat
  order: ReportOrder
  built: Built
}

async function written(writing: Writing): Promise<Uint8Array<ArrayBuffer> | Refusal<503>> {
  const { published, format, built } = writing
  if (format === 'xlsx') return reportXlsx(built.report, published.dataset.publishedAt)
  const pictures = await unlessBusy(() => drawn(writing))
  if (isRefusal(pictures)) return pictures
  if (format === 'docx') return reportDocx(built.report, pictures)
  const inline = (key: string) =>
    `data:image/png;base64,${Buffer.from(pictures.get(key)?.png ?? []).toString('base64')}`
  return new TextEncoder().encode(reportHtml(built.report, inline))
}

async function drawn(writing: Writing): Promise<Map<string, DrawnPicture>> {
  const pictures = new Map<string, DrawnPicture>()
  for (const picture of writing.built.pictures) pictures.set(picture.key, await drawOne(writing, picture))
  return pictures
}

async function drawOne(
  { published, studio, order, built }: Writing,
  { kind, indicator: id }: ReportPictureOrder,
): Promise<DrawnPicture> {
  const { dataset, boundaries } = published
  const { question, language } = order
  const facts = built.facts.demands
    .flatMap(({ indicators }) => indicators)
    .find(({ indicator }) => indicator.id === id)
  if (!facts) throw new Error(`the report has no figures of ${id}`)
  const { indicator, target } = facts
  const { quality, source, hash, topology } = boundaries[question.vintage]
  const picture = pictureOf(
    {
      dataset,
      question: { ...question, indicator, target },
      level: kind === 'map' ? 'commune' : 'district',
      district: question.district,
      boundary: { quality, source, hash },
    },
    {
      layout: 'square',
      language,
      grey: false,
      title: null,
      method: null,
      breaks: null,
      overlay: 'none',
      link: liveAddress(studio.publicUrl(), {
        indicator: id,
        vintage: question.vintage,
        level: 'commune',
        period: question.period,
        district: question.district,
        target: target?.id ?? null,
        illustrative: question.illustrative ? 'true' : 'false',
        overlay: 'none',
        method: null,
        breaks: null,
        lang: language,
      }),
      frozenId: null,
    },
  )
  if (kind === 'map') {
    const png = await studio.renderer.file({ picture, topology }, { format: 'png', width: mapPixels })
    const { width, height } = layouts.square
    return { png, width, height }
  }
  const drawing = barsOf(
    facts.districts,
    { indicator, target, legend: picture.legend, title: indicator.name[language] },
    reportVoice(language, built.facts),
  )
  const png = await studio.renderer.png(drawing, barPixels)
  return { png, width: drawing.width, height: drawing.height }
}
