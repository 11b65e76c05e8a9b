import type { Dataset } from '../dataset'
import { unitOf } from '../dataset'
import type { Bilingual } from '../measures'
import type { Outcome } from '../outcome'
import { unavailable } from '../outcome'
import type { Question } from '../values'
import type { BootstrapOptions } from './bootstrap'
import type { Equity } from './equity'
import { equityOf } from './equity'
import { equityFormat } from './format'
import type { EquityMeasureId } from './measures'
import type { Ranking } from './ranking'
import { readingsOf } from './reading'
import { boundOf, equityUnits } from './units'

export type EquityAsked = Partial<BootstrapOptions> & {
  question: Question
  ranking: Ranking
  /** Only the communes of this district; null for the province. */
  district: string | null
}

/** The measures of an indicator's inequality, each with the sentence that says what it means. */
export type EquityAnswer = Outcome<{ equity: Equity; readings: Record<EquityMeasureId, Bilingual> }>

/**
 * How unequally an indicator is spread over the communes of the province or of a district.
 * Unavailable as a whole for indicators that are not rates, and when the catalogue lacks the ranking indicator.
 * @throws RangeError when the geography has no district with this code
 */
export function equityAnswer(dataset: Dataset, asked: EquityAsked): EquityAnswer {
  const { question, ranking, district, ...bootstrap } = asked
  const { indicator, vintage } = question
  if (indicator.kind !== 'ratio') return unavailable('not-a-rate')
  const ranked = dataset.indicators.get(ranking.id)
  if (!ranked) return unavailable('no-ranking')
  const units = equityUnits(dataset, question, ranked, district)
  const equity = equityOf(units, { bound: boundOf(indicator), ...bootstrap })
  const context = {
    indicator: indicator.short,
    direction: indicator.direction,
    ranking,
    nameOf: (code: string) => unitOf(dataset, vintage, code)?.name ?? code,
  }
  return { kind: 'value', equity, readings: readingsOf(equity, context, equityFormat(indicator.unit)) }
}
