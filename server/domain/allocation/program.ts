/**
 * An integer programme: whole numbers from 0 to `upper`, rows that must hold, something to make as large as possible.
 * All coefficients are whole numbers, so that an answer can be checked exactly. Plain JSON.
 */
export type Program = {
  objective: readonly number[]
  upper: readonly number[]
  rows: readonly Row[]
  /** Sets of columns that weigh the same in the rows: to know how many of each set there are is half the answer. */
  alike: readonly (readonly number[])[]
}

/** Sum of `values` × columns, at least and at most so much; null where there is no such limit. */
export type Row = {
  columns: readonly number[]
  values: readonly number[]
  atLeast: number | null
  atMost: number | null
}

export type SolverAnswer = {
  /** `feasible`: the time was over before the answer was proved best. `unknown`: before there was any. */
  status: 'optimal' | 'feasible' | 'infeasible' | 'unknown'
  /** Whole numbers; empty without an answer. */
  values: readonly number[]
  /** No answer can be better than this; null when nothing is known. */
  bound: number | null
  seconds: number
}

/**
 * Solves one programme within so many seconds. The same programme and start give the same answer.
 * @param start a point that keeps all rows; the answer is never worse
 */
export type Solver = (
  program: Program,
  secondsLimit: number,
  start?: readonly number[] | null,
) => SolverAnswer

export const dot = (
  columns: readonly number[],
  values: readonly number[],
  point: readonly number[],
): number => columns.reduce((sum, column, i) => sum + (values[i] ?? 0) * (point[column] ?? 0), 0)

/** What the objective comes to at a point. */
export const objectiveAt = (objective: readonly number[], point: readonly number[]): number =>
  objective.reduce((sum, value, column) => sum + value * (point[column] ?? 0), 0)

/** Whether a row holds at a point. */
export function holds(row: Row, point: readonly number[]): boolean {
  const sum = dot(row.columns, row.values, point)
  return (row.atLeast === null || sum >= row.atLeast) && (row.atMost === null || sum <= row.atMost)
}

/** What a point comes to that keeps all rows; null where it does not, or where there is none. */
export function worthOf({ objective, rows }: Program, point: readonly number[] | null): number | null {
  return point !== null && rows.every((row) => holds(row, point)) ? objectiveAt(objective, point) : null
}

/** The same row in the smallest whole numbers; its limits are rounded inwards, which loses no whole point. */
export function reduced<R extends Row>(row: R): R {
  const divisor = row.values.reduce((a, b) => commonDivisor(a, Math.abs(b)), 0)
  if (divisor <= 1) return row
  return {
    ...row,
    values: row.values.map((value) => value / divisor),
    atLeast: row.atLeast === null ? null : Math.ceil(row.atLeast / divisor),
    atMost: row.atMost === null ? null : Math.floor(row.atMost / divisor),
  }
}

export function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
