import type { Highs } from 'highs'
import type { Call } from './highs-call'
import { boundsOf, solveWhole } from './highs-call'
import { searchByTallies } from './highs-search'
import type { Program, Solver, SolverAnswer } from './program'
import { commonDivisor, objectiveAt, worthOf } from './program'

/** Up to this many columns a programme goes to the solver as it is. */
const small = 200

/**
 * Solves integer programmes with HiGHS (Huangfu and Hall 2018, doi:10.1007/s12532-017-0130-5), which is handed in
 * ready: loading its WebAssembly is for whoever may read files.
 * @param shouldStop asked now and then; true ends the search with the best answer so far
 */
export function solverFrom(highs: Highs, shouldStop: () => boolean = () => false): Solver {
  return (program, secondsLimit, start = null) => {
    const divisor = program.objective.reduce((a, b) => commonDivisor(a, Math.abs(b)), 0)
    const call: Call = { highs, shouldStop, program: divideObjective(program, Math.max(1, divisor)) }
    const isEasy = divisor === 0 || program.upper.length <= small
    const answer = isEasy
      ? noWorse(call.program, start, solveWhole(call, program.rows, boundsOf(program), secondsLimit))
      : searchByTallies(call, secondsLimit, start)
    return { ...answer, bound: answer.bound === null ? null : answer.bound * Math.max(1, divisor) }
  }
}

/** When the time was over early, the start may be better than what was found. */
function noWorse(program: Program, start: readonly number[] | null, answer: SolverAnswer): SolverAnswer {
  if (answer.status === 'optimal' || answer.status === 'infeasible') return answer
  const worth = worthOf(program, start)
  const found = answer.values.length > 0 ? objectiveAt(program.objective, answer.values) : -Infinity
  return start === null || worth === null || worth <= found
    ? answer
    : { ...answer, status: 'feasible', values: start }
}

const divideObjective = (program: Program, divisor: number): Program => ({
  ...program,
  objective: program.objective.map((value) => value / divisor),
})
