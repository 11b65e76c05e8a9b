import type { Dataset } from '../dataset'
import { unitOf } from '../dataset'
import type { Bilingual } from '../measures'
import type { Outcome } from '../outcome'
import { unavailable } from '../outcome'
import type { Question } from '../values'
import type { BootstrapOptions } from './bootstrap'
import type { Equity, EquityQuestion } from './equity'
import { equityOf } from './equity'
import { equityFormat } from './format'
import type { EquityMeasureId } from './measures'
import type { Ranking } from './ranking'
import { readingsOf } from './reading'
import { boundOf, equityUnits } from './units'

export type EquityAsked = Partial<BootstrapOptions> & {
  question: Question
  ranking: Ranking
  /** Only the communes of this province or district; null for all there are. */
  area: string | null
}

/** The measures of an indicator's inequality, each with the sentence that says what it means. */
export type EquityAnswer = Outcome<{ equity: Equity; readings: Record<EquityMeasureId, Bilingual> }>

/**
 * The question behind the measures. Unavailable for indicators that are not rates, and when the catalogue lacks the
 * ranking indicator.
 * @throws RangeError when the geography has no province or district with this code
 */
export function equityQuestionOf(
  dataset: Dataset,
  asked: EquityAsked,
): Outcome<{ question: EquityQuestion }> {
  const { question, ranking, area, ...bootstrap } = asked
  if (question.indicator.kind !== 'ratio') return unavailable('not-a-rate')
  const ranked = dataset.indicators.get(ranking.id)
  if (!ranked) return unavailable('no-ranking')
  const units = equityUnits(dataset, question, ranked, area)
  return { kind: 'value', question: { units, bound: boundOf(question.indicator), ...bootstrap } }
}

/** The measures with their sentences. */
export function equityAnswerOf(dataset: Dataset, asked: EquityAsked, equity: Equity): EquityAnswer {
  const { indicator, vintage } = asked.question
  const context = {
    indicator: indicator.short,
    direction: indicator.direction,
    ranking: asked.ranking,
    nameOf: (code: string) => unitOf(dataset, vintage, code)?.name ?? code,
  }
  return { kind: 'value', equity, readings: readingsOf(equity, context, equityFormat(indicator.unit)) }
}

/**
 * How unequally an indicator is spread over the communes of the province or of a district.
 * Unavailable as a whole as {@link equityQuestionOf} says.
 */
export function equityAnswer(dataset: Dataset, asked: EquityAsked): EquityAnswer {
  const put = equityQuestionOf(dataset, asked)
  if (put.kind !== 'value') return put
  const { units, ...options } = put.question
  return equityAnswerOf(dataset, asked, equityOf(units, options))
}
