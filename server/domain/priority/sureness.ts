import { InputError } from '../input-problem'
import type { Random } from '../random'
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
  const size = units.length
  // how often each unit took each place: a row a unit
  const taken = new Uint32Array(size * size)
  const scores = new Float64Array(units.length)
  const sorted = new Float64Array(units.length)
  for (let draw = 0; draw < draws; draw++) {
    scores.fill(0)
    const weights = random.dirichlet(shapes)
    for (const [c, { of, draw: drawInto }] of needs.entries()) {
      drawInto(random, of)
      addWeighted(scores, of, weights[c] ?? 0)
    }
    tiers.draw(random)
    sortPacked(scores, tiers.of, sorted)
    countPlaces(sorted, taken)
  }
  return units.map(({ code }, u) => summaryOf(code, taken.subarray(u * size, (u + 1) * size), draws))
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
  const open: { unit: number; bit: number }[] = []
  for (const [unit, { readings }] of units.entries()) {
    for (const [rule, declared] of rules.entries()) {
      const answer = answerOf(declared, readings)
      const bit = 1 << (rules.length - 1 - rule)
      if (answer !== 'holds') of[unit] = (of[unit] ?? 0) | bit
      if (answer === 'open') open.push({ unit, bit })
    }
  }
  const at = Uint32Array.from(open, ({ unit }) => unit)
  const bits = Uint32Array.from(open, ({ bit }) => bit)
  /** Lets each open rule hold or not, as a coin falls. */
  const draw = (random: Random) => {
    for (let i = 0; i < at.length; i++) {
      const unit = at[i] ?? 0
      const bit = bits[i] ?? 0
      of[unit] = random.uniform() < 0.5 ? (of[unit] ?? 0) & ~bit : (of[unit] ?? 0) | bit
    }
  }
  return { of, draw }
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

/** Adds the places of one draw to what each unit took so far. */
function countPlaces(sorted: Float64Array, taken: Uint32Array): void {
  const size = sorted.length
  for (let place = 0; place < size; place++) {
    const packed = sorted[place] ?? 0
    const unit = packed - Math.floor(packed / size) * size
    const at = unit * size + place
    taken[at] = (taken[at] ?? 0) + 1
  }
}

/** @param taken how many of the draws gave the unit each place */
function summaryOf(code: string, taken: Uint32Array, draws: number): Sureness {
  /** The place that this share of the draws is not behind. */
  const at = (share: number) => {
    let left = Math.min(draws - 1, Math.floor(share * draws))
    return 1 + taken.findIndex((times) => (left -= times) < 0)
  }
  const within = (limit: number) => taken.subarray(0, limit).reduce((sum, times) => sum + times, 0) / draws
  return { code, from: at(0.05), median: at(0.5), to: at(0.95), top10: within(10), top25: within(25) }
}
