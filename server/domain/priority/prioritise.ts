import type { InputProblem } from '../input-problem'
import { paretoFront } from './front'
import type { PriorityQuestion } from './question'
import { priorityProblems } from './question'
import type { Explanation } from './rank'
import { rank } from './rank'
import type { Sureness, SurenessOptions } from './sureness'
import { sureness } from './sureness'

/** The whole answer about priority; plain JSON. */
export type PriorityAnswer =
  | { kind: 'refused'; problems: readonly InputProblem[] }
  | {
      kind: 'ranked'
      ranking: readonly Explanation[]
      /** Codes that no choice of weights puts behind another of their tier for good. */
      front: readonly string[]
      sureness: readonly Sureness[]
    }

/** Ranks, marks the front and tells how sure the order is, or says what is wrong with the question. */
export function prioritise(question: PriorityQuestion, options: SurenessOptions = {}): PriorityAnswer {
  const problems = priorityProblems(question)
  if (problems.length > 0) return { kind: 'refused', problems }
  const ranking = rank(question)
  return { kind: 'ranked', ranking, front: paretoFront(ranking), sureness: sureness(question, options) }
}
