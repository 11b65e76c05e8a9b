import type { PriorityQuestion } from '#domain/priority/question'
import type { Ranked, Sure } from '../workers/priority-worker'
import { nothingRanked, nothingSure, startPriorityWorker } from '../workers/priority-worker'

type Figures = Pick<PriorityQuestion, 'units' | 'criteria'>
type Choice = Omit<PriorityQuestion, 'units' | 'criteria'>

/** The communes in the order of their need, as the worker works it out. */
export type Ranking = Readonly<Ranked> & {
  /** How sure each place is; follows a moment after the ranking. */
  readonly sureness: Sure
}

/**
 * Ranks off the main thread, again whenever figures or choice change; late answers are dropped. Call it while a
 * component is being set up.
 */
export function rankingOf(figures: () => Figures | null, choice: () => Choice | null): Ranking {
  let ranked = $state.raw(nothingRanked)
  let sureness = $state.raw(nothingSure)
  let number = 0
  const worker = startPriorityWorker({
    onranking: (of, answer) => {
      if (of === number) ranked = answer
    },
    onsureness: (of, answer) => {
      if (of === number) sureness = answer
    },
  })
  $effect(() => worker.end)
  $effect(() => {
    const now = figures()
    if (now) worker.tell({ kind: 'figures', units: now.units, criteria: now.criteria })
  })
  const key = $derived(JSON.stringify(choice()))
  $effect(() => {
    if (figures() === null || key === 'null') return
    const asked = JSON.parse(key) as Choice // the key is the choice itself, written as JSON
    number += 1
    worker.tell({ kind: 'choice', number, choice: asked })
  })

  return {
    get units() {
      return ranked.units
    },
    get front() {
      return ranked.front
    },
    get sureness() {
      return sureness
    },
  }
}
