import type { z } from '@hono/zod-openapi'
import type { Compared, CompareRequest } from '#domain/compare'
import type { Dataset } from '#domain/dataset'
import type { EquityAsked } from '#domain/equity/answer'
import { rankingOf } from '#domain/equity/ranking'
import type { Indicator, Target } from '#domain/indicators'
import { yearBefore } from '#domain/periods'
import type { Vintage } from '#domain/units'
import { otherVintage } from '#domain/units'
import type { CompareQuery } from './compare-schemas'
import type { Refusal } from './problem'
import { areaAsked, isRefusal, targetOf, unknownIndicator, unknownPeriod, unknownTarget } from './question'

/** A comparison that can be made: the table, and the indicator whose inequality is measured. */
export type Comparison = { request: CompareRequest; equity: EquityAsked }

export type Column = { indicator: Indicator; target: Target | null }

/** Turns the parameters of a request into a comparison, or says which of them names nothing that exists. */
export function resolveComparison(
  dataset: Dataset,
  asked: z.infer<typeof CompareQuery>,
): Comparison | Refusal<404> {
  const columns: Column[] = []
  for (const name of asked.indicators) {
    const column = columnOf(dataset, name)
    if (isRefusal(column)) return column
    columns.push(column)
  }
  const period = asked.period ?? dataset.periods.at(-1) ?? ''
  if (!dataset.periods.includes(period)) return unknownPeriod(dataset, period)
  if (asked.base !== undefined && !dataset.periods.includes(asked.base)) {
    return unknownPeriod(dataset, asked.base)
  }
  const compared = comparedOf(dataset, asked)
  if (isRefusal(compared)) return compared
  const measured = columnOf(dataset, asked.equity ?? asked.indicators[0] ?? '')
  if (isRefusal(measured)) return measured
  const ranking = rankingOf(asked.rank)
  if (ranking === null) throw new RangeError(`there is no ranking "${asked.rank}"`)

  const { vintage } = asked
  const illustrative = asked.illustrative === 'true'
  const yearAgo = yearBefore(period)
  const base = asked.base ?? (dataset.periods.includes(yearAgo) ? yearAgo : null)
  return {
    request: { vintage, period, base, illustrative, within: asked.within ?? null, compared, columns },
    equity: {
      question: { ...measured, vintage, period, illustrative },
      ranking,
      area: asked.district ?? asked.within ?? null,
      ...(asked.seed === undefined ? {} : { seed: asked.seed }),
    },
  }
}

/** The indicator and target that `indicator@target` names; the first target when none is named. */
export function columnOf(dataset: Dataset, name: string): Column | Refusal<404> {
  const [id = '', targetId] = name.split('@')
  const indicator = dataset.indicators.get(id)
  if (!indicator) return unknownIndicator(dataset, id)
  const target = targetOf(indicator, targetId)
  return target === undefined ? unknownTarget(indicator, targetId ?? '') : { indicator, target }
}

function comparedOf(
  dataset: Dataset,
  { vintage, level, within, district, units }: z.infer<typeof CompareQuery>,
): Compared | Refusal<404> {
  const area = areaAsked(dataset, { vintage, within, district })
  if (typeof area !== 'number') return area
  const { indexOf } = dataset.geographies[vintage]
  if (units === undefined) return { level, district: district ?? null }
  const strangers = units.filter((code) => !indexOf.has(code))
  return strangers.length === 0 ? { codes: units } : unknownUnits(dataset, vintage, strangers)
}

/** Units that a vintage does not have; those of the other vintage are told apart, because vintages do not mix. */
export function unknownUnits(dataset: Dataset, vintage: Vintage, codes: readonly string[]): Refusal<404> {
  const other = otherVintage(vintage)
  const elsewhere = codes.filter((code) => dataset.geographies[other].indexOf.has(code))
  if (elsewhere.length > 0) {
    return {
      kind: 'mixed-vintages',
      status: 404,
      detail: {
        vi: `Các mã ${elsewhere.join(', ')} thuộc địa giới ${other}, không có trong địa giới ${vintage}. Chỉ so sánh các đơn vị của cùng một địa giới: đổi vintage thành ${other} hoặc bỏ các mã này.`,
        en: `The codes ${elsewhere.join(', ')} belong to vintage ${other} and do not exist in ${vintage}. Only units of one vintage can be compared: ask for vintage ${other} or leave these codes out.`,
      },
    }
  }
  return {
    kind: 'unknown-unit',
    status: 404,
    detail: {
      vi: `Địa giới ${vintage} không có đơn vị mã ${codes.join(', ')}. Danh sách đơn vị: /api/units/${vintage}.`,
      en: `Vintage ${vintage} has no units with the codes ${codes.join(', ')}. The units are listed at /api/units/${vintage}.`,
    },
  }
}
