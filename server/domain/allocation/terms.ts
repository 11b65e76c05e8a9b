import { withLand } from './land'
import type { Need } from './needs'
import type { AllocationQuestion, Place } from './question'

/** A need with all that the question says about it. */
export type Terms = {
  need: Need
  /** The most and least that may be built. */
  most: number
  pinned: number
  /** Money from elsewhere, in million đồng. */
  promised: number
  /** Why nothing may be built although something is lacking. */
  barred: 'excluded' | 'land' | null
}

/** How many things of each need are built, side by side with the terms. */
export type Counts = readonly number[]

/** The needs in the order of code and kind, whatever order they came in, each with its terms. */
export function termsOf(question: AllocationQuestion): Terms[] {
  const pins = sums(question.pinned.map((pin) => [key(pin), pin.count]))
  const promises = sums(question.promised.map((promise) => [key(promise), promise.million]))
  const excluded = new Set(question.excluded.map(key))
  const ready = question.landReady === null ? null : new Set(question.landReady.map(key))
  return [...question.needs]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((need) => {
      const needsLand = need.landM2 !== 0
      const isUnready = needsLand && ready !== null && !ready.has(key(need))
      const onLand = isUnready
        ? 0
        : needsLand
          ? withLand(need.count, need.land, question.landRule)
          : need.count
      const lacksLand = onLand === 0 && need.count > 0
      const barred = excluded.has(key(need)) ? 'excluded' : lacksLand ? 'land' : null
      return {
        need,
        most: barred === null ? onLand : 0,
        pinned: pins.get(key(need)) ?? 0,
        promised: promises.get(key(need)) ?? 0,
        barred,
      }
    })
}

/** Identity of a place as one text. */
export const key = ({ code, intervention }: Place): string => `${code}/${intervention}`

function sums(entries: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const [id, amount] of entries) totals.set(id, (totals.get(id) ?? 0) + amount)
  return totals
}

/** Money of the budget that `count` things take: promised money pays for the first of them. */
export const spentOn = ({ need, promised }: Terms, count: number): number =>
  Math.max(0, count * need.unitCostMillion - promised)

/** Children that `count` things reach; only the last thing of the whole gap may reach fewer than the others. */
export const reachedBy = ({ need }: Terms, count: number): number =>
  count === 0 || count < need.count
    ? count * need.childrenEach
    : (count - 1) * need.childrenEach + need.childrenLast

/** Weights count in thousandths, so that benefits are whole numbers and compare exactly. */
export const weightSteps = 1000

/** Weighted children, in thousandths of a child. */
export const benefitOf = (terms: Terms, count: number): number =>
  Math.round(terms.need.weight * weightSteps) * reachedBy(terms, count)

/** What all counts take from the budget together. */
export const spentInAll = (terms: readonly Terms[], counts: Counts): number =>
  terms.reduce((sum, one, i) => sum + spentOn(one, counts[i] ?? 0), 0)

/** Things of a need that cost and reach the same, in the order in which they are built. */
export type Segment = { things: number; costMillion: number; children: number }

/**
 * The things of a need grouped by what the next one costs and reaches.
 * @param cuts numbers of things after which a new segment begins in any case
 */
export function segmentsOf(terms: Terms, cuts: ReadonlySet<number> = new Set()): Segment[] {
  const segments: Segment[] = []
  for (let have = 0; have < terms.most; have++) {
    const costMillion = spentOn(terms, have + 1) - spentOn(terms, have)
    const children = reachedBy(terms, have + 1) - reachedBy(terms, have)
    const last = cuts.has(have) ? undefined : segments.at(-1)
    if (last?.costMillion === costMillion && last.children === children) last.things += 1
    else segments.push({ things: 1, costMillion, children })
  }
  return segments
}
