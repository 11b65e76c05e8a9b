import type { Bilingual } from '../measures'
import type { Reading } from './criteria'

export const tests = ['at-least', 'at-most', 'above'] as const
export type Test = (typeof tests)[number]

/** A value against a limit, in the indicator's unit. */
export type Condition = { reads: string; test: Test; limit: number }

/** A declared rule: it holds as soon as one of its conditions holds. Rules come before all weights. */
export type Rule = { id: string; name: Bilingual; any: readonly Condition[]; source: string | null }

/** `open`: what is known of the unit does not decide it. */
export type Answer = 'holds' | 'fails' | 'open'

/**
 * Which end of what is possible the list is ranked by: `worst` takes the greatest need that the figures allow,
 * `best` the least.
 */
export const ends = ['worst', 'best'] as const
export type End = (typeof ends)[number]

/** What a rule says of a unit with these readings. */
export function answerOf(rule: Rule, readings: Readonly<Record<string, Reading>>): Answer {
  const answers = rule.any.map((condition) => answerTo(condition, readings[condition.reads]))
  if (answers.includes('holds')) return 'holds'
  return answers.every((answer) => answer === 'fails') ? 'fails' : 'open'
}

function answerTo({ test, limit }: Condition, reading: Reading | undefined): Answer {
  const low = reading?.low ?? null
  const high = reading?.high ?? null
  // the end that must satisfy the limit for certainty, and the end that could satisfy it at all
  const [certain, possible] = test === 'at-most' ? [high, low] : [low, high]
  if (certain !== null && satisfies(test, certain, limit)) return 'holds'
  return possible !== null && !satisfies(test, possible, limit) ? 'fails' : 'open'
}

function satisfies(test: Test, value: number, limit: number): boolean {
  if (test === 'at-least') return value >= limit
  return test === 'above' ? value > limit : value <= limit
}

/** Whether an answer counts as holding when the list is ranked by this end: an open one does in the worst case. */
export const counts = (answer: Answer, end: End): boolean =>
  answer === 'holds' || (answer === 'open' && end === 'worst')

/**
 * Tier of a unit, 1 first. Rules are read in their order: who meets the first comes before who does not, among equals
 * the second decides, and so on; so `rules.length` rules make 2 to that power tiers.
 */
export const tierOf = (met: readonly boolean[]): number =>
  1 + met.reduce((tier, isMet) => tier * 2 + (isMet ? 0 : 1), 0)
