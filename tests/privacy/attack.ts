import loadHighs from 'highs'
import { boundsOf, dataOf } from '#domain/allocation/highs-call'
import type { Program, Row } from '#domain/allocation/program'

const loading = loadHighs()

/** What an attacker knows: sums of unknown counts, none of them negative. */
export type Equation = { columns: readonly number[]; sum: number }

/** A published figure as a weighted sum of the unknowns. */
export type Known = { weights: readonly number[]; sum: number }

export type Range = { least: number; most: number }

/** Counts beyond this are as good as without limit. */
const plenty = 1e5

/** An attacker with a solver of linear programmes: the least and the most a sum of unknowns can be, given all equations. */
export async function attacker(unknowns: number, equations: readonly Equation[]) {
  const rows = equations.map(({ columns, sum }) =>
    rowOf(
      columns,
      columns.map(() => 1),
      sum,
    ),
  )
  const ranges = await rangesOf(unknowns, rows)
  return (columns: readonly number[]): Range => rangeIn(ranges([columns]), 0)
}

/** The same where what is known is a weighted sum; the ranges of single unknowns, by their columns. */
export async function attackerOn(known: readonly Known[], unknowns: number, asked: readonly number[]) {
  const rows = known.map(({ weights, sum }) => {
    const columns = [...weights.keys()].filter((column) => Math.abs(weights[column] ?? 0) > 1e-7)
    return rowOf(
      columns,
      columns.map((column) => weights[column] ?? 0),
      sum,
    )
  })
  const ranges = (await rangesOf(unknowns, rows))(asked.map((column) => [column]))
  return new Map(asked.map((column, at) => [column, rangeIn(ranges, at)]))
}

function rangeIn(ranges: readonly Range[], at: number): Range {
  const range = ranges[at]
  if (!range) throw new Error('a range is missing')
  return range
}

/** Figures are published to so many digits; what is known is known as exactly. */
const digits = 1e-6

const rowOf = (columns: readonly number[], values: readonly number[], sum: number): Row => ({
  columns,
  values,
  atLeast: sum - digits,
  atMost: sum + digits,
})

async function rangesOf(unknowns: number, rows: readonly Row[]) {
  const highs = await loading
  return (asked: readonly (readonly number[])[]): Range[] => {
    const objective = Array.from({ length: unknowns }, () => 0)
    const program: Program = { objective, upper: objective.map(() => plenty), rows, alike: [] }
    return highs.withModel(dataOf(highs, program, rows, boundsOf(program), false), (model) => {
      model.options.set({ output_flag: false })
      // one model for all that is asked: each run begins where the one before ended
      const end = (columns: readonly number[], sign: 1 | -1): number => {
        for (const column of columns) model.changeColCost(column, sign)
        const { modelStatus } = model.run()
        if (modelStatus !== highs.constants.modelStatus.optimal)
          throw new Error('what is known contradicts itself')
        const { colValue } = model.getSolution()
        for (const column of columns) model.changeColCost(column, 0)
        return columns.reduce((sum, column) => sum + (colValue[column] ?? 0), 0)
      }
      return asked.map((columns) => ({ least: end(columns, -1), most: end(columns, 1) }))
    })
  }
}

/** All whole numbers that a sum of unknowns can be, found by trying every combination. For very small tables. */
export function byTrial(
  unknowns: number,
  equations: readonly Equation[],
  target: readonly number[],
  limit: number,
): number[] {
  const found = new Set<number>()
  const counts = Array.from({ length: unknowns }, () => 0)
  const isPossible = () =>
    equations.every(
      ({ columns, sum }) => columns.reduce((all, column) => all + (counts[column] ?? 0), 0) === sum,
    )
  const tryFrom = (at: number) => {
    if (at === unknowns) {
      if (isPossible()) found.add(target.reduce((sum, column) => sum + (counts[column] ?? 0), 0))
      return
    }
    for (let count = 0; count <= limit; count++) {
      counts[at] = count
      tryFrom(at + 1)
    }
  }
  tryFrom(0)
  return [...found].sort((a, b) => a - b)
}
