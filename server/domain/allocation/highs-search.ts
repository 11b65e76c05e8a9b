import type { Model } from 'highs'
import type { Bounds, Call } from './highs'
import { boundsOf, dataOf, solveWhole } from './highs'
import type { Program, Row, SolverAnswer } from './program'
import { objectiveAt, worthOf } from './program'

/** How many columns the first, guessed core of a leaf leaves free. */
const coreSize = 200

/** After so many relaxations what is open is solved as it stands: the tallies are not what makes it hard. */
const mostRelaxations = 200

/** A part of the search: how many of each set of alike columns there may be, and its relaxed optimum. */
type Part = { tallies: readonly Tally[]; relaxed: Relaxed }
type Tally = { atLeast: number | null; atMost: number | null }
type Relaxed = { values: Float64Array; reducedCosts: Float64Array; objective: number }

type Search = {
  call: Call
  relaxation: Model
  open: Part[]
  /** The best point so far. */
  best: readonly number[] | null
  /** Seconds of the solver, spent and allowed. */
  spent: number
  limit: number
  relaxations: number
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
  const tallyRows = program.alike.map((columns): Row => openTally(columns))
  const data = dataOf(highs, program, [...program.rows, ...tallyRows], boundsOf(program), false)
  return highs.withModel(data, (relaxation): SolverAnswer => {
    // with few rows it takes longer to presolve than to solve
    relaxation.options.set({ output_flag: false, presolve: program.rows.length < 100 ? 'off' : 'choose' })
    const best = worthOf(program, start) === null ? null : start
    const search: Search = { call, relaxation, open: [], best, spent: 0, limit, relaxations: 0 }
    const isPossible = addPart(
      search,
      program.alike.map(() => ({ atLeast: null, atMost: null })),
    )
    if (!isPossible && search.spent < limit) {
      return { status: 'infeasible', values: [], bound: null, seconds: search.spent }
    }
    const found = runSearch(search)
    return found.status === 'unknown' && !call.shouldStop() ? lastResort(search, found) : found
  })
}

/** Share of the time after which a search without any answer is given up for the solver's own. */
const patience = 0.6

/** Any answer is better than none: what time is left goes to the programme as it is. */
function lastResort({ call, spent, limit }: Search, { bound }: SolverAnswer): SolverAnswer {
  const answer = solveWhole(call, call.program.rows, boundsOf(call.program), limit - spent)
  const bounds = [answer.bound, bound].filter((one) => one !== null)
  return {
    ...answer,
    bound: bounds.length === 0 ? null : Math.min(...bounds),
    seconds: spent + answer.seconds,
  }
}

const openTally = (columns: readonly number[]): Row => ({
  columns,
  values: columns.map(() => 1),
  atLeast: null,
  atMost: null,
})

function runSearch(search: Search): SolverAnswer {
  const { call } = search
  const allowed = () => (search.best === null ? patience : 1) * search.limit
  const isOver = () => search.spent >= allowed() || call.shouldStop()
  while (search.open.length > 0) {
    search.open.sort((a, b) => a.relaxed.objective - b.relaxed.objective)
    const part = search.open.at(-1)
    if (!part || part.relaxed.objective < bestValue(search) + 1 - 1e-6) break
    if (isOver()) return unproved(search)
    search.open.pop()
    const split = search.relaxations < mostRelaxations ? splitOf(call.program, part) : null
    if (split) {
      for (const tallies of split) addPart(search, tallies)
    } else if (!solvePart(search, part)) {
      search.open.push(part)
      return unproved(search)
    }
  }
  const seconds = search.spent
  return search.best === null
    ? { status: 'infeasible', values: [], bound: null, seconds }
    : { status: 'optimal', values: search.best, bound: bestValue(search), seconds }
}

const bestValue = ({ best, call }: Search): number =>
  best === null ? -Infinity : objectiveAt(call.program.objective, best)

function unproved(search: Search): SolverAnswer {
  const bound = search.open.reduce(
    (most, { relaxed }) => Math.max(most, relaxed.objective),
    bestValue(search),
  )
  return {
    status: search.best === null ? 'unknown' : 'feasible',
    values: search.best ?? [],
    bound: Number.isFinite(bound) ? Math.floor(bound + 1e-6) : null,
    seconds: search.spent,
  }
}

/** Relaxes a part and keeps it open unless it cannot hold a better answer. False when it holds none at all. */
function addPart(search: Search, tallies: readonly Tally[]): boolean {
  const { relaxation, call } = search
  const { highs, program } = call
  for (const [i, { atLeast, atMost }] of tallies.entries()) {
    relaxation.changeRowBounds(program.rows.length + i, atLeast ?? -highs.infinity, atMost ?? highs.infinity)
  }
  relaxation.zeroAllClocks()
  relaxation.options.set({ time_limit: Math.max(0.05, search.limit - search.spent) })
  const { modelStatus } = relaxation.run()
  search.spent += relaxation.getRunTime()
  search.relaxations += 1
  if (modelStatus !== highs.constants.modelStatus.optimal) return false
  const { colValue, colDual } = relaxation.getSolution()
  const objective = relaxation.getObjectiveValue()
  search.open.push({ tallies, relaxed: { values: colValue, reducedCosts: colDual, objective } })
  return true
}

/** The part in two, at the tally that is furthest from a whole number; null when all are whole. */
function splitOf({ alike }: Program, { tallies, relaxed }: Part): Tally[][] | null {
  let most = 1e-6
  let at = -1
  let tally = 0
  for (const [i, columns] of alike.entries()) {
    const sum = columns.reduce((total, column) => total + (relaxed.values[column] ?? 0), 0)
    const distance = Math.abs(sum - Math.round(sum))
    if (distance > most) [most, at, tally] = [distance, i, sum]
  }
  if (at < 0) return null
  return [
    tallies.map((one, i) => (i === at ? { ...one, atMost: Math.floor(tally) } : one)),
    tallies.map((one, i) => (i === at ? { ...one, atLeast: Math.ceil(tally) } : one)),
  ]
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
    search.limit - search.spent,
  )
  search.spent += answer.seconds
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
