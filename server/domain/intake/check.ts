import type { Dataset } from '../dataset'
import type { Period } from '../periods'
import { impossible, missing, repeated } from './check-figures'
import { jumps } from './check-history'
import { outliers } from './check-outliers'
import { unrelated } from './check-relations'
import type { Entry, Finding, ReadReport, Severity, UnitKey } from './reading'

/** What a file is checked for; other communes are compared with as `peers` has them, else as the dataset has them. */
export type Checking = { period: Period; expected: readonly UnitKey[]; peers?: Dataset }

const order: readonly Severity[] = ['error', 'warning', 'note']

/**
 * Everything that is found in a file, the errors first, each in the order of the file: what reading it found, figures
 * that cannot be, that contradict each other, that do not fit together, that jump, that stand apart, and units missing.
 */
export function checkReport(
  dataset: Dataset,
  report: Pick<ReadReport, 'entries' | 'findings'>,
  { period, expected, peers = dataset }: Checking,
): Finding[] {
  const { entries } = report
  const faulty = impossible(dataset, entries)
  // an impossible figure is told once, not again as a jump or a wrong sum
  const cells = new Set(faulty.map(placeOf))
  const possible = entries.filter(({ at }) => !cells.has(placeOf({ at })))
  const found = [
    ...report.findings,
    ...faulty,
    ...repeated(dataset, entries),
    ...unrelated(dataset, possible, period),
    ...jumps(dataset, possible, period),
    ...outliers(peers, possible, period),
    ...missing(dataset, entries, expected),
  ]
  const rank = ({ severity, at }: Finding) => [order.indexOf(severity), at?.row ?? Infinity] as const
  return found.sort(
    (a, b) => rank(a)[0] - rank(b)[0] || Number(rank(a)[1] > rank(b)[1]) - Number(rank(a)[1] < rank(b)[1]),
  )
}

const placeOf = ({ at }: Pick<Finding, 'at'> | Pick<Entry, 'at'>): string =>
  at === null ? '' : `${at.sheet}!${at.column ?? ''}${at.row}`
