import type { Explanation, RuleStep } from './rank'

/** How two units compare in one criterion, by the end the list is ranked by. */
export type Difference = { criterion: string; first: number; second: number; difference: number }

/** Why one unit comes before another: the step that decides, and all criteria, the most telling first. */
export type WhyBefore = {
  first: string
  second: string
  decidedBy:
    | { kind: 'rule'; rule: string; first: RuleStep; second: RuleStep }
    | { kind: 'score'; first: number; second: number }
    | { kind: 'code' }
  differences: readonly Difference[]
}

/** Sets two units of one ranking side by side. The order of the arguments does not matter. */
export function whyBefore(a: Explanation, b: Explanation): WhyBefore {
  const [first, second] = a.place <= b.place ? [a, b] : [b, a]
  return {
    first: first.code,
    second: second.code,
    decidedBy: deciderOf(first, second),
    differences: differencesOf(first, second),
  }
}

function deciderOf(first: Explanation, second: Explanation): WhyBefore['decidedBy'] {
  for (const [i, step] of first.rules.entries()) {
    const other = second.rules[i]
    if (other && step.met !== other.met) return { kind: 'rule', rule: step.rule, first: step, second: other }
  }
  const end = first.end === 'worst' ? 'high' : 'low'
  return first.aheadByScore === second.aheadByScore
    ? { kind: 'code' }
    : { kind: 'score', first: first.score[end], second: second.score[end] }
}

function differencesOf(first: Explanation, second: Explanation): Difference[] {
  const end = first.end === 'worst' ? 'high' : 'low'
  const others = new Map(second.contributions.map((part) => [part.criterion, part.points[end]]))
  return first.contributions
    .map(({ criterion, points }) => {
      const theirs = others.get(criterion) ?? 0
      return { criterion, first: points[end], second: theirs, difference: points[end] - theirs }
    })
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
}
