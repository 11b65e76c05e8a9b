import type { Highs, Model, ModelData } from 'highs'
import type { Program, Row, SolverAnswer } from './program'

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
