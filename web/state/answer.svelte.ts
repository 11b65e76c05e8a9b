/** An answer kept together with the question it answers, so that no title stands over another question's numbers. */
export type Answer<Q, T> = {
  /** The question that `value` answers; null before the first answer. */
  readonly asked: Q | null
  readonly value: T | null
  readonly error: unknown
  readonly isLoading: boolean
  retry: () => void
}

/**
 * Asks again whenever `question()` changes, keeps the last answer on the screen meanwhile, and drops late ones.
 * A null question asks nothing. Call it while a component is being set up.
 */
export function answerTo<Q, T>(question: () => Q | null, ask: (question: Q) => Promise<T>): Answer<Q, T> {
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
    let isLate = false
    isLoading = true
    ask(asked)
      .then((value) => {
        if (isLate) return
        settled = { asked, value }
        error = null
        isLoading = false
      })
      .catch((reason: unknown) => {
        if (isLate) return
        error = reason
        isLoading = false
      })
    return () => {
      isLate = true
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
