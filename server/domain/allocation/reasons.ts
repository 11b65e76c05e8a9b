import { wantsFirst } from './build'
import type { Ledger } from './ledger'
import { brokenBySums, withSpent } from './ledger'
import type { AllocationQuestion } from './question'
import type { Terms } from './terms'
import { benefitOf, spentOn, weightSteps } from './terms'

/** Why something is built. `worth` holds for everything: what it gives for the money, and its place by that. */
export type ReasonIn =
  | { kind: 'pinned'; count: number }
  | { kind: 'first-in-commune' }
  | { kind: 'district-minimum'; district: string }
  | { kind: 'kind-minimum' }
  | { kind: 'kind-share' }
  | { kind: 'share' }
  | { kind: 'worth'; childrenPerBillion: number | null; place: number }

/** Why something that is lacking is not built. */
export type ReasonOut =
  | { kind: 'excluded' }
  | { kind: 'land' }
  | { kind: 'district-maximum'; district: string }
  | { kind: 'share' }
  /** Another kind would then get less than its share. */
  | { kind: 'kind-share' }
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
  const without = brokenBySums(question, withSpent(ledger, terms, -lastCost, -1))
  const first = question.firstEverywhere
  return [
    ...(terms.pinned > 0 ? [{ kind: 'pinned', count: terms.pinned } as const] : []),
    ...(first !== null && wantsFirst(terms, first) ? [{ kind: 'first-in-commune' } as const] : []),
    ...without.flatMap((rule): ReasonIn[] => {
      if (rule.kind === 'district-minimum' || rule.kind === 'share') return [rule]
      const isOfKind = rule.kind === 'kind-minimum' || rule.kind === 'kind-share'
      return isOfKind && rule.intervention === terms.need.intervention ? [{ kind: rule.kind }] : []
    }),
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
  // nothing but land keeps a place below its gap
  if (count >= terms.most) return { kind: 'land' }
  const costMillion = spentOn(terms, count + 1) - spentOn(terms, count)
  const leftoverMillion = question.budgetMillion - ledger.all
  const district = terms.need.district
  const after = brokenBySums(question, withSpent(ledger, terms, costMillion, 1))
  if (after.some((rule) => rule.kind === 'district-maximum' && rule.district === district)) {
    return { kind: 'district-maximum', district }
  }
  if (costMillion > leftoverMillion)
    return { kind: 'budget', costMillion, leftoverMillion, leastBuiltPerBillion }
  if (after.some(({ kind }) => kind === 'share')) return { kind: 'share' }
  return after.some(({ kind }) => kind === 'kind-share') ? { kind: 'kind-share' } : { kind: 'no-gain' }
}
