import type { Explanation } from '#domain/priority/rank'
import type { Sureness } from '#domain/priority/sureness'
import type { PriorityMessage, PriorityReply } from './priority'

/** The communes in the order of their need. */
export type Ranked = { units: readonly Explanation[]; front: ReadonlySet<string> }
/** How sure each place is, by code. */
export type Sure = ReadonlyMap<string, Sureness>

export const nothingRanked: Ranked = { units: [], front: new Set() }
export const nothingSure: Sure = new Map()

/** A thread that ranks; it answers each choice with its ranking and, a moment later, with how sure it is. */
export type PriorityWorker = { tell: (message: PriorityMessage) => void; end: () => void }

type Listeners = {
  onranking: (number: number, ranked: Ranked) => void
  onsureness: (number: number, sure: Sure) => void
}

export function startPriorityWorker({ onranking, onsureness }: Listeners): PriorityWorker {
  const worker = new Worker(new URL('./priority.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<PriorityReply>) => {
    if (data.kind === 'ranking') {
      onranking(data.number, { units: data.ranking, front: new Set(data.front) })
    } else onsureness(data.number, new Map(data.sureness.map((one) => [one.code, one])))
  })
  return { tell: (message) => worker.postMessage(message), end: () => worker.terminate() }
}
