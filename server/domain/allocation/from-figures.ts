import type { Candidate, PrioritySettings } from '../priority/question'
import { priorityQuestionFrom } from '../priority/request'
import type { Gaps } from './gaps'
import type { Intervention } from './interventions'
import { allocationProblems } from './problems'
import type { AllocationRequest, AskedAllocation } from './request'
import { allocationQuestionFrom } from './request'

/** All that any plan for an area rests on, of one data version: plain JSON, as the API answers it. */
export type PlanFigures = {
  dataVersion: number
  settings: PrioritySettings
  interventions: readonly Intervention[]
  units: readonly Candidate[]
  gaps: Gaps
}

/**
 * The question that a request stands for, from figures instead of the dataset: the same question, and so the same
 * answer, as where the dataset is.
 */
export function questionFromFigures(figures: PlanFigures, request: AllocationRequest): AskedAllocation {
  const { settings, interventions, units, gaps } = figures
  const priority = priorityQuestionFrom(units, settings, request)
  const put = allocationQuestionFrom(priority, gaps, settings, interventions, request)
  if (put.kind === 'refused') return put
  const problems = allocationProblems(put.question.question)
  return problems.length > 0 ? { kind: 'refused', problems } : put
}
