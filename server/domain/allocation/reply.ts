import type { Status } from '../status'
import { weakest } from '../status'
import type { AllocationAnswer } from './allocate'
import { allocate } from './allocate'
import type { Intervention } from './interventions'
import type { UnknownNeed } from './needs'
import type { Next, YearsToTarget } from './outlook'
import { nextAfter, yearsToTarget } from './outlook'
import type { Solver } from './program'
import type { AllocationQuestion } from './question'
import type { AllocationRequest, AskedAllocation } from './request'

/** A plan, what another billion would add to it, and how long all needs would take. */
export type Planned = { answer: AllocationAnswer; next: Next | null; years: YearsToTarget | null }

/** An answer to a question that is not at fault. */
export type Answered = Exclude<AllocationAnswer, { kind: 'refused' }>

/** The whole answer about a budget, as it is sent, shown and kept. */
export type Reply = {
  dataVersion: number
  asked: AllocationRequest
  /** The weakest of all figures it rests on. */
  status: Status | null
  answer: Answered
  next: Next | null
  years: YearsToTarget | null
  unknown: readonly UnknownNeed[]
  kinds: readonly Intervention[]
  /** Weight of a child by commune. */
  scores: Readonly<Record<string, number>>
}

/** A question put to figures of one data version. */
export type Put = Extract<AskedAllocation, { kind: 'asked' }>['question']

/** @param isUnwanted asked between the parts; what comes after the plan is then left out */
export function planFor(question: AllocationQuestion, solver: Solver, isUnwanted = () => false): Planned {
  const answer = allocate(question, solver)
  const isPlanned = answer.kind === 'planned' && !isUnwanted()
  return {
    answer,
    next: isPlanned ? nextAfter(question, answer.chosen, solver) : null,
    years: yearsToTarget(question),
  }
}

/** @throws Error when the question is at fault, which is to be found out before it is solved */
export function replyWith(
  dataVersion: number,
  asked: AllocationRequest,
  put: Put,
  { answer, next, years }: Planned,
): Reply {
  if (answer.kind === 'refused') throw new Error('a question without problems was refused')
  return {
    dataVersion,
    asked,
    status: statusOf(put),
    answer,
    next,
    years,
    unknown: put.unknown,
    kinds: put.interventions,
    scores: Object.fromEntries(put.question.needs.map(({ code, weight }) => [code, weight])),
  }
}

/** The weakest of the gaps, which the children and the zones stand behind too, and of the costs. */
function statusOf({ question: { needs, landRule }, interventions }: Put): Status | null {
  const lands = landRule === 'any' ? [] : needs.flatMap(({ land }) => land ?? [])
  return [...needs, ...interventions, ...lands]
    .map(({ status }) => status)
    .reduce<Status | null>(weakest, null)
}
