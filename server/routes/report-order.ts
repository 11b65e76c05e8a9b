import { z } from '@hono/zod-openapi'
import type { Dataset } from '#domain/dataset'
import { unitOf } from '#domain/dataset'
import { provinceAround } from '#domain/geography'
import { languages } from '#domain/language'
import { halvesBefore, isHalfYear, isPeriod } from '#domain/periods'
import type { ReportKind } from '#domain/report/template'
import type { Published } from '../published'
import type { ReportOrder } from '../render/report/build'
import type { Refusal } from './problem'
import { WithinSchema, areaAsked, isRefusal, unknownPeriod, unknownUnit } from './question'
import { IllustrativeSchema, PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'
import type { Studio } from './studio'

/** What a report is asked for. */
export const ReportQuery = z.object({
  period: PeriodSchema.optional().openapi({
    description:
      'A half-year for the half-yearly report, a year for the yearly one; the latest when left out',
  }),
  vintage: VintageSchema.default('2025'),
  within: WithinSchema,
  district: UnitCodeSchema.optional().openapi({
    description: 'Only this district; the province when left out',
  }),
  commune: UnitCodeSchema.optional().openapi({
    description: 'Only this commune, of vintage 2025; its district is then known',
  }),
  lang: z.enum(languages).default('vi'),
  illustrative: IllustrativeSchema,
})

export type AskedReport = z.infer<typeof ReportQuery>

/** Finds the period and area, or says which of them does not exist. */
export function orderOf(
  { dataset }: Published,
  { template }: Studio,
  kind: ReportKind,
  asked: AskedReport,
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

type Area = Pick<ReportOrder['question'], 'within' | 'district' | 'commune'>

function areaOf(dataset: Dataset, { vintage, within, district, commune }: AskedReport): Area | Refusal<404> {
  const geography = dataset.geographies[vintage]
  if (commune !== undefined) {
    if (vintage === '2024') return noSuchAuthority
    const found = unitOf(dataset, vintage, commune)
    const parent = unitOf(dataset, vintage, found?.parent ?? '')
    if (found?.level !== 'commune') return unknownUnit(vintage, commune)
    return {
      within: provinceAround(geography, commune),
      district: parent?.level === 'district' ? parent.code : null,
      commune,
    }
  }
  const area = areaAsked(dataset, { vintage, within, district })
  if (typeof area !== 'number') return area
  return {
    within: provinceAround(geography, district ?? within ?? null),
    district: district ?? null,
    commune: null,
  }
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
