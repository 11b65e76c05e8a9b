import type { PlannerBusy } from '../planner-pool'
import type { Refusal } from './problem'

export const busy = ({ retryAfterSeconds }: PlannerBusy): Refusal<503> => ({
  kind: 'busy',
  status: 503,
  retryAfter: retryAfterSeconds,
  detail: {
    vi: `Máy chủ đang tính nhiều phương án cùng lúc. Hãy thử lại sau ${retryAfterSeconds} giây.`,
    en: `The server is working on many plans at once. Try again in ${retryAfterSeconds} seconds.`,
  },
})

/** Nobody reads this answer: whoever asked has gone. */
export const gone: Refusal<503> = {
  kind: 'busy',
  status: 503,
  detail: { vi: 'Câu hỏi đã được rút lại.', en: 'The question was withdrawn.' },
}
