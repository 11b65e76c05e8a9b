import type { InputProblem } from '../input-problem'
import type { Bilingual } from '../measures'
import type { Criterion, Reading } from './criteria'
import type { End, Rule } from './rules'
import type { Weights } from './weights'
import { weightProblems } from './weights'

/** A unit that is ranked, with all that its rank rests on. */
export type Candidate = { code: string; readings: Readonly<Record<string, Reading>> }

/** A question about priority, complete in itself: plain JSON, so that a worker can be asked it too. */
export type PriorityQuestion = {
  units: readonly Candidate[]
  criteria: readonly Criterion[]
  /** The rules that apply, in the order in which they are read. */
  rules: readonly Rule[]
  /** A criterion without a weight does not count. */
  weights: Weights
  end: End
}

/** A ready-made set of rules and weights. */
export type Preset = {
  id: string
  name: Bilingual
  description: Bilingual
  end: End
  rules: readonly string[]
  weights: Weights
  source: string | null
}

/** All that is declared about priority: read from `data/priority.yaml`. */
export type PrioritySettings = {
  criteria: readonly Criterion[]
  rules: readonly Rule[]
  presets: readonly Preset[]
}

/** The criteria that count: those with a weight above 0. */
export const weighted = ({ criteria, weights }: PriorityQuestion): Criterion[] =>
  criteria.filter(({ id }) => (weights[id] ?? 0) > 0)

/** What is wrong with the question; empty when it can be answered. */
export function priorityProblems(question: PriorityQuestion): InputProblem[] {
  const firstAt = new Map([...question.units.entries()].reverse().map(([index, { code }]) => [code, index]))
  const repeated = question.units.filter(({ code }, index) => firstAt.get(code) !== index)
  return [
    ...weightProblems(
      question.weights,
      question.criteria.map(({ id }) => id),
    ),
    ...repeated.map(({ code }) => ({
      kind: 'repeated-unit',
      at: `units.${code}`,
      message: {
        vi: `Đơn vị ${code} có hai lần trong danh sách. Hãy giữ lại một.`,
        en: `The unit ${code} is in the list twice. Keep one of them.`,
      },
    })),
  ]
}
