import type { Highs, Model, ModelData } from 'highs'
import { searchByTallies } from './highs-search'
import type { Program, Row, Solver, SolverAnswer } from './program'
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

/** One programme being solved. */
export type Call = { highs: Highs; shouldStop: () => boolean; program: Program }

export type Bounds = { lower: number[]; upper: number[] }

export const boundsOf = ({ upper }: Program): Bounds => ({ lower: upper.map(() => 0), upper: [...upper] })

/** Solves for whole numbers with these rows and bounds. */
export function solveWhole(
  { highs, program, shouldStop }: Call,
  rows: readonly Row[],
  bounds: Bounds,
  secondsLimit: number,
): SolverAnswer {
  return highs.withModel(dataOf(highs, program, rows, bounds, true), (model) => {
    model.options.set({
      output_flag: false,
      time_limit: Math.max(0.05, secondsLimit),
      // a difference below 1 is none: objective and variables are whole
      mip_rel_gap: 0,
      mip_abs_gap: 0.999,
    })
    const { modelStatus } = model.run({
      [highs.constants.callbackType.mipInterrupt](event) {
        if (shouldStop()) event.interrupt()
        return undefined
      },
    })
    return answerFrom(highs, model, modelStatus)
  })
}

function answerFrom(highs: Highs, model: Model, modelStatus: number): SolverAnswer {
  const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus
  const seconds = model.getRunTime()
  if (modelStatus === infeasible || modelStatus === unboundedOrInfeasible) {
    return { status: 'infeasible', values: [], bound: null, seconds }
  }
  const dualBound = Math.floor(Number(model.info.get('mip_dual_bound')) + 1e-6)
  const bound = Number.isFinite(dualBound) ? dualBound : null
  const hasPlan = Number(model.info.get('primal_solution_status')) === highs.constants.solutionStatus.feasible
  if (!hasPlan) return { status: 'unknown', values: [], bound, seconds }
  return {
    status: modelStatus === optimal ? 'optimal' : 'feasible',
    values: Array.from(model.getSolution().colValue, Math.round),
    bound,
    seconds,
  }
}

/** The programme as HiGHS takes it. */
export function dataOf(
  highs: Highs,
  program: Program,
  rows: readonly Row[],
  bounds: Bounds,
  isWhole: boolean,
): ModelData {
  const starts = [0]
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.columns.length)
  return {
    numCols: program.upper.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: program.objective,
    colLower: bounds.lower,
    colUpper: bounds.upper,
    rowLower: rows.map(({ atLeast }) => atLeast ?? -highs.infinity),
    rowUpper: rows.map(({ atMost }) => atMost ?? highs.infinity),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: program.upper.length,
      starts,
      indices: rows.flatMap(({ columns }) => columns),
      values: rows.flatMap(({ values }) => values),
    },
    integrality: isWhole ? program.upper.map(() => highs.constants.variableType.integer) : undefined,
  }
}
