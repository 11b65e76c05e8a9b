import { InputError } from '../input-problem'
import type { Interval } from '../interval'
import type { Reading } from './criteria'
import { needOf } from './criteria'
import type { Candidate, PriorityQuestion } from './question'
import { priorityProblems, weighted } from './question'
import type { Answer, End } from './rules'
import { answerOf, counts, tierOf } from './rules'

/** What one criterion gives to a score: weight × need, and the reading the need was taken from. */
export type Contribution = {
  criterion: string
  weight: number
  need: Interval
  points: Interval
  reading: Reading | null
}

/** A rule as it was read for a unit. */
export type RuleStep = {
  rule: string
  answer: Answer
  /** Whether it counted as met: an open rule does in the worst case. */
  met: boolean
  /** Units, still level with this one, that met the rule when this one did not. */
  ahead: number
}

/** Why a unit has its place. {@link replay} works the place out of it again. */
export type Explanation = {
  code: string
  /** 1 is the first. */
  place: number
  tier: number
  end: End
  score: Interval
  rules: readonly RuleStep[]
  contributions: readonly Contribution[]
  /** Units of the same tier with a higher score, and with the same score and a smaller code. */
  aheadByScore: number
  aheadByCode: number
  /** The places it could have, were the truth anywhere within what is known. */
  possible: { first: number; last: number }
}

/** Scores are compared in billionths: two that differ by less differ only by the way they were added up. */
const grain = 1e9

type Judged = {
  code: string
  answers: Answer[]
  contributions: Contribution[]
  score: Interval
  met: boolean[]
  tier: number
  key: number
}

/**
 * The units in the order of their need: declared rules first, then the weighted score, then the code. Unknown values
 * count by the stated end, and the interval says what they could change.
 * @throws InputError when the weights do not add to 1 or the question is otherwise at fault
 */
export function rank(question: PriorityQuestion): Explanation[] {
  const problems = priorityProblems(question)
  if (problems.length > 0) throw new InputError(problems)
  const judged = question.units.map((unit) => judge(question, unit))
  const sorted = judged.sort((a, b) => a.tier - b.tier || b.key - a.key || (a.code < b.code ? -1 : 1))
  const possible = possiblePlaces(sorted)
  const levelOf = countsBeforeEachRule(sorted, question.rules.length)
  let tierStart = 0
  let scoreStart = 0
  return sorted.map((unit, index) => {
    const before = sorted[index - 1]
    if (before?.tier !== unit.tier) tierStart = scoreStart = index
    else if (before.key !== unit.key) scoreStart = index
    return {
      code: unit.code,
      place: index + 1,
      tier: unit.tier,
      end: question.end,
      score: unit.score,
      rules: question.rules.map((rule, i) => ({
        rule: rule.id,
        answer: unit.answers[i] ?? 'open',
        met: unit.met[i] ?? false,
        ahead: unit.met[i] ? 0 : (levelOf.get(levelKey(unit.met.slice(0, i), true)) ?? 0),
      })),
      contributions: unit.contributions,
      aheadByScore: scoreStart - tierStart,
      aheadByCode: index - scoreStart,
      possible: possible[index] ?? { first: index + 1, last: index + 1 },
    }
  })
}

function judge(question: PriorityQuestion, unit: Candidate): Judged {
  const answers = question.rules.map((rule) => answerOf(rule, unit.readings))
  const met = answers.map((answer) => counts(answer, question.end))
  const contributions = weighted(question).map((criterion) => {
    const weight = question.weights[criterion.id] ?? 0
    const reading = unit.readings[criterion.reads]
    const need = needOf(criterion.scale, reading)
    const points = { low: weight * need.low, high: weight * need.high }
    return { criterion: criterion.id, weight, need, points, reading: reading ?? null }
  })
  const score = scoreOf(contributions)
  return {
    code: unit.code,
    answers,
    contributions,
    score,
    met,
    tier: tierOf(met),
    key: keyOf(score, question.end),
  }
}

/** The score that contributions add up to, 0 to 1. */
export const scoreOf = (contributions: readonly Contribution[]): Interval => ({
  low: contributions.reduce((sum, { points }) => sum + points.low, 0),
  high: contributions.reduce((sum, { points }) => sum + points.high, 0),
})

const keyOf = (score: Interval, end: End) => Math.round((end === 'worst' ? score.high : score.low) * grain)

const levelKey = (before: readonly boolean[], next: boolean) => [...before, next].map(Number).join('')

/** How many units agree on the rules so far, by the pattern of rules met. */
function countsBeforeEachRule(units: readonly Judged[], rules: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { met } of units) {
    for (let i = 0; i < rules; i++) {
      const key = levelKey(met.slice(0, i), met[i] ?? false)
      found.set(key, (found.get(key) ?? 0) + 1)
    }
  }
  return found
}

/**
 * For each unit the first and last place it could have: it is surely behind those whose least need is ahead of its
 * greatest, and surely ahead of those whose greatest need is behind its least.
 */
function possiblePlaces(units: readonly Judged[]): { first: number; last: number }[] {
  const byCode = new Map(
    units
      .map(({ code }) => code)
      .sort()
      .map((code, index) => [code, index]),
  )
  // one number that sorts as tier, score and code do, the neediest lowest
  const rankKey = ({ code, answers, score }: Judged, end: End) =>
    (tierOf(answers.map((answer) => counts(answer, end))) * 4 * grain - keyOf(score, end)) * units.length +
    (byCode.get(code) ?? 0)
  const neediest = units.map((unit) => rankKey(unit, 'worst'))
  const leastNeedy = units.map((unit) => rankKey(unit, 'best'))
  const byNeediest = [...neediest].sort((a, b) => a - b)
  const byLeast = [...leastNeedy].sort((a, b) => a - b)
  return units.map((_, i) => ({
    first: 1 + countBelow(byLeast, neediest[i] ?? 0),
    last: countUpTo(byNeediest, leastNeedy[i] ?? 0),
  }))
}

/** How many of the ascending numbers are below the limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let from = 0
  let to = ascending.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ascending[middle] ?? Infinity) < limit) from = middle + 1
    else to = middle
  }
  return from
}

/** How many whole numbers of the ascending ones are at most the limit. */
const countUpTo = (ascending: readonly number[], limit: number) => countBelow(ascending, limit + 1)
