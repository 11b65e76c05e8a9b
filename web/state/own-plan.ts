import { DetailedError } from 'hono/client'
import type { AllocationRequest } from '#domain/allocation/request'
import { planSeconds } from '#domain/allocation/request'
import type { InputProblem } from '#domain/input-problem'
import type { Language } from '#domain/language'
import type { BudgetAnswer, BudgetCurve, FiguresQuestion, PriorityFigures } from '../api'
import { fetchCurve, fetchFigures, fetchGaps, fetchPlanFor, Refused } from '../api'
import type { PlannedQuestion } from '#domain/view/budget-question'
import type { PlanReply } from '../workers/plan'
import { planHere } from '../workers/plan-worker'

/** An answer, and whether this computer worked it out because the server could not. */
export type WorkedOut<T> = { answer: T; isOwn: boolean }

/** A plan from the server; where that is busy or out of reach, from this computer. */
export const planFrom = (
  question: PlannedQuestion,
  figures: FiguresQuestion,
  lang: Language,
  signal: AbortSignal,
): Promise<WorkedOut<BudgetAnswer>> =>
  orHere(
    () => fetchPlanFor(question, lang, signal),
    async () => {
      const own = await askHere('plan', question, figures, lang, signal)
      return own.kind === 'plan' ? own.reply : null
    },
    signal,
  )

/** The same for the curve of many budgets. */
export const curveFrom = (
  question: PlannedQuestion,
  figures: FiguresQuestion,
  lang: Language,
  signal: AbortSignal,
): Promise<WorkedOut<BudgetCurve>> =>
  orHere(
    () => fetchCurve(question, lang, signal),
    async () => {
      const { dataVersion } = await fetchFigures(figures, lang)
      const own = await askHere('curve', question, figures, lang, signal)
      return own.kind === 'curve' ? { dataVersion, points: own.points } : null
    },
    signal,
  )

async function orHere<T>(
  ask: () => Promise<T>,
  here: () => Promise<T | null>,
  signal: AbortSignal,
): Promise<WorkedOut<T>> {
  try {
    return { answer: await ask(), isOwn: false }
  } catch (reason) {
    if (signal.aborted || !isUnavailable(reason)) throw reason
    const own = await here().catch((fault: unknown) => {
      // what is wrong with the question is for the reader; else the server's own trouble says more
      throw fault instanceof Refused ? fault : reason
    })
    if (own === null) throw reason
    return { answer: own, isOwn: true }
  }
}

/** Whether the server, or what stands before it, could not answer now: it says nothing about the question. */
export function isUnavailable(reason: unknown): boolean {
  if (reason instanceof Refused) return reason.problem.status === 503
  if (reason instanceof DetailedError) return [502, 503, 504].includes(reason.statusCode ?? 0)
  return reason instanceof TypeError
}

async function askHere(
  kind: 'plan' | 'curve',
  question: PlannedQuestion,
  asked: FiguresQuestion,
  lang: Language,
  signal: AbortSignal,
): Promise<PlanReply> {
  const [figures, gaps] = await Promise.all([fetchFigures(asked, lang), fetchGaps(asked, lang)])
  // a publication came between the two
  if (figures.dataVersion !== gaps.dataVersion) throw new Error('figures of two data versions')
  const { dataVersion, settings, interventions, units } = figures
  const request = requestOf(question, figures)
  const reply = await planHere(
    { kind, figures: { dataVersion, settings, interventions, units, gaps }, asked: request },
    signal,
  )
  if (reply.kind === 'refused') throw refusedBy(reply.problems, lang)
  return reply
}

/** With what the server fills in. */
const requestOf = (question: PlannedQuestion, { area }: PriorityFigures): AllocationRequest => ({
  ...question,
  area,
  landReady: null,
  secondsLimit: planSeconds,
})

const titles = { vi: 'Câu hỏi chưa trả lời được', en: 'The question cannot be answered' }

const refusedBy = (problems: readonly InputProblem[], lang: Language): Refused =>
  new Refused({
    type: '/docs#invalid-question',
    title: titles[lang],
    status: 422,
    detail: problems.map(({ message }) => message[lang]).join(' '),
  })
