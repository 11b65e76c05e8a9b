import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Piscina } from 'piscina'
import type { Queue } from './observe/metrics'

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
export function createThreads<Job, Result>(worker: URL, options: ThreadOptions): Threads<Job, Result> {
  const { threads, maxQueue, idleMilliseconds, memoryMegabytes, isBackground = false, onFault } = options
  const pool = new Threads<Job, Result>({
    filename: worker.href,
    // the worker is TypeScript, whatever started this process
    execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href],
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
