import type { Chosen } from './allocate'
import { allocate } from './allocate'
import type { Totals } from './answer'
import type { CoverageRow } from './coverage'
import { allocationProblems, costOfAll } from './problems'
import type { Solver } from './program'
import type { AllocationQuestion } from './question'
import { samePlace } from './question'
import type { Terms } from './terms'
import { spentOn, termsOf } from './terms'

/** What comes next if there were more money; the plan so far is kept. */
export type Next = { moreMillion: number; added: readonly Chosen[]; totals: Totals; isProved: boolean }

/**
 * What another billion (or other amount) would add to a plan, or null where no plan exists. The plan so far is kept
 * whole, so that the list can be handed on before the money comes.
 */
export function nextAfter(
  question: AllocationQuestion,
  chosen: readonly Chosen[],
  solver: Solver,
  moreMillion = 1000,
): Next | null {
  const more = {
    ...question,
    budgetMillion: question.budgetMillion + moreMillion,
    pinned: chosen,
  }
  const answer = allocate(more, solver)
  if (answer.kind !== 'planned') return null
  const before = (place: Chosen) => chosen.find((other) => samePlace(other, place))?.count ?? 0
  return {
    moreMillion,
    added: answer.chosen
      .map((place) => ({ ...place, count: place.count - before(place) }))
      .filter(({ count }) => count > 0),
    totals: answer.plan.totals,
    isProved: answer.exactness.isProved,
  }
}

/** One point of the curve; `totals` and `coverage` are null where the rules cannot be kept with so little money. */
export type CurvePoint = {
  budgetMillion: number
  totals: Totals | null
  coverage: readonly CoverageRow[] | null
  isProved: boolean
}

/** Time for a whole curve, in seconds. */
export const curveSeconds = 15

/** How far a curve goes unless told otherwise: to all needs, but not beyond so many times the budget asked about. */
const farEnough = 4

/**
 * What each of `points` budgets would reach, evenly up to `upToMillion`.
 * @param secondsLimit for the whole curve
 */
export function curveOf(
  question: AllocationQuestion,
  solver: Solver,
  secondsLimit: number,
  upToMillion = Math.min(costOfAll(termsOf(question)), farEnough * question.budgetMillion),
  points = 20,
): CurvePoint[] {
  const budgets = Array.from({ length: points }, (_, i) => Math.round((upToMillion * (i + 1)) / points))
  return budgets
    .filter((budgetMillion) => budgetMillion > 0)
    .map((budgetMillion) => {
      const answer = allocate({ ...question, budgetMillion, secondsLimit: secondsLimit / points }, solver)
      return answer.kind === 'planned'
        ? {
            budgetMillion,
            totals: answer.plan.totals,
            coverage: answer.plan.coverage.whole,
            isProved: answer.exactness.isProved,
          }
        : { budgetMillion, totals: null, coverage: null, isProved: answer.kind === 'infeasible' }
    })
}

/** How long it takes to build all that is lacking with the same budget every year. */
export type YearsToTarget = {
  needsMillion: number
  /** Null where a district may get nothing although it lacks something. */
  years: number | null
  /** The district whose yearly maximum holds all up; null where the budget does. */
  heldUpBy: string | null
  /** The first things will be worn out before the last ones stand, so they must be paid for again. */
  outlastsUse: boolean | null
}

/**
 * Years until nothing is lacking any more, at today's costs, with money left over kept for the next year. Running and
 * renewing what stands already is not in it. Null when the question is at fault.
 */
export function yearsToTarget(question: AllocationQuestion): YearsToTarget | null {
  if (allocationProblems(question).length > 0) return null
  const terms = termsOf(question)
  const needsMillion = costOfAll(terms)
  const paces = [
    { district: null, years: needsMillion / question.budgetMillion },
    ...question.districts.flatMap(({ district, maxMillion }) => {
      const own = costOfDistrict(terms, district)
      return maxMillion === null || own === 0 ? [] : [{ district, years: own / maxMillion }]
    }),
  ]
  const slowest = paces.reduce((a, b) => (b.years > a.years ? b : a))
  const years = Number.isFinite(slowest.years) ? Math.ceil(slowest.years) : null
  return { needsMillion, years, heldUpBy: slowest.district, outlastsUse: outlasts(terms, years) }
}

const costOfDistrict = (terms: readonly Terms[], district: string): number =>
  terms.filter(({ need }) => need.district === district).reduce((sum, one) => sum + spentOn(one, one.most), 0)

function outlasts(terms: readonly Terms[], years: number | null): boolean | null {
  if (years === null) return true
  const lives = terms.flatMap(({ need, most }) => (most > 0 ? [need.yearsOfUse] : []))
  if (lives.some((life) => life !== null && life < years)) return true
  return lives.includes(null) ? null : false
}
