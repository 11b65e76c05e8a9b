import type { AllocationQuestion, Constraint } from './question'
import type { Counts, Terms } from './terms'
import { spentOn } from './terms'

/** What a plan spends: in all, in favoured communes, in each district; million đồng. */
export type Ledger = { all: number; favoured: number; byDistrict: ReadonlyMap<string, number> }

export function ledgerOf(terms: readonly Terms[], counts: Counts): Ledger {
  const byDistrict = new Map<string, number>()
  let all = 0
  let favoured = 0
  for (const [i, one] of terms.entries()) {
    const spent = spentOn(one, counts[i] ?? 0)
    all += spent
    if (one.need.favoured) favoured += spent
    byDistrict.set(one.need.district, (byDistrict.get(one.need.district) ?? 0) + spent)
  }
  return { all, favoured, byDistrict }
}

/** The ledger with an amount more (or, negative, less) spent on a need. */
export function withSpent({ all, favoured, byDistrict }: Ledger, { need }: Terms, amount: number): Ledger {
  return {
    all: all + amount,
    favoured: favoured + (need.favoured ? amount : 0),
    byDistrict: new Map(byDistrict).set(need.district, (byDistrict.get(need.district) ?? 0) + amount),
  }
}

/** Rules about money that a ledger breaks. */
export function brokenByMoney(question: AllocationQuestion, ledger: Ledger): Constraint[] {
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
  ]
}

/**
 * Rules of the question that a plan breaks, worked out from the plan itself and not from the programme that found it.
 * A count outside what may be built breaks the pin of its place.
 */
export function broken(question: AllocationQuestion, terms: readonly Terms[], counts: Counts): Constraint[] {
  return [
    ...brokenByMoney(question, ledgerOf(terms, counts)),
    ...terms.flatMap(({ need: { code, intervention }, pinned, most }, i): Constraint[] => {
      const count = counts[i] ?? 0
      const fits = Number.isInteger(count) && count >= pinned && count >= 0 && count <= most
      return fits ? [] : [{ kind: 'pin', code, intervention }]
    }),
  ]
}
