import type { CurvePoint } from '#domain/allocation/outlook'
import { curveOf, curveSeconds } from '#domain/allocation/outlook'
import type { AllocationQuestion } from '#domain/allocation/question'
import type { Planned } from '#domain/allocation/reply'
import { planFor } from '#domain/allocation/reply'
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

export type PlannedMoney = Planned & { kind: 'plan' }
export type PlannedCurve = { kind: 'curve'; points: readonly CurvePoint[] }

export type PlannedSites = { kind: 'sites'; siting: Siting }

/** Time for the best places of one commune or district, in seconds. */
const sitesSeconds = 10

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
  return { kind, ...planFor(question, solver, isUnwanted) }
}
