import { yearBefore } from '#domain/periods'
import type { View } from '#domain/view/address'
import type { Catalogue, ValuesQuestion } from '../api'

/** What a map asks of the server. */
export const questionOf = (view: View, { periods }: Pick<Catalogue, 'periods'>): ValuesQuestion => ({
  indicator: view.indicator,
  vintage: view.vintage,
  level: view.level,
  period: view.period ?? periods.at(-1) ?? '',
  district: view.district,
  target: view.target,
  illustrative: view.illustrative,
})

/** The same a year earlier; null when nothing was reported then. */
export function yearBeforeOf(
  question: ValuesQuestion,
  { periods }: Pick<Catalogue, 'periods'>,
): ValuesQuestion | null {
  const period = yearBefore(question.period)
  return periods.includes(period) ? { ...question, period } : null
}

/** The periods before and after, each with its year before: what the map is most likely asked next. */
export function neighboursOf(
  question: ValuesQuestion,
  catalogue: Pick<Catalogue, 'periods'>,
): ValuesQuestion[] {
  const { periods } = catalogue
  const at = periods.indexOf(question.period)
  return [periods[at - 1], periods[at + 1]]
    .filter((period) => period !== undefined)
    .flatMap((period) => {
      const next = { ...question, period }
      return [next, yearBeforeOf(next, catalogue)]
    })
    .filter((one) => one !== null)
}
