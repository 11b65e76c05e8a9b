import type { Built } from './build'
import { countsAt, pointAt, programOf } from './build'
import type { Program, Row, Solver } from './program'
import { holds, objectiveAt, worthOf } from './program'
import type { Counts } from './terms'

/** How far an answer is proved: in percent, by how much a better one could at most be better. */
export type Exactness = { isProved: boolean; gapPercent: number; seconds: number }

export type Solved =
  | { kind: 'solved'; counts: Counts; exactness: Exactness }
  | { kind: 'infeasible'; seconds: number }
  | { kind: 'unsolved'; seconds: number }

/**
 * Solves the stages one after the other; each keeps what the ones before it reached. A stage that takes long may use
 * twice its share of the time that is left, so that the ones after it are still solved.
 * @param start a plan that keeps all rules; where the time is too short, the answer is no worse
 */
export function solveStages(
  built: Built,
  solver: Solver,
  secondsLimit: number,
  start: Counts | null = null,
): Solved {
  // all that is lacking is excluded or has no land: to build nothing is then the whole answer
  if (built.things.length === 0) return solvedAt(built, [], { isProved: true, gapPercent: 0, seconds: 0 })
  const kept: Row[] = []
  let seconds = 0
  let gapPercent = 0
  let point: readonly number[] = []
  const started = start === null ? null : pointAt(built, start)
  for (const [i, { objective }] of built.stages.entries()) {
    const share = Math.min(1, 2 / (built.stages.length - i))
    const program = programOf(built, objective, kept)
    const from = better(program, point.length > 0 ? point : null, started)
    const answer = solver(program, Math.max(0.05, (secondsLimit - seconds) * share), from)
    seconds += answer.seconds
    if (answer.status === 'infeasible' && kept.length === 0) return { kind: 'infeasible', seconds }
    if (answer.values.length === 0) {
      if (point.length === 0) return { kind: 'unsolved', seconds }
      // the time is over: the plan so far keeps all rules, and nothing is known of how good it is in what follows
      return solvedAt(built, point, { isProved: false, gapPercent: 100, seconds })
    }
    const value = objectiveAt(objective, answer.values)
    if (answer.status !== 'optimal') gapPercent = Math.max(gapPercent, gapOf(value, answer.bound))
    point = answer.values
    kept.push(rowKeeping(objective, value))
  }
  const tidied = tidy(built, built.stages.at(-1)?.objective ?? [], [...built.rows, ...kept], point)
  return solvedAt(built, tidied, { isProved: gapPercent === 0, gapPercent, seconds })
}

/** The one of two points that is worth more; a point that breaks a row is worth nothing. */
function better(program: Program, a: readonly number[] | null, b: readonly number[] | null) {
  const [first, second] = [worthOf(program, a), worthOf(program, b)]
  if (second === null) return first === null ? null : a
  return first === null || second > first ? b : a
}

const gapOf = (value: number, bound: number | null): number =>
  bound === null ? 100 : bound <= value ? 0 : (100 * (bound - value)) / Math.max(1, Math.abs(bound))

const solvedAt = (built: Built, point: readonly number[], exactness: Exactness): Solved => ({
  kind: 'solved',
  counts: countsAt(built, point),
  exactness,
})

function rowKeeping(objective: readonly number[], value: number): Row {
  const columns = objective.flatMap((one, column) => (one === 0 ? [] : [column]))
  return { columns, values: columns.map((column) => objective[column] ?? 0), atLeast: value, atMost: null }
}

/**
 * Settles what the optimum leaves open, without changing it: of things that are alike in every row and in the objective
 * those of smaller codes are built first, and nothing is built that brings nothing.
 */
function tidy(built: Built, objective: readonly number[], rows: readonly Row[], found: readonly number[]) {
  const point = [...found]
  fillInOrder(point, built, objective, rows)
  dropUseless(point, built, objective, rows)
  return point
}

/** Columns stand in the order of codes, so the first of alike columns has the smallest code. */
function fillInOrder(
  point: number[],
  built: Built,
  objective: readonly number[],
  rows: readonly Row[],
): void {
  const entries = built.upper.map((_, column) => [`objective ${objective[column] ?? 0}`])
  for (const [index, { columns, values }] of rows.entries()) {
    for (const [i, column] of columns.entries()) entries[column]?.push(`${index} ${values[i] ?? 0}`)
  }
  const alike = new Map<string, number[]>()
  for (const { column } of built.things) {
    const id = entries[column]?.join(';') ?? ''
    alike.set(id, [...(alike.get(id) ?? []), column])
  }
  for (const columns of alike.values()) {
    let left = columns.reduce((sum, column) => sum + (point[column] ?? 0), 0)
    for (const column of columns) {
      point[column] = Math.min(left, built.upper[column] ?? 0)
      left -= point[column] ?? 0
    }
  }
}

function dropUseless(
  point: number[],
  built: Built,
  objective: readonly number[],
  rows: readonly Row[],
): void {
  const useless = built.things.filter(
    ({ column }) => (objective[column] ?? 0) === 0 && (point[column] ?? 0) > 0,
  )
  for (const { column } of useless.reverse()) {
    const own = rows.filter(({ columns }) => columns.includes(column))
    for (let left = point[column] ?? 0; left > 0; left--) {
      point[column] = left - 1
      if (own.every((row) => holds(row, point))) continue
      point[column] = left
      break
    }
  }
}
