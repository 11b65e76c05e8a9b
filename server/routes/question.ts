import { z } from '@hono/zod-openapi'
import type { Dataset } from '#domain/dataset'
import { indexesIn, indexesWithin } from '#domain/geography'
import type { Indicator, Target } from '#domain/indicators'
import type { Level, Vintage } from '#domain/units'
import type { Question } from '#domain/values'
import type { Refusal } from './problem'
import { IllustrativeSchema, LevelSchema, PeriodSchema, UnitCodeSchema, VintageSchema } from './schemas'

/** Where a store holds more than one province, what one of them is asked for. */
export const WithinSchema = UnitCodeSchema.optional().openapi({
  description:
    'Only the units of this province or district: the answer costs the same however many others there are',
})

/** Query parameters that every question about an indicator takes. */
export const QuestionQuery = z.object({
  vintage: VintageSchema.default('2025'),
  level: LevelSchema.default('commune'),
  period: PeriodSchema.optional().openapi({ description: 'The latest period when left out' }),
  within: WithinSchema,
  district: UnitCodeSchema.optional().openapi({ description: 'Only the communes of this district' }),
  target: z
    .string()
    .optional()
    .openapi({ description: "One of the indicator's targets; the first when left out" }),
  illustrative: IllustrativeSchema,
})

type Asked = z.infer<typeof QuestionQuery>

/** A question that can be answered: the units it is about, and the rule it is measured by. */
export type Resolved = {
  question: Question
  level: Level
  /** Code of the province or district that was asked for; null is all there is. */
  within: string | null
  district: string | null
  /** Index of the unit that the answer is about as a whole. */
  area: number
  /** Indexes of the units of the level in it. */
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
  const area = areaAsked(dataset, asked)
  if (typeof area !== 'number') return area
  const [within, district] = [asked.within ?? null, asked.district ?? null]
  return {
    question: {
      indicator,
      vintage: asked.vintage,
      period,
      illustrative: asked.illustrative === 'true',
      target,
    },
    level: asked.level,
    within,
    district,
    area,
    indexes: indexesWithin(dataset.geographies[asked.vintage], asked.level, district ?? within),
  }
}

/** Index of the district that is asked about, which lies in what is looked at; else of {@link areaOf} that. */
export function areaAsked(
  dataset: Dataset,
  { vintage, within, district }: Pick<Asked, 'vintage' | 'within' | 'district'>,
): number | Refusal<404> {
  const around = areaOf(dataset, vintage, within)
  if (typeof around !== 'number' || district === undefined) return around
  const geography = dataset.geographies[vintage]
  const index = geography.indexOf.get(district) ?? -1
  if (geography.units[index]?.level !== 'district') return unknownDistrict(dataset, vintage, district)
  const isInside = within === undefined || indexesIn(geography, 'district', around).includes(index)
  return isInside ? index : districtElsewhere(dataset, vintage, within, district)
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

function districtElsewhere(
  dataset: Dataset,
  vintage: Vintage,
  within: string,
  district: string,
): Refusal<404> {
  const geography = dataset.geographies[vintage]
  return {
    kind: 'unknown-unit',
    status: 404,
    detail: {
      vi: `Huyện mã «${district}» không thuộc tỉnh mã «${within}» (địa giới ${vintage}). Bỏ một trong hai, hoặc chọn một huyện được liệt kê.`,
      en: `The district "${district}" does not lie in the province "${within}" (vintage ${vintage}). Leave one of them out, or choose one of the districts listed.`,
    },
    allowed: indexesWithin(geography, 'district', within).flatMap(
      (index) => geography.units[index]?.code ?? [],
    ),
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
