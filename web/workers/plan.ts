import loadHighs from 'highs'
import type { PlanFigures } from '#domain/allocation/from-figures'
import { questionFromFigures } from '#domain/allocation/from-figures'
import { solverFrom } from '#domain/allocation/highs'
import type { CurvePoint } from '#domain/allocation/outlook'
import { curveOf, curveSeconds } from '#domain/allocation/outlook'
import type { Reply } from '#domain/allocation/reply'
import { planFor, replyWith } from '#domain/allocation/reply'
import type { AllocationRequest } from '#domain/allocation/request'
import type { InputProblem } from '#domain/input-problem'

/** What the worker is asked: a plan, or the plans of many budgets. */
export type PlanMessage = { kind: 'plan' | 'curve'; figures: PlanFigures; asked: AllocationRequest }

export type PlanReply =
  | { kind: 'plan'; reply: Reply }
  | { kind: 'curve'; points: CurvePoint[] }
  | { kind: 'refused'; problems: readonly InputProblem[] }
  /** The solver could not be loaded or failed. */
  | { kind: 'failed'; reason: string }

// 3.5 MB of WebAssembly, 0.9 MB on the way
const loading = loadHighs().then((highs) => solverFrom(highs))
// who asks is told of it with the answer
loading.catch(() => undefined)

async function answer({ kind, figures, asked }: PlanMessage): Promise<PlanReply> {
  const put = questionFromFigures(figures, asked)
  if (put.kind === 'refused') return put
  const { question } = put.question
  const solver = await loading
  if (kind === 'curve') return { kind, points: curveOf(question, solver, curveSeconds) }
  return { kind, reply: replyWith(figures.dataVersion, asked, put.question, planFor(question, solver)) }
}

addEventListener('message', ({ data }: MessageEvent<PlanMessage>) => {
  answer(data)
    .catch((fault: unknown): PlanReply => ({ kind: 'failed', reason: String(fault) }))
    .then((reply) => postMessage(reply))
    .catch((fault: unknown) => reportError(fault))
})
