import { paretoFront } from '#domain/priority/front'
import type { PriorityQuestion } from '#domain/priority/question'
import type { Explanation } from '#domain/priority/rank'
import { rank } from '#domain/priority/rank'
import type { Sureness } from '#domain/priority/sureness'
import { sureness } from '#domain/priority/sureness'

/** What the worker is told: the figures once, then one choice after the other, each with a number of its own. */
export type PriorityMessage =
  | { kind: 'figures'; units: PriorityQuestion['units']; criteria: PriorityQuestion['criteria'] }
  | { kind: 'choice'; number: number; choice: Omit<PriorityQuestion, 'units' | 'criteria'> }

/** The ranking at once; how sure it is a moment later. */
export type PriorityReply =
  | { kind: 'ranking'; number: number; ranking: Explanation[]; front: string[] }
  | { kind: 'sureness'; number: number; sureness: Sureness[] }

let figures: Pick<PriorityQuestion, 'units' | 'criteria'> = { units: [], criteria: [] }
let latest = 0

const reply = (message: PriorityReply) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<PriorityMessage>) => {
  if (data.kind === 'figures') {
    figures = data
    return
  }
  const { number, choice } = data
  latest = number
  const question = { ...figures, ...choice }
  const ranking = rank(question)
  reply({ kind: 'ranking', number, ranking, front: paretoFront(ranking) })
  // while a slider moves, only its last place is worth the thousands of draws
  setTimeout(() => {
    if (latest === number) reply({ kind: 'sureness', number, sureness: sureness(question) })
  }, 120)
})
