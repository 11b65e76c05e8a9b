import { z } from '@hono/zod-openapi'
import type { Dataset } from '#domain/dataset'
import { indexesIn, indexesWithin } from '#domain/geography'
import type { Indicator, Target } from '#domain/indicators'
import type { Level, Vintage } from '#domain/units'
import type { Question } from '#domain/values'
import type { Refusal } from './problem'
import { IllustrativeSchema, LevelSchema, PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'

/** Query parameters that every question about an indicator takes. */
export const QuestionQuery = z.object({
  vintage: VintageSchema.default('2025'),
  level: LevelSchema.default('commune'),
  period: PeriodSchema.optional().openapi({ description: 'The latest period when left out' }),
  district: UnitCodeSchema.optional().openapi({ description: 'Only the communes of this district' }),
  target: z
    .string()
    .optional()
    .openapi({ description: "One of the indicator's targets; the first when left out" }),
  illustrative: IllustrativeSchema,
})

/** Where a store holds more than one province, what one of them is asked for. */
export const WithinSchema = UnitCodeSchema.optional().openapi({
  description:
    'Only the units of this province or district: the answer costs the same however many others there are',
})

type Asked = z.infer<typeof QuestionQuery>

/** A question that can be answered: the units it is about, and the rule it is measured by. */
export type Resolved = {
  question: Question
  level: Level
  district: string | null
  indexes: readonly number[]
}

export const isRefusal = <T extends object, S extends number = 404>(
  answer: T | Refusal<S>,
): answer is Refusal<S> => 'status' in answer && 'detail' in answer

/** Turns the parameters of a request into a question, or says which of them names nothing that exists. */
export function resolve(dataset: Dataset, indicatorId: string, asked: Asked): Resolved | Refusal<404> {
  const indicator = dataset.indicators.get(indicatorId)
  if (!indicator) return unknownIndicator(dataset, indicatorId)
  const period = asked.period ?? dataset.periods.at(-1)
  if (period === undefined || !dataset.periods.includes(period)) return unknownPeriod(dataset, period ?? '')
  const target = targetOf(indicator, asked.target)
  if (target === undefined) return unknownTarget(indicator, asked.target ?? '')
  const geography = dataset.geographies[asked.vintage]
  const district = asked.district ?? null
  if (district !== null) {
    const index = geography.indexOf.get(district)
    if (index === undefined || geography.units[index]?.level !== 'district') {
      return unknownDistrict(dataset, asked.vintage, district)
    }
  }
  return {
    question: {
      indicator,
      vintage: asked.vintage,
      period,
      illustrative: asked.illustrative === 'true',
      target,
    },
    level: asked.level,
    district,
    indexes: indexesWithin(geography, asked.level, district),
  }
}

/** The same question about the units of one province or district; its index is `area`. */
export function narrow(
  dataset: Dataset,
  resolved: Resolved,
  within: string | undefined,
): (Resolved & { area: number }) | Refusal<404> {
  const { question, level, district } = resolved
  const geography = dataset.geographies[question.vintage]
  const area = areaOf(dataset, question.vintage, within ?? district ?? undefined)
  if (typeof area !== 'number') return area
  return within === undefined
    ? { ...resolved, area }
    : { ...resolved, area, indexes: indexesIn(geography, level, area) }
}

/** Index of the province or district with a code; of the province where there is none to choose. */
export function areaOf(dataset: Dataset, vintage: Vintage, code: string | undefined): number | Refusal<404> {
  const { units, atLevel, indexOf } = dataset.geographies[vintage]
  if (code === undefined) return atLevel.province[0] ?? -1
  const index = indexOf.get(code)
  if (index !== undefined && units[index]?.level !== 'commune') return index
  return {
    kind: 'unknown-unit',
    status: 404,
    detail: {
      vi: `Địa giới ${vintage} không có tỉnh hay huyện mã «${code}». Mã của một địa giới không dùng được cho địa giới khác.`,
      en: `Vintage ${vintage} has no province or district with the code "${code}". Codes of one vintage do not hold for another.`,
    },
    allowed: [...atLevel.province, ...atLevel.district].flatMap((known) => units[known]?.code ?? []),
  }
}

/** The target with this id, or the one shown first; undefined when the indicator has no such target. */
export const targetOf = (indicator: Indicator, id: string | undefined): Target | null | undefined =>
  id === undefined ? (indicator.targets[0] ?? null) : indicator.targets.find((target) => target.id === id)

export function unknownIndicator(dataset: Dataset, id: string): Refusal<404> {
  return {
    kind: 'unknown-indicator',
    status: 404,
    detail: {
      vi: `Không có chỉ tiêu «${id}». Chọn một trong các chỉ tiêu được liệt kê.`,
      en: `There is no indicator "${id}". Choose one of those listed.`,
    },
    allowed: [...dataset.indicators.keys()],
  }
}

export function unknownPeriod(dataset: Dataset, period: string): Refusal<404> {
  return {
    kind: 'unknown-period',
    status: 404,
    detail: {
      vi: `Chưa có báo cáo nào cho kỳ «${period}». Chọn một trong các kỳ được liệt kê.`,
      en: `Nothing was reported for the period "${period}". Choose one of those listed.`,
    },
    allowed: [...dataset.periods],
  }
}

export function unknownTarget(indicator: Indicator, id: string): Refusal<404> {
  return {
    kind: 'unknown-target',
    status: 404,
    detail: {
      vi: `Chỉ tiêu «${indicator.id}» không có mục tiêu «${id}».`,
      en: `The indicator "${indicator.id}" has no target "${id}".`,
    },
    allowed: indicator.targets.map((target) => target.id),
  }
}

export function unknownDistrict(
  dataset: Dataset,
  vintage: Resolved['question']['vintage'],
  code: string,
): Refusal<404> {
  const { units, atLevel } = dataset.geographies[vintage]
  return {
    kind: 'unknown-unit',
    status: 404,
    detail: {
      vi: `Địa giới ${vintage} không có huyện mã «${code}». Mã của một địa giới không dùng được cho địa giới khác.`,
      en: `Vintage ${vintage} has no district with the code "${code}". Codes of one vintage do not hold for another.`,
    },
    allowed: atLevel.district.flatMap((index) => units[index]?.code ?? []),
  }
}

export function unknownUnit(vintage: string, code: string): Refusal<404> {
  return {
    kind: 'unknown-unit',
    status: 404,
    detail: {
      vi: `Địa giới ${vintage} không có đơn vị mã «${code}». Danh sách đơn vị: /api/units/${vintage}.`,
      en: `Vintage ${vintage} has no unit with the code "${code}". The units are listed at /api/units/${vintage}.`,
    },
  }
}
