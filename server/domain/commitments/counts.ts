import type { Intervention } from '../allocation/interventions'
import type { Dataset } from '../dataset'
import type { Vintage } from '../units'
import { valueAt } from '../values'
import type { Count } from './commitment'

/**
 * Code of today's commune that reports for a place. An old commune went whole into one new one, whose reports speak for
 * it: to share those out again would be a guess.
 * @returns null for an old commune that was divided, and for what does not exist
 */
export function reporterOf(dataset: Dataset, vintage: Vintage, code: string): string | null {
  if (vintage === '2025') return dataset.geographies[vintage].indexOf.has(code) ? code : null
  const [heir, ...others] = dataset.crosswalk.byOld.get(code) ?? []
  return heir?.weight === 1 && others.length === 0 ? heir.to : null
}

/**
 * The latest real count of what a kind of thing adds to: the things themselves, or the children who have a place.
 * Made-up figures are never read, nor is a commune of which only a part has reported.
 * @param code of the commune that reports, as {@link reporterOf} says
 * @returns null when nothing real was ever reported
 * @throws RangeError when the kind reads an indicator that is not in the catalogue
 */
export function latestCount(
  dataset: Dataset,
  { indicator: id }: Intervention,
  code: string | null,
): Count | null {
  const indicator = dataset.indicators.get(id)
  if (!indicator) throw new RangeError(`there is no indicator "${id}" in the catalogue`)
  const index = code === null ? undefined : dataset.geographies['2025'].indexOf.get(code)
  if (index === undefined) return null
  for (const period of [...dataset.periods].reverse()) {
    const question = { indicator, target: null, vintage: '2025' as const, period, illustrative: false }
    const { numerator, status, asOf, reported, parts } = valueAt(dataset, question, index)
    if (numerator !== null && status !== null && reported === parts) {
      return { value: numerator, period: asOf ?? period, status }
    }
  }
  return null
}

/** How much of what is counted one more thing adds. */
export const eachAdds = ({ reach }: Intervention): number => (reach.kind === 'places' ? reach.each : 1)
