import { isLarge } from './store/connect'
import { createThreads } from './threads'

/** How far a store has been looked over. */
export type StoreState = 'checked' | 'checking' | 'damaged'

/**
 * Looks a large store over in a thread of its own, while the server answers; a small one was looked over when it was
 * opened.
 * @param onFinding is told what is wrong, or why nobody could look
 */
export function createStoreCheck(file: string, onFinding: (finding: unknown) => void) {
  if (!isLarge(file)) return { state: (): StoreState => 'checked', stop: async () => {} }
  let state: StoreState = 'checking'
  const pool = createThreads<string, string | null>('store-check-worker', {
    threads: 1,
    isBackground: true,
  })
  const stopping = new AbortController()
  pool.run(file).then(
    (finding) => {
      state = finding === null ? 'checked' : 'damaged'
      if (finding !== null) onFinding(finding)
    },
    // ended with the server, or not to be started: then nobody knows, and it says so
    (error: unknown) => (stopping.signal.aborted ? undefined : onFinding(error)),
  )
  return {
    state: () => state,
    stop: async () => {
      stopping.abort()
      await pool.destroy()
    },
  }
}
