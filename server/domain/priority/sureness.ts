import { InputError } from '../input-problem'
import { randomOf } from '../random'
import type { Varying } from './chance'
import { chanceOf, drawerOf } from './chance'
import type { Criterion, Reading } from './criteria'
import { needOf } from './criteria'
import type { Candidate, PriorityQuestion } from './question'
import { priorityProblems, weighted } from './question'
import { answerOf } from './rules'

export type SurenessOptions = {
  draws?: number
  seed?: number
  /** How closely the drawn weights keep to the chosen ones: 50 lets a weight of 25 % vary by about 6 points. */
  concentration?: number
}

/** How sure the place of a unit is. */
export type Sureness = {
  code: string
  /** Places between which it lies in 90 of 100 draws, and the one in the middle. */
  from: number
  median: number
  to: number
  /** Shares of draws in which it is among the first 10 and 25. */
  top10: number
  top25: number
}

export const usualDraws = 2000
const usualConcentration = 50

/**
 * How the places would change if weights and figures were a little different: many draws, the same for the same seed.
 * Weights scatter around the chosen ones (Dirichlet); rates of children or households as their counts allow (beta);
 * what is unknown lies anywhere within its interval, and an open rule holds in half of the draws.
 * @returns one entry a unit, in code order
 * @throws InputError when the question is at fault
 */
export function sureness(question: PriorityQuestion, options: SurenessOptions = {}): Sureness[] {
  const problems = priorityProblems(question)
  if (problems.length > 0) throw new InputError(problems)
  const units = [...question.units].sort((a, b) => (a.code < b.code ? -1 : 1))
  const random = randomOf(options.seed ?? 1)
  const draws = options.draws ?? usualDraws
  const criteria = weighted(question)
  const shapes = criteria.map(
    ({ id }) => (question.weights[id] ?? 0) * (options.concentration ?? usualConcentration),
  )
  const needs = criteria.map((criterion) => drawableNeeds(criterion, units))
  const tiers = drawableTiers(question, units)
  const places = new Uint16Array(units.length * draws)
  const scores = new Float64Array(units.length)
  const sorted = new Float64Array(units.length)
  for (let draw = 0; draw < draws; draw++) {
    scores.fill(0)
    const weights = random.dirichlet(shapes)
    for (const [c, { of, draw: drawInto }] of needs.entries()) {
      drawInto(random, of)
      addWeighted(scores, of, weights[c] ?? 0)
    }
    for (const { unit, rule } of tiers.open) tiers.set(unit, rule, random.uniform() < 0.5)
    sortPacked(scores, tiers.of, sorted)
    for (let i = 0; i < sorted.length; i++) places[unitIn(sorted, i) * draws + draw] = i + 1
  }
  return units.map(({ code }, u) => summaryOf(code, places.subarray(u * draws, (u + 1) * draws)))
}

function addWeighted(scores: Float64Array, needs: Float64Array, weight: number): void {
  for (let u = 0; u < scores.length; u++) scores[u] = (scores[u] ?? 0) + weight * (needs[u] ?? 0)
}

/** Needs of all units in one criterion, and what draws anew those that are not certain. */
function drawableNeeds(criterion: Criterion, units: readonly Candidate[]) {
  const intervals = units.map(({ readings }) => needOf(criterion.scale, readings[criterion.reads]))
  const varying = intervals.flatMap(({ low, high }, at): Varying[] => {
    if (low < high) return [{ at, kind: 'even', low, high }]
    const reading = units[at]?.readings[criterion.reads]
    const varies = criterion.varies && reading ? varyingNeed(criterion, reading, at) : null
    return varies ? [varies] : []
  })
  return { of: Float64Array.from(intervals, ({ low }) => low), draw: drawerOf(varying) }
}

function varyingNeed({ scale }: Criterion, reading: Reading, at: number): Varying | null {
  const { numerator, denominator, value } = reading
  if (scale.kind !== 'linear' || numerator === null || denominator === null || value === null) return null
  if (numerator < 0 || numerator > denominator || denominator === 0) return null
  const chance = chanceOf(numerator, denominator)
  // the unit of the rate (%, per 1,000) is whatever makes the share the value
  const per = (numerator > 0 ? value / (numerator / denominator) : 100) / (scale.one - scale.zero)
  const needAt = (share: number) => share * per - scale.zero / (scale.one - scale.zero)
  return chance.kind === 'table'
    ? { at, kind: 'table', values: chance.values.map(needAt) }
    : {
        at,
        kind: 'curve',
        centre: needAt(chance.mean),
        spread: chance.deviation * per,
        skew: chance.skew,
      }
}

/** Tiers of all units as bits, a 1 for each rule not met, the first rule the highest bit. */
function drawableTiers({ rules }: PriorityQuestion, units: readonly Candidate[]) {
  const of = new Uint32Array(units.length)
  const open: { unit: number; rule: number }[] = []
  const set = (unit: number, rule: number, met: boolean) => {
    const bit = 1 << (rules.length - 1 - rule)
    of[unit] = met ? (of[unit] ?? 0) & ~bit : (of[unit] ?? 0) | bit
  }
  for (const [unit, { readings }] of units.entries()) {
    for (const [rule, declared] of rules.entries()) {
      const answer = answerOf(declared, readings)
      set(unit, rule, answer === 'holds')
      if (answer === 'open') open.push({ unit, rule })
    }
  }
  return { of, open, set }
}

/** Fineness of the scores when they are packed beside the unit's number into one sortable number. */
const grain = 2 ** 30

/**
 * Sorts the units, the neediest first. Tier, score and number are packed into one number each, because typed arrays
 * sort numbers many times faster than a comparison function would: 2,000 sorts must fit into a tenth of a second.
 */
function sortPacked(scores: Float64Array, tiers: Uint32Array, sorted: Float64Array): void {
  const size = scores.length
  for (let u = 0; u < size; u++) {
    const need = Math.round((scores[u] ?? 0) * grain)
    sorted[u] = ((tiers[u] ?? 0) * 2 * grain + (grain - need)) * size + u
  }
  sorted.sort()
}

/** Number of the unit at a place of the sorted list. */
function unitIn(sorted: Float64Array, place: number): number {
  const packed = sorted[place] ?? 0
  return packed - Math.floor(packed / sorted.length) * sorted.length
}

function summaryOf(code: string, places: Uint16Array): Sureness {
  const sorted = places.slice().sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const within = (limit: number) => sorted.filter((place) => place <= limit).length / sorted.length
  return { code, from: at(0.05), median: at(0.5), to: at(0.95), top10: within(10), top25: within(25) }
}
