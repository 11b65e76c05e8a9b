import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Piscina } from 'piscina'
import type { PlannedCurve, PlannedMoney, PlanningJob } from './planner-worker'
import type { AllocationQuestion } from '#domain/allocation/question'

/** As many questions wait as the planner takes. */
export type PlannerBusy = { kind: 'busy'; retryAfterSeconds: number }
/** Nobody waits for the answer any more. */
export type PlannerStopped = { kind: 'stopped' }

/** Solves budgets in a thread of its own, so that the server goes on answering meanwhile. */
export type Planner = {
  plan: (
    question: AllocationQuestion,
    signal: AbortSignal,
  ) => Promise<PlannedMoney | PlannerBusy | PlannerStopped>
  curve: (
    question: AllocationQuestion,
    signal: AbortSignal,
  ) => Promise<PlannedCurve | PlannerBusy | PlannerStopped>
  /** Finishes what runs, then ends the threads. */
  close: () => Promise<void>
}

const idleMilliseconds = 5 * 60_000
/** About how long one question takes, in seconds, to say when to ask again. */
const secondsPerQuestion = 2

export type PlannerOptions = {
  threads?: number
  /** Questions that may wait, besides those being solved. */
  maxQueue?: number
}

/** No thread runs before the first question; a stop signal ends the thread that works on it. */
export function createPlanner({ threads = 1, maxQueue = 12 }: PlannerOptions = {}): Planner {
  const pool = new Piscina<PlanningJob, PlannedMoney | PlannedCurve>({
    filename: new URL('./planner-worker.ts', import.meta.url).href,
    // the worker is TypeScript, whatever started this process
    execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href],
    minThreads: 0,
    maxThreads: threads,
    maxQueue,
    idleTimeout: idleMilliseconds,
  })
  const run = async (job: PlanningJob, signal: AbortSignal) => {
    if (pool.queueSize >= maxQueue) {
      return {
        kind: 'busy',
        retryAfterSeconds: Math.ceil((secondsPerQuestion * maxQueue) / threads),
      } as const
    }
    try {
      return await pool.run(job, { signal })
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' } as const
      throw error
    }
  }
  return {
    // the worker answers each kind of job with its kind of result
    plan: (question, signal) =>
      run({ kind: 'plan', question }, signal) as Promise<PlannedMoney | PlannerBusy | PlannerStopped>,
    curve: (question, signal) =>
      run({ kind: 'curve', question }, signal) as Promise<PlannedCurve | PlannerBusy | PlannerStopped>,
    close: () => pool.close(),
  }
}
