import { Refused } from '../api'
import { i18n } from '../i18n/i18n.svelte'

/** One thing that is sent at a time, and what the server said against it. Call it while a component is set up. */
export function sender() {
  let isSending = $state(false)
  let fault = $state<string | null>(null)
  return {
    get isSending() {
      return isSending
    },
    /** Why it was refused, in the reader's language; null when it was not. */
    get fault() {
      return fault
    },
    /** @returns what `work` gives; null when it failed, or something is being sent already */
    async send<T>(work: () => Promise<T>): Promise<T | null> {
      if (isSending) return null
      isSending = true
      fault = null
      try {
        return await work()
      } catch (error) {
        fault = error instanceof Refused ? error.problem.detail : i18n.m.state.offline
        return null
      } finally {
        isSending = false
      }
    },
  }
}
