import type { JobLimits } from '../threads'
import { JobStopped, runAlone } from '../threads'
import { BoundaryProblem } from './boundaries-problem'
import type { BoundaryAnswer, BoundaryJob } from './boundaries-worker'

const usual: JobLimits = { milliseconds: 180_000, memoryMegabytes: 1536 }

/**
 * Considers a map in a thread of its own, within limits of time and memory, so that the server goes on answering. The
 * thread ends with the job: maps are changed a few times in a year.
 * @throws BoundaryProblem (content) when the file takes too long or too much memory
 */
export async function considerInThread(job: BoundaryJob, limits: JobLimits = usual): Promise<BoundaryAnswer> {
  try {
    return await runAlone('intake/boundaries-worker', job, limits)
  } catch (cause) {
    if (!(cause instanceof JobStopped)) throw cause
    throw cause.why === 'too-slow' ? tooSlow(limits) : tooMuch(limits)
  }
}

const tooSlow = ({ milliseconds }: JobLimits) =>
  new BoundaryProblem('content', {
    vi: `Đọc và làm sạch bản đồ mất hơn ${milliseconds / 1000} giây nên đã dừng. Hãy chỉ giữ các xã của tỉnh và đơn giản hoá đường ranh.`,
    en: `Reading and cleaning the map took more than ${milliseconds / 1000} seconds and was stopped. Keep the communes of the province only, and simplify the lines.`,
  })

const tooMuch = ({ memoryMegabytes }: JobLimits) =>
  new BoundaryProblem('content', {
    vi: `Bản đồ cần hơn ${memoryMegabytes} MB bộ nhớ nên đã dừng. Hãy chỉ giữ các xã của tỉnh và đơn giản hoá đường ranh.`,
    en: `The map needs more than ${memoryMegabytes} MB of memory and was stopped. Keep the communes of the province only, and simplify the lines.`,
  })
