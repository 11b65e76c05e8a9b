import type { CoverageRow, Spread } from './coverage'
import { coverageBy, spreadsOf } from './coverage'
import { ledgerOf } from './ledger'
import { costOfAll } from './problems'
import type { AllocationQuestion, Place } from './question'
import type { ReasonIn, ReasonOut } from './reasons'
import { perBillion, reasonOut, reasonsIn } from './reasons'
import { wantsFirst } from './build'
import type { Counts, Terms } from './terms'
import { benefitOf, reachedBy, spentInAll, spentOn, weightSteps } from './terms'

/** One line of the list that is handed on. Money in million đồng. */
export type Funded = Place & {
  district: string
  count: number
  /** How many of them are certainly lacking. */
  certain: number
  unitCostMillion: number
  promisedMillion: number
  costMillion: number
  children: number
  weight: number
  favoured: boolean
  reasons: readonly ReasonIn[]
}

/** What is still lacking after the plan, and why it is not in. */
export type Unfunded = Place & { district: string; count: number; reason: ReasonOut }

/** Sums of a plan. Money in million đồng. */
export type Totals = {
  things: Readonly<Record<string, number>>
  spentMillion: number
  leftoverMillion: number
  promisedUsedMillion: number
  favouredMillion: number
  children: number
  weightedChildren: number
  /** Share of the gap that is closed: the mean over the kinds of thing, 0 to 1. */
  gapClosed: number
  /** To run all of it for a year; null where the running cost of something built is not known. */
  runningMillion: number | null
}

/** What a reader should know before reading the list. */
export type Note =
  /** All that is lacking can be built, and so much is left over. */
  | { kind: 'budget-exceeds-needs'; needsMillion: number; leftoverMillion: number }
  /** So many communes still have none of the kind that every commune should have first. */
  | { kind: 'without-first'; intervention: string; codes: readonly string[] }

/** A plan with its reasons. */
export type Plan = {
  funded: readonly Funded[]
  unfunded: readonly Unfunded[]
  totals: Totals
  coverage: {
    whole: readonly CoverageRow[]
    districts: readonly CoverageRow[]
    communes: readonly CoverageRow[]
    spreads: readonly Spread[]
  }
  notes: readonly Note[]
}

/** The plan that a set of counts stands for. */
export function planOf(question: AllocationQuestion, terms: readonly Terms[], counts: Counts): Plan {
  const districts = coverageBy(terms, counts, ({ need }) => need.district)
  return {
    ...listsOf(question, terms, counts),
    totals: totalsOf(question, terms, counts),
    coverage: {
      whole: coverageBy(terms, counts, () => ''),
      districts,
      communes: coverageBy(terms, counts, ({ need }) => need.code),
      spreads: spreadsOf(districts),
    },
    notes: notesOf(question, terms, counts),
  }
}

function listsOf(question: AllocationQuestion, terms: readonly Terms[], counts: Counts) {
  const ledger = ledgerOf(terms, counts)
  const places = placesByWorth(terms)
  const least = terms.reduce<number | null>((worst, one, i) => {
    const count = counts[i] ?? 0
    const worth = count > 0 ? perBillion(one, count - 1) : null
    return worth === null || (worst !== null && worst <= worth) ? worst : worth
  }, null)
  const funded: Funded[] = []
  const unfunded: Unfunded[] = []
  for (const [i, one] of terms.entries()) {
    const count = counts[i] ?? 0
    const { code, intervention, district } = one.need
    if (count > 0) {
      funded.push({
        ...fundedLine(one, count),
        reasons: reasonsIn(question, one, count, ledger, places[i] ?? 0),
      })
    }
    if (count < one.need.count) {
      const reason = reasonOut(question, one, count, ledger, least)
      unfunded.push({ code, intervention, district, count: one.need.count - count, reason })
    }
  }
  return { funded, unfunded }
}

const fundedLine = (terms: Terms, count: number): Omit<Funded, 'reasons'> => ({
  code: terms.need.code,
  intervention: terms.need.intervention,
  district: terms.need.district,
  count,
  certain: Math.min(count, terms.need.certain),
  unitCostMillion: terms.need.unitCostMillion,
  promisedMillion: promisedUsed(terms, count),
  costMillion: spentOn(terms, count),
  children: reachedBy(terms, count),
  weight: terms.need.weight,
  favoured: terms.need.favoured,
})

const promisedUsed = (terms: Terms, count: number) =>
  count * terms.need.unitCostMillion - spentOn(terms, count)

/** Place of each need by what its first thing gives for the money; free things first, ties by code. */
function placesByWorth(terms: readonly Terms[]): number[] {
  const order = terms
    .map((one, i) => ({ i, worth: one.need.count === 0 ? -1 : (perBillion(one, 0) ?? Infinity) }))
    .sort((a, b) => (a.worth === b.worth ? a.i - b.i : b.worth - a.worth))
  const places = terms.map(() => 0)
  for (const [place, { i }] of order.entries()) places[i] = place + 1
  return places
}

/** Sums of a plan, from its counts alone. */
export function totalsOf(question: AllocationQuestion, terms: readonly Terms[], counts: Counts): Totals {
  const sum = (of: (one: Terms, count: number) => number) =>
    terms.reduce((total, one, i) => total + of(one, counts[i] ?? 0), 0)
  const things: Record<string, number> = {}
  for (const [i, { need }] of terms.entries()) {
    things[need.intervention] = (things[need.intervention] ?? 0) + (counts[i] ?? 0)
  }
  const spentMillion = spentInAll(terms, counts)
  const unknownRunning = terms.some(({ need }, i) => (counts[i] ?? 0) > 0 && need.runningMillion === null)
  return {
    things,
    spentMillion,
    leftoverMillion: question.budgetMillion - spentMillion,
    promisedUsedMillion: sum(promisedUsed),
    favouredMillion: ledgerOf(terms, counts).favoured,
    children: sum(reachedBy),
    weightedChildren: sum(benefitOf) / weightSteps,
    gapClosed: gapClosed(terms, counts),
    runningMillion: unknownRunning ? null : sum(({ need }, count) => count * (need.runningMillion ?? 0)),
  }
}

function gapClosed(terms: readonly Terms[], counts: Counts): number {
  const kinds = coverageBy(terms, counts, () => '').filter(({ lackingBefore }) => lackingBefore > 0)
  const closed = kinds.map(({ lackingBefore, lackingAfter }) => 1 - lackingAfter / lackingBefore)
  return closed.length === 0 ? 1 : closed.reduce((sum, share) => sum + share, 0) / closed.length
}

function notesOf(question: AllocationQuestion, terms: readonly Terms[], counts: Counts): Note[] {
  const needsMillion = costOfAll(terms)
  const first = question.firstEverywhere
  const codes =
    first === null
      ? []
      : terms.flatMap((one, i) => (wantsFirst(one, first) && counts[i] === 0 ? [one.need.code] : []))
  return [
    ...(needsMillion < question.budgetMillion
      ? [
          {
            kind: 'budget-exceeds-needs',
            needsMillion,
            leftoverMillion: question.budgetMillion - spentInAll(terms, counts),
          } as const,
        ]
      : []),
    ...(first !== null && codes.length > 0
      ? [{ kind: 'without-first', intervention: first, codes } as const]
      : []),
  ]
}
