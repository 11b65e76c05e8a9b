import type { LandRule } from './land'
import type { Need } from './needs'

/** What the money should do best. */
export const objectives = ['children', 'gap', 'worst-off'] as const

/**
 * - `children`: reach as many children as possible, each counted with the weight of its commune;
 * - `gap`: close as much of the gap as possible, every kind of thing measured by its own gap in the province;
 * - `worst-off`: lift the lowest coverage of any kind in any commune first (lexicographic max–min in steps of ten
 *   points), then `children`.
 */
export type Objective = (typeof objectives)[number]

/** A thing named in a question: a kind in a commune. */
export type Place = { code: string; intervention: string }

/** How money is to be spread; all amounts in whole million đồng. */
export type DistrictLimit = { district: string; minMillion: number | null; maxMillion: number | null }

/** At least so many things of a kind, or so many percent of the money spent; null for no such rule. */
export type KindMinimum = { intervention: string; things: number | null; percent: number | null }

/** A question about a budget, complete in itself: plain JSON, so that a worker can be asked it too. */
export type AllocationQuestion = {
  budgetMillion: number
  objective: Objective
  needs: readonly Need[]
  /** At least so many percent of the money spent go to favoured communes; 0 for no such rule. */
  favouredPercent: number
  districts: readonly DistrictLimit[]
  minimums: readonly KindMinimum[]
  /** Kind of thing of which every commune without one gets one before anything else; null for no such rule. */
  firstEverywhere: string | null
  /** At least so many of these are built. */
  pinned: readonly (Place & { count: number })[]
  /** These are not built. */
  excluded: readonly Place[]
  /** Money from elsewhere for a place: it pays for the first things built there. */
  promised: readonly (Place & { million: number })[]
  /** Kinds that need no land are free of it. */
  landRule: LandRule
  /** The only places where land is ready, in the words of who asks; null when they say nothing of it. */
  landReady: readonly Place[] | null
  secondsLimit: number
}

/** A rule of the question that an answer must keep, and that can collide with others. */
export type Constraint =
  | { kind: 'budget' }
  | { kind: 'share' }
  | { kind: 'district-minimum'; district: string }
  | { kind: 'district-maximum'; district: string }
  | { kind: 'kind-minimum'; intervention: string }
  | { kind: 'kind-share'; intervention: string }
  | ({ kind: 'pin' } & Place)

/** A question without any rule but the budget. */
export const plainQuestion = (needs: readonly Need[], budgetMillion: number): AllocationQuestion => ({
  budgetMillion,
  objective: 'children',
  needs,
  favouredPercent: 0,
  districts: [],
  minimums: [],
  firstEverywhere: null,
  pinned: [],
  excluded: [],
  promised: [],
  landRule: 'any',
  landReady: null,
  secondsLimit: 20,
})

export const samePlace = (a: Place, b: Place): boolean =>
  a.code === b.code && a.intervention === b.intervention
