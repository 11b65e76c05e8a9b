import { wantsFirst } from './build'
import type { Ledger } from './ledger'
import { brokenByMoney, withSpent } from './ledger'
import type { AllocationQuestion } from './question'
import type { Terms } from './terms'
import { benefitOf, spentOn, weightSteps } from './terms'

/** Why something is built. `worth` holds for everything: what it gives for the money, and its place by that. */
export type ReasonIn =
  | { kind: 'pinned'; count: number }
  | { kind: 'first-in-commune' }
  | { kind: 'district-minimum'; district: string }
  | { kind: 'share' }
  | { kind: 'worth'; childrenPerBillion: number | null; place: number }

/** Why something that is lacking is not built. */
export type ReasonOut =
  | { kind: 'excluded' }
  | { kind: 'land' }
  | { kind: 'district-maximum'; district: string }
  | { kind: 'share' }
  /** It costs more than is left; the least worth that was built says what it lost against. */
  | { kind: 'budget'; costMillion: number; leftoverMillion: number; leastBuiltPerBillion: number | null }
  /** It fits, but its children do not count (weight or children are 0), or others had to come first. */
  | { kind: 'no-gain' }

/** Weighted children that the next thing of a need reaches for a billion đồng; null where it costs nothing. */
export function perBillion(terms: Terms, have: number): number | null {
  const cost = spentOn(terms, have + 1) - spentOn(terms, have)
  const gain = benefitOf(terms, have + 1) - benefitOf(terms, have)
  return cost === 0 ? null : (gain / weightSteps / cost) * 1000
}

/** Why a need gets its `count` things; `place` is its place among all needs by worth. */
export function reasonsIn(
  question: AllocationQuestion,
  terms: Terms,
  count: number,
  ledger: Ledger,
  place: number,
): ReasonIn[] {
  const lastCost = spentOn(terms, count) - spentOn(terms, count - 1)
  const without = brokenByMoney(question, withSpent(ledger, terms, -lastCost))
  const first = question.firstEverywhere
  return [
    ...(terms.pinned > 0 ? [{ kind: 'pinned', count: terms.pinned } as const] : []),
    ...(first !== null && wantsFirst(terms, first) ? [{ kind: 'first-in-commune' } as const] : []),
    ...without.flatMap((rule) => (rule.kind === 'district-minimum' || rule.kind === 'share' ? [rule] : [])),
    { kind: 'worth', childrenPerBillion: perBillion(terms, 0), place },
  ]
}

/** Why a need does not get one more than its `count` things. */
export function reasonOut(
  question: AllocationQuestion,
  terms: Terms,
  count: number,
  ledger: Ledger,
  leastBuiltPerBillion: number | null,
): ReasonOut {
  if (terms.barred !== null) return { kind: terms.barred }
  const costMillion = spentOn(terms, count + 1) - spentOn(terms, count)
  const leftoverMillion = question.budgetMillion - ledger.all
  const district = terms.need.district
  const after = brokenByMoney(question, withSpent(ledger, terms, costMillion))
  if (after.some((rule) => rule.kind === 'district-maximum' && rule.district === district)) {
    return { kind: 'district-maximum', district }
  }
  if (costMillion > leftoverMillion)
    return { kind: 'budget', costMillion, leftoverMillion, leastBuiltPerBillion }
  return after.some(({ kind }) => kind === 'share') ? { kind: 'share' } : { kind: 'no-gain' }
}
