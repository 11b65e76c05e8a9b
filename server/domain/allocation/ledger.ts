import type { AllocationQuestion, Constraint } from './question'
import type { Counts, Terms } from './terms'
import { spentOn } from './terms'

/** What a plan spends: in all, in favoured communes, in each district, on each kind; million đồng. */
export type Ledger = {
  all: number
  favoured: number
  byDistrict: ReadonlyMap<string, number>
  byKind: ReadonlyMap<string, Spent>
}

/** What is spent on a kind of thing, and how many of it there are. */
type Spent = { million: number; things: number }
const nothing: Spent = { million: 0, things: 0 }

export function ledgerOf(terms: readonly Terms[], counts: Counts): Ledger {
  const byDistrict = new Map<string, number>()
  const byKind = new Map<string, Spent>()
  let all = 0
  let favoured = 0
  for (const [i, one] of terms.entries()) {
    const spent = spentOn(one, counts[i] ?? 0)
    all += spent
    if (one.need.favoured) favoured += spent
    byDistrict.set(one.need.district, (byDistrict.get(one.need.district) ?? 0) + spent)
    byKind.set(one.need.intervention, plus(byKind.get(one.need.intervention), spent, counts[i] ?? 0))
  }
  return { all, favoured, byDistrict, byKind }
}

const plus = ({ million, things }: Spent = nothing, amount: number, count: number): Spent => ({
  million: million + amount,
  things: things + count,
})

/** The ledger with an amount and things more (or, negative, less) of a need. */
export function withSpent(
  { all, favoured, byDistrict, byKind }: Ledger,
  { need }: Terms,
  amount: number,
  things: number,
): Ledger {
  return {
    all: all + amount,
    favoured: favoured + (need.favoured ? amount : 0),
    byDistrict: new Map(byDistrict).set(need.district, (byDistrict.get(need.district) ?? 0) + amount),
    byKind: new Map(byKind).set(need.intervention, plus(byKind.get(need.intervention), amount, things)),
  }
}

/** Rules about sums that a ledger breaks. */
export function brokenBySums(question: AllocationQuestion, ledger: Ledger): Constraint[] {
  return [
    ...(ledger.all > question.budgetMillion ? [{ kind: 'budget' } as const] : []),
    ...(100 * ledger.favoured < question.favouredPercent * ledger.all ? [{ kind: 'share' } as const] : []),
    ...question.districts.flatMap(({ district, minMillion, maxMillion }): Constraint[] => {
      const spent = ledger.byDistrict.get(district) ?? 0
      return [
        ...(minMillion !== null && spent < minMillion
          ? [{ kind: 'district-minimum', district } as const]
          : []),
        ...(maxMillion !== null && spent > maxMillion
          ? [{ kind: 'district-maximum', district } as const]
          : []),
      ]
    }),
    ...question.minimums.flatMap(({ intervention, things, percent }): Constraint[] => {
      const spent = ledger.byKind.get(intervention) ?? nothing
      return [
        ...(spent.things < (things ?? 0) ? [{ kind: 'kind-minimum', intervention } as const] : []),
        ...(100 * spent.million < (percent ?? 0) * ledger.all
          ? [{ kind: 'kind-share', intervention } as const]
          : []),
      ]
    }),
  ]
}

/**
 * Rules of the question that a plan breaks, worked out from the plan itself and not from the programme that found it.
 * A count outside what may be built breaks the pin of its place.
 */
export function broken(question: AllocationQuestion, terms: readonly Terms[], counts: Counts): Constraint[] {
  return [
    ...brokenBySums(question, ledgerOf(terms, counts)),
    ...terms.flatMap(({ need: { code, intervention }, pinned, most }, i): Constraint[] => {
      const count = counts[i] ?? 0
      const fits = Number.isInteger(count) && count >= pinned && count >= 0 && count <= most
      return fits ? [] : [{ kind: 'pin', code, intervention }]
    }),
  ]
}
