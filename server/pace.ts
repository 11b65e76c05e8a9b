import { setImmediate, setTimeout } from 'node:timers/promises'

/** Milliseconds without a question after which nobody is held up by other work. */
const quiet = 100

/** Knows whether readers are waiting, so that work that nobody waits for can stand back. */
export function createPace() {
  let waiting = 0
  let last = -Infinity

  return {
    /** Does what a reader waits for. */
    async answering<T>(work: () => T | Promise<T>): Promise<T> {
      waiting += 1
      try {
        return await work()
      } finally {
        waiting -= 1
        last = performance.now()
      }
    },

    /** Resolves when no reader waits or has just been answered; one step of other work may follow. */
    async rest(): Promise<void> {
      await setImmediate()
      while (waiting > 0 || performance.now() - last < quiet)
        await setTimeout(quiet, undefined, { ref: false })
    },
  }
}

export type Pace = ReturnType<typeof createPace>
