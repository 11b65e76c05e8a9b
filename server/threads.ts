import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Piscina } from 'piscina'
import type { Queue } from './observe/metrics'
import type { ThreadProgram } from './where'
import { addressOf, isBuilt } from './where'

export type ThreadOptions = {
  threads: number
  /** Jobs that may wait, besides those being worked on. */
  maxQueue?: number
  /** Milliseconds after which a thread without work ends. */
  idleMilliseconds?: number
  /** Bound of a thread's heap. */
  memoryMegabytes?: number
  /** Whether others go first where the processors are few. */
  isBackground?: boolean
  /** Told of a thread that ended before it had begun a job; without it that ends the process, as any such fault. */
  onFault?: (fault: Error) => void
}

/** Threads that can be looked at: how many jobs wait, how many are worked on. */
export class Threads<Job, Result> extends Piscina<Job, Result> {
  #open = 0

  override async run(job: Job, options?: Parameters<Piscina['run']>[1]): Promise<Result> {
    this.#open += 1
    try {
      return await super.run(job, options)
    } finally {
      this.#open -= 1
    }
  }

  readonly queue: Queue = {
    waiting: () => this.queueSize,
    // withdrawn jobs may still stand in the queue
    running: () => Math.max(0, this.#open - this.queueSize),
  }
}

/** Threads of their own for work that would hold up the server; none runs before the first job. */
export function createThreads<Job, Result>(
  program: ThreadProgram,
  options: ThreadOptions,
): Threads<Job, Result> {
  const { threads, maxQueue, idleMilliseconds, memoryMegabytes, isBackground = false, onFault } = options
  const pool = new Threads<Job, Result>({
    filename: addressOf(program),
    execArgv: isBuilt ? [] : runsTypeScript(),
    minThreads: 0,
    maxThreads: threads,
    ...(maxQueue === undefined ? {} : { maxQueue }),
    ...(idleMilliseconds === undefined ? {} : { idleTimeout: idleMilliseconds }),
    ...(memoryMegabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } }),
    ...(isBackground ? { niceIncrement: 10 } : {}),
  })
  pool.on('error', (fault: Error) => {
    // an answer that was on its way when its job was aborted: nobody waits for it
    if (fault.message.startsWith('Unexpected message from Worker')) return
    if (!onFault) throw fault
    onFault(fault)
  })
  return pool
}

/** What a thread needs to run a source, whatever started this process. */
const runsTypeScript = () => ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]

/** Bounds of a single job, the start of its thread included. */
export type JobLimits = { milliseconds: number; memoryMegabytes: number }

/** A job went beyond a bound, and was ended with its thread. */
export class JobStopped extends Error {
  constructor(readonly why: 'too-slow' | 'out-of-memory') {
    super(why)
  }
}

/**
 * Does one job in a thread of its own, within limits of time and memory that hold whatever the job contains. The thread
 * ends with it: for work that comes a few times in a year.
 * @throws JobStopped when it takes too long or too much memory, else what the job throws
 */
export async function runAlone<Job, Result>(
  program: ThreadProgram,
  job: Job,
  { milliseconds, memoryMegabytes }: JobLimits,
): Promise<Result> {
  const late = AbortSignal.timeout(milliseconds)
  const broken = new AbortController()
  const pool = createThreads<Job, Result>(program, {
    threads: 1,
    memoryMegabytes,
    isBackground: true,
    onFault: (fault) => broken.abort(fault),
  })
  try {
    return await pool.run(job, { signal: AbortSignal.any([late, broken.signal]) })
  } catch (refused) {
    const cause: unknown = broken.signal.aborted ? broken.signal.reason : refused
    if (late.aborted) throw new JobStopped('too-slow')
    if (isOutOfMemory(cause)) throw new JobStopped('out-of-memory')
    throw cause
  } finally {
    await pool.destroy()
  }
}

/** Whether a thread was ended because it wanted more memory than it may have. */
export const isOutOfMemory = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
