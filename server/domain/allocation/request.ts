import type { Dataset } from '../dataset'
import { InputError } from '../input-problem'
import type { PriorityQuestion, PrioritySettings } from '../priority/question'
import { rank } from '../priority/rank'
import type { Asked, PriorityRequest } from '../priority/request'
import { priorityQuestionOf, ruleProblems } from '../priority/request'
import type { Rule } from '../priority/rules'
import { answerOf } from '../priority/rules'
import type { Gaps } from './gaps'
import { gapsOf } from './gaps'
import type { CostChange, Intervention } from './interventions'
import { unknownIntervention, withCosts } from './interventions'
import type { Standing, UnknownNeed } from './needs'
import { needsFrom } from './needs'
import type { AllocationQuestion } from './question'

/** Most seconds a plan may take before the best one so far is the answer. */
export const planSeconds = 10

/** A question about a budget as it is asked from outside: by names, with the rules and weights of priority. */
export type AllocationRequest = PriorityRequest &
  Omit<AllocationQuestion, 'needs' | 'favouredPercent'> & {
    /** Ids of what may be built. */
    interventions: readonly string[]
    /** Costs of this scenario instead of those that ship. */
    costs: readonly CostChange[]
    /** Whether a child counts with the score of its commune or everywhere the same. */
    weighting: 'priority' | 'equal'
    /** At least so many percent for the communes for which a rule surely holds; null for no such share. */
    share: { rule: string; percent: number } | null
  }

/** The question, and the gaps that cannot be planned for because they are not known. */
export type AskedAllocation = Asked<{
  question: AllocationQuestion
  unknown: readonly UnknownNeed[]
  interventions: readonly Intervention[]
}>

/** The question that a request stands for, with the needs of every commune, or what is wrong with it. */
export function allocationQuestionOf(
  dataset: Dataset,
  settings: PrioritySettings,
  shipped: readonly Intervention[],
  request: AllocationRequest,
): AskedAllocation {
  const alsoRead = reservedBy(settings, request)?.any.map(({ reads }) => reads) ?? []
  const priority = priorityQuestionOf(dataset, settings, request, alsoRead)
  const index = dataset.geographies[request.vintage].indexOf.get(request.area)
  const wanted = shipped.filter(({ id }) => request.interventions.includes(id))
  const gaps: Gaps =
    index === undefined ? { aims: {}, communes: [] } : gapsOf(dataset, request, index, wanted)
  return allocationQuestionFrom(priority, gaps, settings, shipped, request)
}

/** The same from a ranking and gaps that are known already. */
export function allocationQuestionFrom(
  priority: Asked<PriorityQuestion>,
  gaps: Gaps,
  settings: PrioritySettings,
  shipped: readonly Intervention[],
  request: AllocationRequest,
): AskedAllocation {
  const { interventions, problems: costProblems } = withCosts(shipped, request.costs)
  const chosen = request.interventions.flatMap((id) => interventions.find((one) => one.id === id) ?? [])
  const problems = [
    ...(priority.kind === 'refused' ? priority.problems : []),
    ...costProblems,
    ...request.interventions.flatMap((id, i) =>
      shipped.some((one) => one.id === id) ? [] : [unknownIntervention(`interventions.${i}`, id, shipped)],
    ),
    ...(request.share === null ? [] : ruleProblems(request.share.rule, 'share.rule', settings)),
  ]
  if (priority.kind === 'refused' || problems.length > 0) return { kind: 'refused', problems }
  const standings = standingsOf(priority.question, request.weighting, reservedBy(settings, request))
  try {
    const { needs, unknown } = needsFrom(gaps, chosen, request.end, standings)
    const question = { ...questionPartOf(request), needs, favouredPercent: request.share?.percent ?? 0 }
    return { kind: 'asked', question: { question, unknown, interventions: chosen } }
  } catch (error) {
    if (error instanceof InputError) return { kind: 'refused', problems: error.problems }
    throw error
  }
}

const reservedBy = ({ rules }: PrioritySettings, { share }: AllocationRequest): Rule | null =>
  rules.find(({ id }) => id === share?.rule) ?? null

/** Without the names, which the needs have taken the place of. */
const questionPartOf = ({
  budgetMillion,
  objective,
  districts,
  minimums,
  firstEverywhere,
  pinned,
  excluded,
  promised,
  landRule,
  landReady,
  secondsLimit,
}: AllocationRequest): Omit<AllocationQuestion, 'needs' | 'favouredPercent'> => ({
  budgetMillion,
  objective,
  districts,
  minimums,
  firstEverywhere,
  pinned,
  excluded,
  promised,
  landRule,
  landReady,
  secondsLimit,
})

function standingsOf(
  question: PriorityQuestion,
  weighting: AllocationRequest['weighting'],
  reserved: Rule | null,
): ReadonlyMap<string, Standing> {
  const scores = new Map(
    rank(question).map(({ code, score }) => [code, question.end === 'worst' ? score.high : score.low]),
  )
  return new Map(
    question.units.map(({ code, readings }) => [
      code,
      {
        // added up in binary, a full score may come out a hair above 1
        weight: weighting === 'equal' ? 1 : Math.min(1, scores.get(code) ?? 0),
        favoured: reserved !== null && answerOf(reserved, readings) === 'holds',
      },
    ]),
  )
}
