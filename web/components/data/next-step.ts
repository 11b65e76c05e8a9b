import type { WholeReport } from '../../api-intake'
import type { dataVi } from '../../i18n/data-vi'

export type NextStep = keyof typeof dataVi.report.nextOf

/** What has to happen to a report now, as its reader can do it. */
export function nextStep({ state, counts, mayChange, deeds }: WholeReport): NextStep {
  if (state === 'draft' || state === 'returned') {
    if (!mayChange) return 'returned'
    if (counts.kind === 'unmapped') return 'mapping'
    if (counts.unanswered > 0) return 'doubts'
    if (counts.errors > 0) return 'errors'
    return counts.unreasoned > 0 ? 'reasons' : 'submit'
  }
  if (state === 'submitted') return deeds.includes('approve') ? 'review' : 'wait'
  if (state === 'approved') return deeds.includes('publish') ? 'publish' : 'waitPublish'
  return state
}
