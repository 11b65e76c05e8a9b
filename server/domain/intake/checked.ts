import type { Dataset } from '../dataset'
import { unitOf } from '../dataset'
import { formatFor } from '../format'
import type { Bilingual, Measure } from '../measures'
import type { Period } from '../periods'
import { previousPeriod, yearBefore } from '../periods'
import type { Unit } from '../units'
import type { Entry, Finding, Severity, UnitKey } from './reading'
import { called } from './reading-findings'

/** A figure to compare with: its value and where it comes from, null where it is of the same file. */
export type Known = { value: number; period: Period | null; entry: Entry | null }

export const keyOf = ({ vintage, code }: UnitKey): string => `${vintage}/${code}`

/** The figures of a file by unit and measure; of repeated ones the first. */
export function figuresOf(entries: readonly Entry[]) {
  const byUnit = new Map<string, Map<string, Entry>>()
  for (const entry of entries) {
    const own = byUnit.get(keyOf(entry.unit)) ?? new Map<string, Entry>()
    if (!own.has(entry.measure)) own.set(entry.measure, entry)
    byUnit.set(keyOf(entry.unit), own)
  }
  return byUnit
}

/** The figure of a unit in the file, or else the real one that is published for the same period (or still holds). */
export function knownFigure(
  dataset: Dataset,
  own: ReadonlyMap<string, Entry>,
  unit: UnitKey,
  measure: string,
  period: Period,
): Known | null {
  const entry = own.get(measure)
  if (entry) return entry.value === null ? null : { value: entry.value, period: null, entry }
  const cell = realCell(dataset, unit, measure, period)
  return cell && { value: cell.value, period: cell.period, entry: null }
}

/** The last real figure before a period: of the half-year before, or of a year ago; for registers the one that holds. */
export function lastFigure(
  dataset: Dataset,
  unit: UnitKey,
  measure: string,
  period: Period,
): { value: number; period: Period } | null {
  return (
    realCell(dataset, unit, measure, previousPeriod(period)) ??
    realCell(dataset, unit, measure, yearBefore(period))
  )
}

/** A figure that is kept back is none to compare with. */
function realCell(dataset: Dataset, { vintage, code }: UnitKey, measure: string, period: Period) {
  const index = dataset.geographies[vintage].indexOf.get(code)
  const cell = index === undefined ? null : dataset.cellAt('real', vintage, index, measure, period)
  return cell === null || cell.withheld !== undefined ? null : cell
}

const [vi, en] = [formatFor('vi'), formatFor('en')]

/** A number, period or share in both languages. */
export const say = {
  number: (value: number): Bilingual => ({ vi: vi.count(value), en: en.count(value) }),
  period: (period: Period): Bilingual => ({ vi: vi.period(period), en: en.period(period) }),
  percent: (share: number): Bilingual => ({
    vi: vi.value(share * 100, 'percent'),
    en: en.value(share * 100, 'percent'),
  }),
}

/** Who and what a finding is about. */
export type Subject = { unit: Unit; measure: Measure; entry: Entry }

export const subjectOf = (dataset: Dataset, entry: Entry): Subject | null => {
  const unit = unitOf(dataset, entry.unit.vintage, entry.unit.code)
  const measure = dataset.measures.get(entry.measure)
  return unit && measure ? { unit, measure, entry } : null
}

/** A finding about one figure; the text begins with the unit and the measure. */
export const findingOn = (
  rule: string,
  severity: Severity,
  { unit, measure, entry }: Subject,
  text: Bilingual,
): Finding => ({
  rule,
  severity,
  at: entry.at,
  unit: entry.unit,
  measure: entry.measure,
  text: {
    vi: `${called(unit).vi}, “${measure.name.vi}”: ${text.vi}`,
    en: `${called(unit).en}, “${measure.name.en}”: ${text.en}`,
  },
})
