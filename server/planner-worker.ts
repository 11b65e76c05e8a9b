import type { AllocationAnswer } from '#domain/allocation/allocate'
import { allocate } from '#domain/allocation/allocate'
import type { CurvePoint, Next, YearsToTarget } from '#domain/allocation/outlook'
import { curveOf, nextAfter, yearsToTarget } from '#domain/allocation/outlook'
import type { AllocationQuestion } from '#domain/allocation/question'
import { loadSolver } from './solver'

/** What the thread is asked: a plan, or the plans of many budgets. */
export type PlanningJob = { kind: 'plan' | 'curve'; question: AllocationQuestion }

/** A plan, what another billion would add to it, and how long all needs would take. */
export type PlannedMoney = {
  kind: 'plan'
  answer: AllocationAnswer
  next: Next | null
  years: YearsToTarget | null
}
export type PlannedCurve = { kind: 'curve'; points: readonly CurvePoint[] }

/** Time for a whole curve, in seconds. */
const curveSeconds = 15

// begun before the first question comes
const loading = loadSolver()

/** Solves one question; a solve keeps its thread busy until it is done. */
export default async function work({ kind, question }: PlanningJob): Promise<PlannedMoney | PlannedCurve> {
  const solver = await loading
  if (kind === 'curve') return { kind, points: curveOf(question, solver, curveSeconds) }
  const answer = allocate(question, solver)
  return {
    kind,
    answer,
    next: answer.kind === 'planned' ? nextAfter(question, answer.chosen, solver) : null,
    years: yearsToTarget(question),
  }
}
