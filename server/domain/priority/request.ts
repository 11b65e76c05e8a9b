import type { Dataset } from '../dataset'
import type { InputProblem } from '../input-problem'
import type { Figures } from './figures'
import { candidatesOf, readingsNeeded } from './candidates'
import type { Candidate, PriorityQuestion, PrioritySettings } from './question'
import { priorityProblems } from './question'
import type { End, Rule } from './rules'
import type { Weights } from './weights'

/** A question about priority as it is asked from outside: by names, about the communes of an area. */
export type PriorityRequest = Figures & {
  /** Code of the province, a district or a commune of the vintage. */
  area: string
  /** Ids of rules, in the order in which they are read. */
  rules: readonly string[]
  weights: Weights
  end: End
}

export type Asked<Question> =
  { kind: 'asked'; question: Question } | { kind: 'refused'; problems: readonly InputProblem[] }

/**
 * The question that a request stands for, with the readings of every commune, or what is wrong with it.
 * @param alsoRead further indicators that the units' readings should hold
 */
export function priorityQuestionOf(
  dataset: Dataset,
  settings: PrioritySettings,
  request: PriorityRequest,
  alsoRead: readonly string[] = [],
): Asked<PriorityQuestion> {
  const index = dataset.geographies[request.vintage].indexOf.get(request.area)
  const rules = rulesOf(settings, request)
  if (index === undefined) {
    return { kind: 'refused', problems: [unknownArea(request), ...unknownRules(settings, request)] }
  }
  const indicators = [...new Set([...readingsNeeded(settings.criteria, rules), ...alsoRead])]
  return priorityQuestionFrom(candidatesOf(dataset, request, index, indicators), settings, request)
}

/**
 * The same from communes whose readings are known already.
 * @param units with the readings of all criteria and rules
 */
export function priorityQuestionFrom(
  units: readonly Candidate[],
  settings: PrioritySettings,
  request: PriorityRequest,
): Asked<PriorityQuestion> {
  const problems = unknownRules(settings, request)
  if (problems.length > 0) return { kind: 'refused', problems }
  const question: PriorityQuestion = {
    units,
    criteria: settings.criteria,
    rules: rulesOf(settings, request),
    weights: request.weights,
    end: request.end,
  }
  const faults = priorityProblems(question)
  return faults.length > 0 ? { kind: 'refused', problems: faults } : { kind: 'asked', question }
}

const rulesOf = (settings: PrioritySettings, request: PriorityRequest): Rule[] =>
  request.rules.flatMap((id) => settings.rules.find((rule) => rule.id === id) ?? [])

const unknownRules = (settings: PrioritySettings, request: PriorityRequest): InputProblem[] =>
  request.rules.flatMap((id, i) => ruleProblems(id, `rules.${i}`, settings))

/** The rule with this id, or the problem that there is none. */
export function ruleProblems(id: string, at: string, { rules }: PrioritySettings): InputProblem[] {
  if (rules.some((rule: Rule) => rule.id === id)) return []
  const known = rules.map((rule) => rule.id).join(', ')
  return [
    {
      kind: 'unknown-rule',
      at,
      message: {
        vi: `Không có quy tắc "${id}". Các quy tắc: ${known}.`,
        en: `There is no rule "${id}". The rules are: ${known}.`,
      },
    },
  ]
}

const unknownArea = ({ area, vintage }: PriorityRequest): InputProblem => ({
  kind: 'unknown-area',
  at: 'area',
  message: {
    vi: `Không có đơn vị ${area} trong địa giới ${vintage}. Hãy dùng mã của tỉnh, huyện hoặc xã thời kỳ đó.`,
    en: `There is no unit ${area} in the geography of ${vintage}. Use the code of a unit of that time.`,
  },
})
