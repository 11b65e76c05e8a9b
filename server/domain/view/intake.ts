import type { Period } from '../periods'
import { isPeriod } from '../periods'

/** Parts of the page of half-yearly reports: who has reported, sending one, and all reports with their history. */
export const intakeTabs = ['board', 'send', 'reports'] as const
export type IntakeTab = (typeof intakeTabs)[number]

/** What the reader of that page is looking at. */
export type IntakeChoice = {
  tab: IntakeTab
  /** Null is the half-year that ended last. */
  period: Period | null
  /** Code of the unit or area that is reported for. */
  unit: string | null
  /** Id of the report that is open. */
  report: number | null
}

export const startingIntake: IntakeChoice = { tab: 'board', period: null, unit: null, report: null }

/** Address of the page. */
export const intakePath = '/data'

/** Reads the choice from an address; what it does not say, or says wrongly, is as at the start. */
export function parseIntake(asked: URLSearchParams): IntakeChoice {
  const period = asked.get('for')
  const report = Number(asked.get('no'))
  return {
    tab: intakeTabs.find((tab) => tab === asked.get('tab')) ?? startingIntake.tab,
    period: period !== null && isPeriod(period) ? period : null,
    unit: asked.get('of'),
    report: Number.isInteger(report) && report > 0 ? report : null,
  }
}

/** Writes the choice into an address; what is as at the start is left out. */
export function writeIntake(search: URLSearchParams, { tab, period, unit, report }: IntakeChoice): void {
  if (tab !== startingIntake.tab) search.set('tab', tab)
  if (period !== null) search.set('for', period)
  if (unit !== null) search.set('of', unit)
  if (report !== null) search.set('no', String(report))
}
