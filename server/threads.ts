import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Piscina } from 'piscina'

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

/** Threads of their own for work that would hold up the server; none runs before the first job. */
export function createThreads<Job, Result>(worker: URL, options: ThreadOptions): Piscina<Job, Result> {
  const { threads, maxQueue, idleMilliseconds, memoryMegabytes, isBackground = false, onFault } = options
  const pool = new Piscina<Job, Result>({
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
