import type { Place } from '../allocation/question'
import type { Period } from '../periods'
import type { Status } from '../status'
import type { Vintage } from '../units'

/**
 * What people say of a commitment. `confirmed`: someone with the right has seen that it is built and says so in a note;
 * `withdrawn`: it is no longer meant to be built.
 */
export const standings = ['agreed', 'confirmed', 'withdrawn'] as const
export type Standing = (typeof standings)[number]

/** A count as it stood in a report: of things that are there, or of children who have a place. */
export type Count = { value: number; period: Period; status: Status }

/** A decision to build something somewhere. Money in whole million đồng. */
export type Commitment = Place & {
  id: string
  /** The scenario whose list was decided; null when it was decided by itself. */
  scenario: string | null
  vintage: Vintage
  count: number
  costMillion: number
  /** To be built by the end of this period. */
  due: Period
  /** Who is to build it. */
  agency: string
  notes: string
  standing: Standing
  /** ISO 8601, UTC. */
  decidedAt: string
  decidedBy: string
  updatedAt: string
  dataVersion: number
  /** How many there were when it was decided; null when no real figure was known. */
  base: Count | null
}

/** The commitments in the order in which what is built counts for them: due first, then decided first. */
export const inOrderOf =
  (byTime: (a: Period, b: Period) => number) =>
  (a: Commitment, b: Commitment): number =>
    byTime(a.due, b.due) ||
    (a.decidedAt < b.decidedAt ? -1 : a.decidedAt > b.decidedAt ? 1 : a.id < b.id ? -1 : 1)
