import type { AllocationAnswer } from '#domain/allocation/allocate'
import { allocate } from '#domain/allocation/allocate'
import type { CurvePoint, Next, YearsToTarget } from '#domain/allocation/outlook'
import { curveOf, nextAfter, yearsToTarget } from '#domain/allocation/outlook'
import type { AllocationQuestion } from '#domain/allocation/question'
import type { Siting, SitingQuestion } from '#domain/places/siting'
import { siteBest } from '#domain/places/siting'
import type { Told } from './planner-wish'
import { beginning } from './planner-wish'
import { loadSolver } from './solver'

/** What the thread is asked: a plan, the plans of many budgets, or only to be ready. */
export type PlanningJob =
  | { kind: 'plan' | 'curve'; question: AllocationQuestion }
  | { kind: 'sites'; question: SitingQuestion }
  | { kind: 'warm' }

/** A plan, what another billion would add to it, and how long all needs would take. */
export type PlannedMoney = {
  kind: 'plan'
  answer: AllocationAnswer
  next: Next | null
  years: YearsToTarget | null
}
export type PlannedCurve = { kind: 'curve'; points: readonly CurvePoint[] }

export type PlannedSites = { kind: 'sites'; siting: Siting }

/** Time for the best places of one commune or district, in seconds. */
const sitesSeconds = 10
/** Time for a whole curve, in seconds. */
const curveSeconds = 15

export type Planning = PlannedMoney | PlannedCurve | PlannedSites | { kind: 'ready' }

let isUnwanted = () => false
// begun before the first question comes
const loading = loadSolver(() => isUnwanted())

/** Solves one question; a solve keeps its thread busy until it is done, or nobody wants it any more. */
export default async function work({ job, wish }: Told<PlanningJob>): Promise<Planning> {
  isUnwanted = beginning(wish)
  const solver = await loading
  if (job.kind === 'warm' || isUnwanted()) return { kind: 'ready' }
  if (job.kind === 'sites') {
    return { kind: 'sites', siting: siteBest(job.question, solver, sitesSeconds) }
  }
  const { kind, question } = job
  if (kind === 'curve') return { kind, points: curveOf(question, solver, curveSeconds) }
  const answer = allocate(question, solver)
  const isPlanned = answer.kind === 'planned' && !isUnwanted()
  return {
    kind,
    answer,
    next: isPlanned ? nextAfter(question, answer.chosen, solver) : null,
    years: yearsToTarget(question),
  }
}
