import type { AllocationQuestion } from '#domain/allocation/question'
import type { SitingQuestion } from '#domain/places/siting'
import type { EquityQuestion } from '#domain/equity/equity'
import type { PriorityAnswer } from '#domain/priority/prioritise'
import type { PriorityQuestion } from '#domain/priority/question'
import type { Queue } from './observe/metrics'
import type { DrawingJob, Drawn, DrawnEquity } from './planner-draws-worker'
import type { PlannerBusy, PlannerStopped } from './planner-pool'
import { createPool } from './planner-pool'
import type { PlannedCurve, PlannedMoney, PlannedSites, Planning, PlanningJob } from './planner-worker'

type Answered<Result> = Promise<Result | PlannerBusy | PlannerStopped>
type Ask<Question, Result> = (question: Question, signal: AbortSignal) => Answered<Result>

/**
 * Works out what takes long in threads of their own, so that the server goes on answering meanwhile: budgets in one,
 * which may take many seconds each; what is drawn thousands of times in another, which takes a tenth of one.
 */
export type Planner = {
  plan: Ask<AllocationQuestion, PlannedMoney>
  curve: Ask<AllocationQuestion, PlannedCurve>
  /** The best places for the next facilities. */
  sites: Ask<SitingQuestion, PlannedSites>
  prioritise: Ask<PriorityQuestion, PriorityAnswer>
  equity: Ask<EquityQuestion, DrawnEquity>
  /** Budgets that wait and are worked on, and what is drawn many times. */
  queues: Record<'budgets' | 'draws', Queue>
  /** Starts the threads ahead of the first question: to load the solver and compile takes seconds on a slow machine. */
  warm: () => Promise<void>
  /** Finishes what runs, then ends the threads. */
  close: () => Promise<void>
}

export type PlannerOptions = {
  /** Threads for budgets. */
  threads?: number
  /** Questions that may wait, besides those being worked on. */
  maxQueue?: number
}

/** No thread runs before the first question. */
export function createPlanner({ threads = 1, maxQueue = 12 }: PlannerOptions = {}): Planner {
  const solving = createPool<PlanningJob, Planning>('planner-worker', {
    threads,
    maxQueue,
    secondsPerQuestion: 2,
  })
  const drawing = createPool<DrawingJob, Drawn>('planner-draws-worker', {
    threads: 1,
    maxQueue: 100,
    secondsPerQuestion: 0.1,
  })
  return {
    // the workers answer each kind of job with its kind of result
    plan: (question, signal) => solving.run({ kind: 'plan', question }, signal) as Answered<PlannedMoney>,
    curve: (question, signal) => solving.run({ kind: 'curve', question }, signal) as Answered<PlannedCurve>,
    sites: (question, signal) => solving.run({ kind: 'sites', question }, signal) as Answered<PlannedSites>,
    prioritise: (question, signal) =>
      drawing.run({ kind: 'priority', question }, signal) as Answered<PriorityAnswer>,
    equity: (question, signal) => drawing.run({ kind: 'equity', question }, signal) as Answered<DrawnEquity>,
    queues: { budgets: solving.queue, draws: drawing.queue },
    warm: async () => {
      await drawing.run({ kind: 'warm' })
      await solving.run({ kind: 'warm' })
    },
    close: async () => {
      await Promise.all([solving.close(), drawing.close()])
    },
  }
}
