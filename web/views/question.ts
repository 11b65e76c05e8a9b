import { provinceLookedAt } from '#domain/geography'
import { yearBefore } from '#domain/periods'
import type { View } from '#domain/view/address'
import type { Catalogue, UnitsQuestion, ValuesQuestion } from '../api'

/** The provinces of a vintage, in code order. */
export const provincesOf = (vintage: View['vintage'], { vintages }: Pick<Catalogue, 'vintages'>) =>
  vintages.find(({ id }) => id === vintage)?.provinces ?? []

/** Code of the province that a view looks at; null where there is only one. */
export const withinOf = (
  { vintage, within }: Pick<View, 'vintage' | 'within'>,
  catalogue: Pick<Catalogue, 'vintages'>,
): string | null => provinceLookedAt(provincesOf(vintage, catalogue), within)

/** Whether two questions or answers are about the same units. */
export const isOfOne = (a: UnitsQuestion | null, b: UnitsQuestion | null): boolean =>
  a !== null && a.vintage === b?.vintage && a.within === b.within

/** What a map asks of the server. */
export const questionOf = (
  view: View,
  catalogue: Pick<Catalogue, 'periods' | 'vintages'>,
): ValuesQuestion => ({
  indicator: view.indicator,
  vintage: view.vintage,
  level: view.level,
  period: view.period ?? catalogue.periods.at(-1) ?? '',
  within: withinOf(view, catalogue),
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
