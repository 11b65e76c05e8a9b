import { availableParallelism, loadavg } from 'node:os'
import type { Reading, ReadingReference, ReportFile } from '#domain/intake/reading'
import type { FormContent } from '../../render/form/content'
import type { Queue } from '../../observe/metrics'
import { createThreads, isOutOfMemory } from '../../threads'
import { limits } from './limits'
import type { Marking } from './marked-up'
import { Refusal, refusal } from './refusal'
import { sniff } from './sniff'
import type { ReadingJob } from './worker'

/** Reads and writes report files in threads of its own, within limits of time and memory that hold whatever a file contains. */
export type Reader = {
  /** @throws ReaderBusy when too many wait already; AbortError when the signal says stop */
  read: (file: ReportFile, reference: ReadingReference, signal?: AbortSignal) => Promise<Reading>
  /** The submitted file as a workbook with its findings marked. @throws Refusal, ReaderBusy, AbortError */
  markedUp: (marking: Marking, signal?: AbortSignal) => Promise<Uint8Array>
  /** The workbook to fill in. @throws Refusal, ReaderBusy */
  form: (content: FormContent) => Promise<Uint8Array>
  /** Starts a thread, so that the first file does not wait for it. */
  warm: () => Promise<void>
  queue: Queue
  /** Finishes what runs, then ends the threads. */
  close: () => Promise<void>
}

/** As many files wait as the reader takes. Ask again later. */
export class ReaderBusy extends Error {
  readonly retryAfterSeconds = 5
  constructor() {
    super('the reader is busy; ask again in 5 seconds')
    this.name = 'ReaderBusy'
  }
}

/**
 * How much longer than by itself a thread may take on a machine with other work: what is sound must not be refused as
 * too slow because many are at work.
 * @param load processes that want a processor
 */
export const patience = (load: number, processors: number): number =>
  Math.min(10, Math.max(1, load / processors))

export type ReaderOptions = {
  threads?: number
  /** Files that may wait, besides those being read. */
  maxQueue?: number
  /** Time for one file once it is begun, and for unpacking it. */
  milliseconds?: number
  unpackingMilliseconds?: number
}

const busy = () => patience(loadavg()[0] ?? 0, availableParallelism())

/** No thread runs before it is warmed or the first file comes. */
export function createReader({
  threads = 1,
  maxQueue = 16,
  milliseconds = limits.milliseconds,
  unpackingMilliseconds = limits.unpackingMilliseconds,
}: ReaderOptions = {}): Reader {
  const pool = createThreads<ReadingJob, Reading | Uint8Array>('intake/reading/worker', {
    threads,
    maxQueue,
    // to start a thread costs more than to read most files
    idleMilliseconds: Infinity,
    memoryMegabytes: limits.memoryMegabytes,
    isBackground: true,
  })

  async function run(job: ReadingJob, signal?: AbortSignal): Promise<Reading | Uint8Array> {
    if (pool.queueSize >= maxQueue) throw new ReaderBusy()
    // those in front may take their whole time, too
    const turns = Math.ceil((pool.queueSize + 1) / threads) + 1
    const late = AbortSignal.timeout(milliseconds * turns)
    try {
      return await pool.run(job, { signal: signal ? AbortSignal.any([signal, late]) : late })
    } catch (cause) {
      if (late.aborted && signal?.aborted !== true) throw refusal('too-slow')
      if (isOutOfMemory(cause)) throw refusal('out-of-memory')
      throw cause
    }
  }

  return {
    async read(file, reference, signal) {
      try {
        // most that cannot be read shows in the first bytes, without a thread
        sniff(file.bytes)
        // the worker answers each kind of job with its kind of result
        const job = {
          kind: 'read',
          file,
          reference,
          unpackingMilliseconds: unpackingMilliseconds * busy(),
        } as const
        return (await run(job, signal)) as Reading
      } catch (cause) {
        if (cause instanceof Refusal) return { kind: 'refused', reason: cause.reason, text: cause.text }
        throw cause
      }
    },
    async markedUp(marking, signal) {
      sniff(marking.bytes)
      const marked = await run({ kind: 'mark', marking }, signal)
      if (marked instanceof Uint8Array) return marked
      throw marked.kind === 'refused' ? new Refusal(marked.reason, marked.text) : refusal('damaged')
    },
    async form(content) {
      const workbook = await run({ kind: 'form', content })
      if (workbook instanceof Uint8Array) return workbook
      throw new Error('the thread read a file instead of writing one')
    },
    async warm() {
      // without a limit of time: a busy machine may take long; what fails here is tried again by the first file
      await pool.run({ kind: 'form', content: nothing }).catch(() => undefined)
    },
    queue: pool.queue,
    close: () => pool.close(),
  }
}

/** A workbook of no units: all that makes one is loaded, at next to no work. */
const nothing: FormContent = {
  ...{ vintage: '2025', period: '2025-H2', language: 'vi', publishedAt: '2025-01-01' },
  ...{ units: [], measures: [], villages: [] },
}
