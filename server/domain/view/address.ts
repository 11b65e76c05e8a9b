import type { ClassMethod } from '../classify'
import { classMethods } from '../classify'
import type { Language } from '../language'
import { languages } from '../language'
import type { Overlay } from '../overlays'
import { overlays } from '../overlays'
import { joinPath, signInPath } from '../pages'
import type { ReportKind } from '../report/template'
import { reportKinds } from '../report/template'
import type { Level, Vintage } from '../units'
import { isLevel, isVintage } from '../units'
import type { Budget } from './budget'
import { parseBudget, startingBudget, writeBudget } from './budget'
import type { Comparison } from './comparison'
import type { IntakeChoice } from './intake'
import { intakePath, parseIntake, startingIntake, writeIntake } from './intake'
import { parseComparison, startingComparison, writeComparison } from './comparison'
import type { PlacesChoice } from './places'
import { parsePlaces, placesPath, startingPlaces, writePlaces } from './places'

/** What the reader is looking at: all that a shared link must bring back. */
export type View = {
  /** Address of the page: `/` is the map. */
  path: string
  lang: Language
  vintage: Vintage
  level: Level
  /** Code of the province; null is the first one where there are several. */
  within: string | null
  indicator: string
  /** Null follows the latest period. */
  period: string | null
  district: string | null
  /** Code of the unit whose profile is open. */
  unit: string | null
  /** Null is the indicator's first target. */
  target: string | null
  illustrative: boolean
  overlay: Overlay
  /** Null is the classing that suits the indicator. */
  method: ClassMethod | null
  /** Breaks kept while places or periods are compared. */
  breaks: readonly number[] | null
  /** Kept while the reader looks at another page; in the address of the page that compares only. */
  comparison: Comparison
  /** The same for the page of priority and budget. */
  budget: Budget
  /** Which report is asked for; in the address of the page of reports only. */
  report: ReportKind
  /** What is open on the page of half-yearly figures; in the address of that page only. */
  intake: IntakeChoice
  /** The same for the page of villages and facilities. */
  places: PlacesChoice
}

export const startingView: View = {
  path: '/',
  lang: 'vi',
  vintage: '2025',
  level: 'commune',
  within: null,
  indicator: 'play-areas-villages',
  period: null,
  district: null,
  unit: null,
  target: null,
  illustrative: true,
  overlay: 'none',
  method: null,
  breaks: null,
  comparison: startingComparison,
  budget: startingBudget,
  report: 'half-yearly',
  intake: startingIntake,
  places: startingPlaces,
}

/** Address of the page that compares. */
export const comparePath = '/compare'
/** Address of the page of priority and budget. */
export const budgetPath = '/budget'
/** Address of the page of reports. */
export const reportPath = '/report'

const oneOf = <T extends string>(known: readonly T[], asked: string | null): T | null =>
  known.find((value) => value === asked) ?? null

const numbers = (text: string | null): number[] | null => {
  const parsed = text?.split('~').map(Number)
  return parsed && parsed.length > 0 && parsed.every(Number.isFinite) ? parsed : null
}

/** Reads an address; what it does not say, or says wrongly, is as at the start. */
export function parseView(path: string, search: string): View {
  const asked = new URLSearchParams(search)
  const vintage = asked.get('vintage') ?? ''
  const level = asked.get('level') ?? ''
  /** A form sends what was left open, too, without a value. */
  const said = (name: string) => asked.get(name) || null
  return {
    path,
    lang: oneOf(languages, asked.get('lang')) ?? startingView.lang,
    vintage: isVintage(vintage) ? vintage : startingView.vintage,
    level: isLevel(level) ? level : startingView.level,
    within: said('within'),
    indicator: asked.get('indicator') ?? startingView.indicator,
    period: said('period'),
    district: said('district'),
    unit: said('unit'),
    target: said('target'),
    illustrative: asked.get('illustrative') !== 'false',
    overlay: oneOf(overlays, asked.get('overlay')) ?? startingView.overlay,
    method: oneOf(classMethods, asked.get('method')),
    breaks: numbers(asked.get('breaks')),
    comparison: path === comparePath ? parseComparison(asked) : startingComparison,
    budget: path === budgetPath ? parseBudget(asked) : startingBudget,
    report: (path === reportPath ? oneOf(reportKinds, asked.get('report')) : null) ?? startingView.report,
    intake: path === intakePath ? parseIntake(asked) : startingIntake,
    places: path === placesPath ? parsePlaces(asked) : startingPlaces,
  }
}

/** Writes the address of a view; what is as at the start is left out, so that links stay short. */
export function viewToAddress(view: View): string {
  const search = new URLSearchParams()
  for (const key of Object.keys(startingView) as (keyof View)[]) {
    const value = view[key]
    if (key === 'path' || key === 'comparison' || key === 'budget' || key === 'report') continue
    if (key === 'intake' || key === 'places') continue
    if (value === null || value === startingView[key]) continue
    search.set(key, key === 'breaks' && view.breaks ? view.breaks.join('~') : String(value))
  }
  if (view.path === comparePath) writeComparison(search, view.comparison)
  if (view.path === budgetPath) writeBudget(search, view.budget)
  if (view.path === reportPath && view.report !== startingView.report) search.set('report', view.report)
  if (view.path === intakePath) writeIntake(search, view.intake)
  if (view.path === placesPath) writePlaces(search, view.places)
  const text = search.toString()
  return text === '' ? view.path : `${view.path}?${text}`
}

/** Address of the door, from which whoever signs in comes back to the view, in its language. */
export function signInAddress(view: View): string {
  const isDoor = view.path === signInPath || view.path === joinPath
  const search = new URLSearchParams()
  if (!isDoor) search.set('next', viewToAddress(view))
  if (view.lang !== startingView.lang) search.set('lang', view.lang)
  return search.size === 0 ? signInPath : `${signInPath}?${search}`
}
