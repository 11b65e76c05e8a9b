import { untrack } from 'svelte'

/** An answer kept together with the question it answers, so that no title stands over another question's numbers. */
export type Answer<Q, T> = {
  /** The question that `value` answers; null before the first answer. */
  readonly asked: Q | null
  readonly value: T | null
  readonly error: unknown
  readonly isLoading: boolean
  retry: () => void
}

/** How long the reader must rest before a question that costs the server work is asked, in milliseconds. */
export const rest = 250

/**
 * Asks again whenever `question()` changes, keeps the last answer on the screen meanwhile, and drops late ones.
 * A null question asks nothing. A question that is no longer wanted is withdrawn through the signal.
 * Call it while a component is being set up.
 * @param restMs for questions changed by dragging and typing: ask only when the reader rests that long
 * @param known an answer that is here already, so that nothing has to wait for it
 */
export function answerTo<Q, T>(
  question: () => Q | null,
  ask: (question: Q, signal: AbortSignal) => Promise<T>,
  { restMs = 0, known = () => null }: { restMs?: number; known?: (question: Q) => T | null } = {},
): Answer<Q, T> {
  const ready = (asked: Q | null) => {
    const value = asked === null ? null : known(asked)
    return asked === null || value === null ? null : { asked, value }
  }
  let settled = $state.raw<{ asked: Q; value: T } | null>(ready(question()))
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
    const here = ready(asked)
    if (here) {
      if (untrack(() => settled?.value) !== here.value) settled = here
      error = null
      isLoading = false
      return undefined
    }
    const withdrawal = new AbortController()
    isLoading = true
    const begin = () =>
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
        })
    let timer: ReturnType<typeof setTimeout> | undefined
    if (restMs > 0) timer = setTimeout(begin, restMs)
    else void begin()
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
