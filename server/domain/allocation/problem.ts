import type { InputProblem } from '../input-problem'

/** A fault of a question about a budget: where it is, and how to mend it. */
export const problem = (kind: string, at: string, vi: string, en: string): InputProblem => ({
  kind,
  at,
  message: { vi, en },
})
