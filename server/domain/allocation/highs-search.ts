import type { Model } from 'highs'
import type { Bounds, Call } from './highs-call'
import { boundsOf, dataOf, solveWhole } from './highs-call'
import type { Program, Row, SolverAnswer } from './program'
import { objectiveAt, worthOf } from './program'

/** How many columns the first, guessed core of a part leaves free. */
const coreSize = 200

/**
 * The tallies are on trial for so many relaxations and this share of the time. Unless they have then taken `progress`
 * off the distance to the best answer, they are not what makes the programme hard, and it is solved undivided.
 */
const trial = { relaxations: 60, time: 0.1, progress: 0.1 }

/** Share of the time after which a search without any answer is given up for the solver's own. */
const patience = 0.6

/** A part of the search: how many of each set of alike columns there may be, and its relaxed optimum. */
type Part = { tallies: readonly Tally[]; relaxed: Relaxed }
type Tally = { atLeast: number | null; atMost: number | null }
type Relaxed = { values: Float64Array; reducedCosts: Float64Array; objective: number }

type Search = {
  call: Call
  relaxation: Model
  relaxations: number
  open: Part[]
  /** The best point so far. */
  best: readonly number[] | null
  /** Seconds the search has taken so far, and is allowed. */
  seconds: () => number
  limit: number
  /** A relaxation was cut off, so that parts may have been lost. */
  isCut: boolean
  /** The tallies were given up. */
  isUndivided: boolean
}

/**
 * Solves a large programme: branch and bound on how many there are of each set of alike columns, then each part for
 * whole numbers. One relaxation is kept and asked again with other limits.
 *
 * The tallies take away what separates the relaxation from whole numbers when a few dear things must fill a minimum
 * share. What is left of a part is a small core: a column whose reduced cost is larger than the distance between the
 * relaxed optimum and the best answer so far stays at its end in any better answer (Dantzig, Fulkerson and Johnson
 * 1954), so it is fixed there.
 * @param start a point that keeps all rows, from which the search tries to do better
 */
export function searchByTallies(
  call: Call,
  limit: number,
  start: readonly number[] | null = null,
): SolverAnswer {
  const { highs, program } = call
  const since = performance.now()
  const tallyRows = program.alike.map((columns): Row => openTally(columns))
  const data = dataOf(highs, program, [...program.rows, ...tallyRows], boundsOf(program), false)
  return highs.withModel(data, (relaxation): SolverAnswer => {
    // with few rows it takes longer to presolve than to solve
    relaxation.options.set({ output_flag: false, presolve: program.rows.length < 100 ? 'off' : 'choose' })
    const search: Search = {
      call,
      relaxation,
      relaxations: 0,
      open: [],
      best: worthOf(program, start) === null ? null : start,
      seconds: () => (performance.now() - since) / 1000,
      limit,
      isCut: false,
      isUndivided: false,
    }
    const whole = relax(
      search,
      program.alike.map(() => ({ atLeast: null, atMost: null })),
    )
    const found = runSearch(search, whole)
    return found.status === 'unknown' && !call.shouldStop() ? lastResort(search, found) : found
  })
}

const openTally = (columns: readonly number[]): Row => ({
  columns,
  values: columns.map(() => 1),
  atLeast: null,
  atMost: null,
})

function runSearch(search: Search, whole: Part | null): SolverAnswer {
  if (whole) search.open.push(whole)
  while (search.open.length > 0 && !search.isCut) {
    search.open.sort((a, b) => a.relaxed.objective - b.relaxed.objective)
    const part = search.open.at(-1)
    if (!part || part.relaxed.objective < bestValue(search) + 1 - 1e-6) break
    if (isOver(search)) return unproved(search)
    if (whole && isFruitless(search, whole, part)) {
      search.open = [whole]
      search.isUndivided = true
    } else if (!workOn(search, part)) return unproved(search)
  }
  if (search.isCut) return unproved(search)
  const seconds = search.seconds()
  return search.best === null
    ? { status: 'infeasible', values: [], bound: null, seconds }
    : { status: 'optimal', values: search.best, bound: bestValue(search), seconds }
}

/** Whether the trial is over and the tallies have hardly lowered what an answer can at most be. */
function isFruitless(search: Search, whole: Part, highest: Part): boolean {
  const { relaxations, seconds, limit, isUndivided } = search
  if (isUndivided || relaxations < trial.relaxations || seconds() < trial.time * limit) return false
  const distance = whole.relaxed.objective - bestValue(search)
  // without any answer the distance is infinite, and there was no progress
  return whole.relaxed.objective - highest.relaxed.objective < trial.progress * distance
}

/** Divides the best part or solves it. False when the time was over before that was done. */
function workOn(search: Search, part: Part): boolean {
  const halves = search.isUndivided ? null : halvesOf(search, part)
  if (search.isCut || (!halves && !solvePart(search, part))) return false
  search.open.pop()
  if (halves) search.open.push(...halves)
  return true
}

const isOver = ({ best, limit, seconds, call }: Search): boolean =>
  seconds() >= (best === null ? patience : 1) * limit || call.shouldStop()

const bestValue = ({ best, call }: Search): number =>
  best === null ? -Infinity : objectiveAt(call.program.objective, best)

/** The best answer so far; no answer can be better than the best relaxation that is still open. */
function unproved(search: Search): SolverAnswer {
  const bound = search.open.reduce(
    (most, { relaxed }) => Math.max(most, relaxed.objective),
    bestValue(search),
  )
  return {
    status: search.best === null ? 'unknown' : 'feasible',
    values: search.best ?? [],
    bound: search.open.length > 0 ? Math.floor(bound + 1e-6) : null,
    seconds: search.seconds(),
  }
}

/** Any answer is better than none: what time is left goes to the programme as it is. */
function lastResort({ call, seconds, limit }: Search, { bound }: SolverAnswer): SolverAnswer {
  const answer = solveWhole(call, call.program.rows, boundsOf(call.program), limit - seconds())
  const bounds = [answer.bound, bound].filter((one) => one !== null)
  return { ...answer, bound: bounds.length === 0 ? null : Math.min(...bounds), seconds: seconds() }
}

/** The part with its relaxed optimum; null where nothing is possible in it. */
function relax(search: Search, tallies: readonly Tally[]): Part | null {
  const { relaxation, call, limit, seconds } = search
  const { highs, program } = call
  for (const [i, { atLeast, atMost }] of tallies.entries()) {
    relaxation.changeRowBounds(program.rows.length + i, atLeast ?? -highs.infinity, atMost ?? highs.infinity)
  }
  relaxation.zeroAllClocks()
  relaxation.options.set({ time_limit: Math.max(0.05, limit - seconds()) })
  const { modelStatus } = relaxation.run()
  search.relaxations += 1
  const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus
  if (modelStatus !== optimal) {
    search.isCut ||= modelStatus !== infeasible && modelStatus !== unboundedOrInfeasible
    return null
  }
  const { colValue, colDual } = relaxation.getSolution()
  const objective = relaxation.getObjectiveValue()
  return { tallies, relaxed: { values: colValue, reducedCosts: colDual, objective } }
}

/** The part in two, at the tally that is furthest from a whole number; null when all are whole. */
function halvesOf(search: Search, part: Part): Part[] | null {
  let most = 1e-6
  let at = -1
  let tally = 0
  for (const [i, columns] of search.call.program.alike.entries()) {
    const sum = columns.reduce((total, column) => total + (part.relaxed.values[column] ?? 0), 0)
    const distance = Math.abs(sum - Math.round(sum))
    if (distance > most) [most, at, tally] = [distance, i, sum]
  }
  if (at < 0) return null
  return [{ atMost: Math.floor(tally) }, { atLeast: Math.ceil(tally) }].flatMap((limit) => {
    const tallies = part.tallies.map((one, i) => (i === at ? { ...one, ...limit } : one))
    return relax(search, tallies) ?? []
  })
}

/**
 * Solves a part for whole numbers: first a guessed core, then what its answer shows to be needed. A better answer is
 * better by 1 or more, as all is whole. False when the time was over before the part was done.
 */
function solvePart(search: Search, part: Part): boolean {
  const needed = () => part.relaxed.objective - bestValue(search) - 1
  const guess = part.relaxed.reducedCosts.map(Math.abs).sort()[coreSize] ?? Infinity
  if (needed() <= guess) return solveCore(search, part, needed())
  return solveCore(search, part, guess) && (needed() <= guess || solveCore(search, part, needed()))
}

function solveCore(search: Search, part: Part, slack: number): boolean {
  const { program } = search.call
  const tallyRows = program.alike.flatMap((columns, i): Row[] => {
    const { atLeast, atMost } = part.tallies[i] ?? { atLeast: null, atMost: null }
    return atLeast === null && atMost === null ? [] : [{ ...openTally(columns), atLeast, atMost }]
  })
  const answer = solveWhole(
    search.call,
    [...program.rows, ...tallyRows],
    coreBounds(program, part.relaxed, slack),
    search.limit - search.seconds(),
  )
  if (answer.values.length > 0 && objectiveAt(program.objective, answer.values) > bestValue(search)) {
    search.best = answer.values
  }
  return answer.status === 'optimal' || answer.status === 'infeasible'
}

/** How far each column may move from its end before the relaxed optimum falls by more than `slack`. */
function coreBounds(program: Program, { values, reducedCosts }: Relaxed, slack: number): Bounds {
  const bounds = boundsOf(program)
  for (const [column, most] of program.upper.entries()) {
    const price = reducedCosts[column] ?? 0
    const value = values[column] ?? 0
    if (Math.abs(price) < 1e-6) continue
    const room = Math.floor(slack / Math.abs(price) + 1e-6)
    if (value < 1e-7 && price < 0) bounds.upper[column] = Math.min(most, room)
    if (most - value < 1e-7 && price > 0) bounds.lower[column] = Math.max(0, most - room)
  }
  return bounds
}
