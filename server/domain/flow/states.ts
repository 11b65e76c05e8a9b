import type { Dataset } from '../dataset'
import type { Account, Area, Right } from '../rights'
import { has, hasFor } from '../rights'
import type { Vintage } from '../units'

/** How far a report has come. Only the figures of a published one count. */
export const reportStates = ['draft', 'submitted', 'returned', 'approved', 'published', 'withdrawn'] as const
export type ReportState = (typeof reportStates)[number]

/** What moves a report on. Whatever else is done to it (a new file, an answer) leaves its state as it is. */
export const deeds = ['submit', 'return', 'approve', 'publish', 'withdraw', 'restore'] as const
export type Deed = (typeof deeds)[number]

/** From which states a deed leads to which. */
const steps: Readonly<Record<Deed, { from: readonly ReportState[]; to: ReportState; right: Right }>> = {
  submit: { from: ['draft', 'returned'], to: 'submitted', right: 'report' },
  // what was approved can still be sent back, as long as it does not count
  return: { from: ['submitted', 'approved'], to: 'returned', right: 'review' },
  approve: { from: ['submitted'], to: 'approved', right: 'review' },
  publish: { from: ['approved'], to: 'published', right: 'publish' },
  withdraw: { from: ['published'], to: 'withdrawn', right: 'publish' },
  restore: { from: ['withdrawn'], to: 'published', right: 'publish' },
}

/** Where a deed leads from a state; null when it cannot be done there. */
export const stateAfter = (state: ReportState, deed: Deed): ReportState | null =>
  steps[deed].from.includes(state) ? steps[deed].to : null

/** Whether the file and the answers may still change. */
export const isOpen = (state: ReportState): boolean => stateAfter(state, 'submit') !== null

/** What of a report decides who may do what to it. */
export type Standing = {
  state: ReportState
  /** The unit or area it speaks of. */
  unit: Area
  /** Id of the account that sent it in last; null before that. */
  submittedBy: string | null
  /** Messages that stop it, warnings without a reason, and questions without an answer. */
  errors: number
  unreasoned: number
  unanswered: number
  /** Figures that it brings. */
  entries: number
}

/** Why a deed is refused. */
export type Obstacle =
  'not-allowed' | 'wrong-state' | 'own-report' | 'unanswered' | 'errors' | 'unreasoned' | 'empty'

type World = Pick<Dataset, 'geographies'>

/**
 * Why an account cannot do a deed to a report now; null when it can.
 * Four eyes: nobody approves what they sent in. A data version is of the whole province, so who publishes,
 * withdraws or restores answers for all of it.
 */
export function obstacleTo(
  deed: Deed,
  report: Standing,
  account: Account | null,
  dataset: World,
): Obstacle | null {
  const { right } = steps[deed]
  const unit = right === 'publish' ? provinceOf(dataset, report.unit.vintage) : report.unit
  if (unit === null || !has(account, right) || !hasFor(account, right, dataset, unit)) return 'not-allowed'
  if (stateAfter(report.state, deed) === null) return 'wrong-state'
  if (deed === 'approve' && report.submittedBy === account?.id) return 'own-report'
  return deed === 'submit' ? obstacleToSubmit(report) : null
}

/** Deeds that an account can do to a report now. */
export const possibleDeeds = (report: Standing, account: Account | null, dataset: World): Deed[] =>
  deeds.filter((deed) => obstacleTo(deed, report, account, dataset) === null)

/** Whether an account may put a new file or other answers into a report. */
export const mayChange = (
  { state, unit }: Pick<Standing, 'state' | 'unit'>,
  account: Account | null,
  dataset: World,
): boolean => isOpen(state) && hasFor(account, 'report', dataset, unit)

/** Whether an account may give a report up: who sent the file, as long as nobody was asked to look at it. */
export const mayDiscard = (
  { state, uploadedBy }: { state: ReportState; uploadedBy: string },
  account: Account | null,
): boolean => state === 'draft' && account !== null && uploadedBy === account.id

function obstacleToSubmit({ unanswered, errors, unreasoned, entries }: Standing): Obstacle | null {
  if (unanswered > 0) return 'unanswered'
  if (errors > 0) return 'errors'
  if (unreasoned > 0) return 'unreasoned'
  return entries === 0 ? 'empty' : null
}

/** The province of a vintage as an area; null where the dataset has none. */
function provinceOf({ geographies }: World, vintage: Vintage): Area | null {
  const { units, atLevel } = geographies[vintage]
  const code = units[atLevel.province[0] ?? -1]?.code
  return code === undefined ? null : { vintage, code }
}
