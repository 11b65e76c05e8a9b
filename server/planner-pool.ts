import type { Queue } from './observe/metrics'
import type { Told } from './planner-wish'
import { wishFor } from './planner-wish'
import { createThreads } from './threads'
import type { ThreadProgram } from './where'

/** As many questions wait as the threads take. */
export type PlannerBusy = { kind: 'busy'; retryAfterSeconds: number }
/** Nobody waits for the answer any more. */
export type PlannerStopped = { kind: 'stopped' }

export type PoolOptions = {
  threads: number
  /** Questions that may wait, besides those being worked on. */
  maxQueue: number
  /** About how long one question takes, in seconds, to say when to ask again. */
  secondsPerQuestion: number
}

/** Threads that answer questions of one sort, and stay once they have started. */
export type Pool<Job, Result> = {
  run: (job: Job, signal?: AbortSignal) => Promise<Result | PlannerBusy | PlannerStopped>
  queue: Queue
  /** Finishes what runs, then ends the threads. */
  close: () => Promise<void>
}

/**
 * No thread runs before the first question. A question that is withdrawn is answered as such at once; its thread is
 * asked to stop and kept, because to start another costs more than most questions do.
 */
export function createPool<Job, Result>(
  program: ThreadProgram,
  { threads, maxQueue, secondsPerQuestion }: PoolOptions,
): Pool<Job, Result> {
  const pool = createThreads<Told<Job>, Result>(program, {
    threads,
    maxQueue,
    idleMilliseconds: Infinity,
  })
  return {
    run: async (job, signal) => {
      if (signal?.aborted) return { kind: 'stopped' }
      if (pool.queueSize >= maxQueue) {
        return { kind: 'busy', retryAfterSeconds: Math.ceil((secondsPerQuestion * maxQueue) / threads) }
      }
      const wish = wishFor()
      const answer = pool.run({ job, wish: wish.shared })
      const withdrawn = new Promise<PlannerStopped>((resolve) => {
        signal?.addEventListener('abort', () => {
          resolve({ kind: 'stopped' })
          // told, not aborted: one that a thread has taken and not begun would bring the whole pool down
          wish.withdraw()
        })
      })
      // a withdrawn question may still fail, which nobody needs to hear of
      answer.catch(() => undefined)
      return Promise.race([answer, withdrawn])
    },
    queue: pool.queue,
    close: () => pool.close(),
  }
}
