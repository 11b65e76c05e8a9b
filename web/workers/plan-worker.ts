import type { PlanMessage, PlanReply } from './plan'

let idle: Worker | null = null

/**
 * Plans in a thread of the page. The thread with its solver is loaded with the first question and kept for the next;
 * a question that is withdrawn ends it, because a solve hears nothing.
 * @throws Error when the solver cannot be loaded
 */
export function planHere(message: PlanMessage, signal: AbortSignal): Promise<PlanReply> {
  signal.throwIfAborted()
  const worker = idle ?? new Worker(new URL('./plan.ts', import.meta.url), { type: 'module' })
  idle = null
  return new Promise((resolve, reject) => {
    const end = (reason: unknown) => {
      worker.terminate()
      reject(reason instanceof Error ? reason : new Error(String(reason)))
    }
    const withdraw = () => end(signal.reason)
    signal.addEventListener('abort', withdraw, { once: true })
    worker.onerror = (event) => {
      event.preventDefault()
      signal.removeEventListener('abort', withdraw)
      end(event.message || 'the worker could not be loaded')
    }
    worker.onmessage = ({ data }: MessageEvent<PlanReply>) => {
      signal.removeEventListener('abort', withdraw)
      if (data.kind === 'failed') return end(data.reason)
      idle?.terminate()
      idle = worker
      return resolve(data)
    }
    worker.postMessage(message)
  })
}
