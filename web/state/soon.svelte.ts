import type { Answer } from './answer.svelte'

/** How long the reader must rest before a question that costs the server work is asked, in milliseconds. */
const rest = 250

/**
 * Like `answerTo`, for questions that are changed by dragging and typing: asks when the reader rests, and withdraws a
 * question that is no longer wanted, so that the server stops working on it.
 */
export function answerSoon<Q, T>(
  question: () => Q | null,
  ask: (question: Q, signal: AbortSignal) => Promise<T>,
): Answer<Q, T> {
  let settled = $state.raw<{ asked: Q; value: T } | null>(null)
  let error = $state.raw<unknown>(null)
  let isLoading = $state(false)
  let attempt = $state(0)
  const key = $derived(JSON.stringify(question()))

  $effect(() => {
    void attempt
    if (key === 'null') {
      settled = null
      return undefined
    }
    const asked = JSON.parse(key) as Q // the key is the question itself, written as JSON
    const withdrawal = new AbortController()
    isLoading = true
    const timer = setTimeout(
      () =>
        ask(asked, withdrawal.signal)
          .then((value) => {
            if (withdrawal.signal.aborted) return
            settled = { asked, value }
            error = null
            isLoading = false
          })
          .catch((reason: unknown) => {
            if (withdrawal.signal.aborted) return
            error = reason
            isLoading = false
          }),
      rest,
    )
    return () => {
      clearTimeout(timer)
      withdrawal.abort()
    }
  })

  return {
    get asked() {
      return settled?.asked ?? null
    },
    get value() {
      return settled?.value ?? null
    },
    get error() {
      return error
    },
    get isLoading() {
      return isLoading
    },
    retry() {
      attempt += 1
    },
  }
}
