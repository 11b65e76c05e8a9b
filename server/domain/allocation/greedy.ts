import { gapGains, wantsFirst } from './build'
import type { Ledger } from './ledger'
import { ledgerOf, withSpent } from './ledger'
import type { AllocationQuestion } from './question'
import type { Counts, Terms } from './terms'
import { segmentsOf, weightSteps } from './terms'

/** Things of one need that cost and give the same: those from number `from` to below `to`. */
type Offer = { need: number; from: number; to: number; cost: number; gain: number }

/** A plan in the making. */
type Plan = {
  question: AllocationQuestion
  terms: readonly Terms[]
  /** Maximums by district. */
  limits: ReadonlyMap<string, number>
  counts: number[]
  ledger: Ledger
}

/**
 * The plain way to spend: again and again the thing that gives most for its money and still fits, after pinned things,
 * first things everywhere and minimums of districts. Not the best answer, but one that can be followed by hand; it may
 * leave minimums and the reserved share unmet where only foresight could meet them.
 */
export function greedyCounts(question: AllocationQuestion, terms: readonly Terms[]): Counts {
  const counts = terms.map(({ pinned, most }) => Math.min(pinned, most))
  const limits = new Map(
    question.districts.map(({ district, maxMillion }) => [district, maxMillion ?? Infinity]),
  )
  const plan: Plan = { question, terms, limits, counts, ledger: ledgerOf(terms, counts) }
  const offers = offersOf(question, terms)
  const first = question.firstEverywhere
  if (first !== null) {
    const wanting = terms.map((one) => wantsFirst(one, first))
    takeInTurn(plan, offers, ({ need }) => wanting[need] === true && counts[need] === 0)
  }
  for (const { district, minMillion } of question.districts) {
    takeInTurn(
      plan,
      offers,
      ({ need }) =>
        terms[need]?.need.district === district &&
        (plan.ledger.byDistrict.get(district) ?? 0) < (minMillion ?? 0),
    )
  }
  takeInTurn(plan, offers, ({ gain }) => gain > 0)
  return counts
}

function offersOf({ objective }: AllocationQuestion, terms: readonly Terms[]): Offer[] {
  const gains = gapGains(terms)
  const offers = terms.flatMap((one, need) => {
    let from = 0
    return segmentsOf(one).map(({ things, costMillion, children }) => {
      const gain =
        objective === 'gap'
          ? (gains.get(one.need.intervention) ?? 0)
          : Math.round(one.need.weight * weightSteps) * children
      const offer = { need, from, to: from + things, cost: costMillion, gain }
      from += things
      return offer
    })
  })
  return offers.sort(byWorth)
}

/** Most gain for the money first; products instead of quotients, so that nothing is rounded. Ties by code. */
const byWorth = (a: Offer, b: Offer): number =>
  b.gain * a.cost - a.gain * b.cost || b.gain - a.gain || a.need - b.need || a.from - b.from

/**
 * Takes the best offers until none fits. Whatever is taken may make room in the reserved share, so the search goes back
 * to the best offer that was refused.
 */
function takeInTurn(plan: Plan, offers: readonly Offer[], isWanted: (offer: Offer) => boolean): void {
  let at = 0
  let refusedAt = offers.length
  while (at < offers.length) {
    const offer = offers[at]
    const verdict = offer && isNext(plan, offer) && isWanted(offer) ? judge(plan, offer) : 'over'
    if (offer && verdict === 'fits') {
      take(plan, offer)
      at = Math.min(at, refusedAt)
      refusedAt = offers.length
    } else {
      if (verdict === 'share') refusedAt = Math.min(refusedAt, at)
      at += 1
    }
  }
}

const isNext = ({ counts }: Plan, { need, from, to }: Offer): boolean =>
  (counts[need] ?? 0) >= from && (counts[need] ?? 0) < to

/** Whether an offer fits; `share` may fit later, `over` never will. */
function judge({ question, terms, ledger, limits }: Plan, { need, cost }: Offer): 'fits' | 'share' | 'over' {
  const own = terms[need]?.need
  if (!own || ledger.all + cost > question.budgetMillion) return 'over'
  if ((ledger.byDistrict.get(own.district) ?? 0) + cost > (limits.get(own.district) ?? Infinity))
    return 'over'
  const breaksShare = 100 * ledger.favoured < question.favouredPercent * (ledger.all + cost)
  return breaksShare && !own.favoured && cost > 0 ? 'share' : 'fits'
}

function take(plan: Plan, { need, cost }: Offer): void {
  const one = plan.terms[need]
  if (!one) return
  plan.counts[need] = (plan.counts[need] ?? 0) + 1
  plan.ledger = withSpent(plan.ledger, one, cost, 1)
}
