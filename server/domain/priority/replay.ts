import type { Interval } from '../interval'
import type { Explanation } from './rank'
import { scoreOf } from './rank'
import { counts, tierOf } from './rules'

/** What an explanation leads to when it is followed step by step. */
export type Replayed = { place: number; tier: number; score: Interval }

/**
 * Works tier, score and place of a unit out of its explanation alone, without the place that is written in it: which
 * rules count, what the criteria add up to, and how many units each step puts ahead.
 */
export function replay(explanation: Explanation): Replayed {
  const met = explanation.rules.map(({ answer }) => counts(answer, explanation.end))
  const aheadByRules = explanation.rules.reduce((sum, { ahead }, i) => sum + (met[i] ? 0 : ahead), 0)
  return {
    tier: tierOf(met),
    score: scoreOf(
      explanation.contributions.map((part) => ({
        ...part,
        points: { low: part.weight * part.need.low, high: part.weight * part.need.high },
      })),
    ),
    place: 1 + aheadByRules + explanation.aheadByScore + explanation.aheadByCode,
  }
}
