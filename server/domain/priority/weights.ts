import { apportion } from '../apportion'
import type { InputProblem } from '../input-problem'

/** How much each criterion counts, by its id; the shares add to 1. */
export type Weights = Readonly<Record<string, number>>

/** Sliders move in steps of a thousandth, so that what is shown adds to 100.0 % exactly. */
const steps = 1000

/** How far a sum of weights may be from 1 before it is refused: less than a slider's step. */
export const weightTolerance = 1e-6

/**
 * The weights after one slider was moved: the others keep their proportions (or share evenly, when all were 0) and
 * the sum stays 1, in whole thousandths. Ties in rounding go to the earlier id.
 * @param value the new share, 0 to 1
 * @throws RangeError when the id is not among the weights or the value is no share
 */
export function rebalance(weights: Weights, changed: string, value: number): Record<string, number> {
  if (!(changed in weights)) throw new RangeError(`"${changed}" is not one of the weights`)
  if (!(value >= 0 && value <= 1)) throw new RangeError(`a weight must be from 0 to 1, not ${value}`)
  const others = Object.keys(weights).filter((id) => id !== changed)
  const own = others.length === 0 ? steps : Math.round(value * steps)
  const parts = apportion(
    steps - own,
    others.map((id) => weights[id] ?? 0),
  )
  const moved = new Map(others.map((id, i) => [id, (parts[i] ?? 0) / steps]))
  return Object.fromEntries(Object.keys(weights).map((id) => [id, moved.get(id) ?? own / steps]))
}

/** What is wrong with these weights for these criteria; empty when nothing is. */
export function weightProblems(weights: Weights, criteria: readonly string[]): InputProblem[] {
  const problems = Object.entries(weights).flatMap(([id, weight]) => entryProblems(id, weight, criteria))
  if (problems.length > 0) return problems
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0)
  if (Math.abs(sum - 1) <= weightTolerance) return []
  const percent = Number((sum * 100).toFixed(2))
  return [
    {
      kind: 'weights-sum',
      at: 'weights',
      message: {
        vi: `Các trọng số cộng lại bằng ${percent} %, không phải 100 %. Hãy sửa để tổng bằng 100 %.`,
        en: `The weights add to ${percent} %, not to 100 %. Change them so that they add to 100 %.`,
      },
    },
  ]
}

function entryProblems(id: string, weight: number, criteria: readonly string[]): InputProblem[] {
  if (!criteria.includes(id)) {
    const known = criteria.join(', ')
    return [
      {
        kind: 'unknown-criterion',
        at: `weights.${id}`,
        message: {
          vi: `Không có tiêu chí "${id}". Các tiêu chí: ${known}.`,
          en: `There is no criterion "${id}". The criteria are: ${known}.`,
        },
      },
    ]
  }
  if (weight >= 0 && weight <= 1) return []
  return [
    {
      kind: 'weight-out-of-range',
      at: `weights.${id}`,
      message: {
        vi: `Trọng số của "${id}" là ${weight}; hãy cho một số từ 0 đến 1.`,
        en: `The weight of "${id}" is ${weight}; give a number from 0 to 1.`,
      },
    },
  ]
}
