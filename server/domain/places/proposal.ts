import type { Account, Area } from '../rights'
import { hasFor } from '../rights'
import type { Dataset } from '../dataset'
import type { FacilityContent } from './facility'
import type { RegisterStatement } from './places'
import type { VillageContent } from './village'

export const proposalStates = ['draft', 'submitted', 'returned', 'approved'] as const
export type ProposalState = (typeof proposalStates)[number]

/** What is to become of a place. The subject of an addition is the id that the place will have. */
export type Change =
  | { kind: 'village'; action: 'add' | 'change'; subject: string; content: VillageContent }
  | { kind: 'facility'; action: 'add' | 'change'; subject: string; content: FacilityContent }
  | { kind: 'village' | 'facility'; action: 'remove'; subject: string; content: null }
  | { kind: 'register'; action: 'change'; subject: string; content: RegisterStatement }

/** A change that somebody wants, and what became of the wish. */
export type Proposal = {
  /** Made by whoever sends it, so that one sent twice is one. */
  id: string
  state: ProposalState
  change: Change
  /** Commune that it concerns; for a move, the one that the place leaves comes second. */
  units: readonly Area[]
  /** Data version of the record that was changed, as its author saw it; null for an addition. */
  base: number | null
  note: string
  /** Account ids and names, and moments (ISO 8601, UTC). */
  author: { id: string; name: string }
  createdAt: string
  updatedAt: string
  decision: { by: { id: string; name: string }; at: string; reason: string } | null
  /** Data version that the change made; null until it is approved. */
  version: number | null
}

/** What the ids of all wishes begin with that come from the file of a report. */
export const idsOfReport = (report: number): string => `report-${report}-`

export const deeds = ['submit', 'approve', 'return'] as const
export type Deed = (typeof deeds)[number]

const from: Readonly<Record<Deed, readonly ProposalState[]>> = {
  submit: ['draft', 'returned'],
  approve: ['submitted'],
  return: ['submitted'],
}

/** Why a deed is refused. */
export type Obstacle = 'not-allowed' | 'wrong-state' | 'own-proposal'

/** Why an account cannot do a deed to a proposal now; null when it can. Four eyes: nobody approves an own wish. */
export function obstacleTo(
  deed: Deed,
  { state, units, author }: Pick<Proposal, 'state' | 'units' | 'author'>,
  account: Account | null,
  dataset: Pick<Dataset, 'geographies'>,
): Obstacle | null {
  const right = deed === 'submit' ? 'edit-places' : 'review'
  if (!units.every((unit) => hasFor(account, right, dataset, unit))) return 'not-allowed'
  if (deed === 'submit' && account?.id !== author.id) return 'not-allowed'
  if (!from[deed].includes(state)) return 'wrong-state'
  return deed === 'approve' && account?.id === author.id ? 'own-proposal' : null
}
