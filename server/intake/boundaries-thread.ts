import { createThreads } from '../threads'
import { BoundaryProblem } from './boundaries-problem'
import type { BoundaryAnswer, BoundaryJob } from './boundaries-worker'

/** Bounds that hold whatever a file contains. */
export type ThreadLimits = { milliseconds: number; memoryMegabytes: number }

const usual: ThreadLimits = { milliseconds: 180_000, memoryMegabytes: 1536 }

/**
 * Considers a map in a thread of its own, within limits of time and memory, so that the server goes on answering. The
 * thread ends with the job: maps are changed a few times in a year.
 * @throws BoundaryProblem (content) when the file takes too long or too much memory
 */
export async function considerInThread(
  job: BoundaryJob,
  limits: ThreadLimits = usual,
): Promise<BoundaryAnswer> {
  const late = AbortSignal.timeout(limits.milliseconds)
  const broken = new AbortController()
  const pool = createThreads<BoundaryJob, BoundaryAnswer>(
    new URL('./boundaries-worker.ts', import.meta.url),
    {
      threads: 1,
      memoryMegabytes: limits.memoryMegabytes,
      isBackground: true,
      onFault: (fault) => broken.abort(fault),
    },
  )
  try {
    return await pool.run(job, { signal: AbortSignal.any([late, broken.signal]) })
  } catch (refused) {
    const cause: unknown = broken.signal.aborted ? broken.signal.reason : refused
    if (late.aborted) throw tooSlow(limits)
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw tooMuch(limits)
    }
    throw cause
  } finally {
    await pool.destroy()
  }
}

const tooSlow = ({ milliseconds }: ThreadLimits) =>
  new BoundaryProblem('content', {
    vi: `Đọc và làm sạch bản đồ mất hơn ${milliseconds / 1000} giây nên đã dừng. Hãy chỉ giữ các xã của tỉnh và đơn giản hoá đường ranh.`,
    en: `Reading and cleaning the map took more than ${milliseconds / 1000} seconds and was stopped. Keep the communes of the province only, and simplify the lines.`,
  })

const tooMuch = ({ memoryMegabytes }: ThreadLimits) =>
  new BoundaryProblem('content', {
    vi: `Bản đồ cần hơn ${memoryMegabytes} MB bộ nhớ nên đã dừng. Hãy chỉ giữ các xã của tỉnh và đơn giản hoá đường ranh.`,
    en: `The map needs more than ${memoryMegabytes} MB of memory and was stopped. Keep the communes of the province only, and simplify the lines.`,
  })
