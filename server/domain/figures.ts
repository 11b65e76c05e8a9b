import { formatFor } from './format'
import type { Indicator } from './indicators'
import type { Language } from './language'
import type { Value } from './value'
import { words } from './words'

/** The value of an area as a headline: "41,3%", "ít nhất 120", or that it cannot be stated. */
export function overallInWords(
  { value, low, isWithheld }: Value,
  indicator: Indicator,
  language: Language,
): string {
  const m = words[language].figures
  if (isWithheld) return m.withheld
  const write = (amount: number) => formatFor(language).value(amount, indicator.unit)
  if (value !== null) return write(value)
  return low !== null && indicator.kind === 'count' ? m.atLeast(write(low)) : m.undetermined
}

/** Where the truth lies while parts are unreported: "38% – 52%"; null when it is known exactly or not at all. */
export function rangeInWords({ low, high }: Value, indicator: Indicator, language: Language): string | null {
  if (low === null || high === null || low === high) return null
  const { value } = formatFor(language)
  return words[language].figures.between(value(low, indicator.unit), value(high, indicator.unit))
}

/** A count that may be known only as a least amount, or as a span. */
export function spanInWords(least: number | null, most: number | null, language: Language): string {
  const m = words[language].figures
  const { count } = formatFor(language)
  if (most === null) return least ? m.atLeast(count(least)) : m.unknown
  return least === null || least === most ? count(most) : m.between(count(least), count(most))
}
