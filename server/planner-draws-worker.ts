import type { Equity, EquityQuestion } from '#domain/equity/equity'
import { equityOf } from '#domain/equity/equity'
import type { PriorityAnswer } from '#domain/priority/prioritise'
import { prioritise } from '#domain/priority/prioritise'
import type { PriorityQuestion } from '#domain/priority/question'
import { practiceQuestion } from './planner-practice'
import type { Told } from './planner-wish'
import { beginning } from './planner-wish'

/** What the thread is asked: a ranking with how sure it is, measures with their intervals, or only to be ready. */
export type DrawingJob =
  | { kind: 'priority'; question: PriorityQuestion }
  | { kind: 'equity'; question: EquityQuestion }
  | { kind: 'warm' }

export type DrawnEquity = { kind: 'equity'; equity: Equity }
export type Drawn = PriorityAnswer | DrawnEquity | { kind: 'ready' }

/** Answers one question; thousands of draws keep a thread busy for about a tenth of a second. */
export default function work({ job, wish }: Told<DrawingJob>): Drawn {
  const isUnwanted = beginning(wish)
  if (job.kind === 'warm') prioritise(practiceQuestion())
  if (job.kind === 'warm' || isUnwanted()) return { kind: 'ready' }
  if (job.kind === 'priority') return prioritise(job.question)
  const { units, ...options } = job.question
  return { kind: 'equity', equity: equityOf(units, options) }
}
