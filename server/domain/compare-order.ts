import type { CompareCell, CompareRow } from './compare'

export const sortKeys = ['value', 'gap', 'lacking', 'change'] as const
/** What a column of a comparison can be sorted by. */
export type SortKey = (typeof sortKeys)[number]

/** The figure that a cell is sorted by; null where there is none. */
export const figureOf = (cell: CompareCell | undefined, key: SortKey): number | null => {
  if (!cell) return null
  if (key === 'change') return cell.change?.value.exact ?? null
  return cell.value[key]
}

/**
 * Rows by one figure of one column. What is not known comes last whichever way they are sorted; equals keep the order
 * they came in.
 */
export function sortedRows(
  rows: readonly CompareRow[],
  at: number,
  key: SortKey,
  isDescending: boolean,
): CompareRow[] {
  const sign = isDescending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [figureOf(a.cells[at], key), figureOf(b.cells[at], key)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return sign * (x - y)
  })
}

/** The units furthest from their target in one column, the furthest first; units at the target are none of them. */
export const furthest = (rows: readonly CompareRow[], at: number, count: number): CompareRow[] =>
  sortedRows(rows, at, 'gap', true)
    .filter(({ cells }) => (cells[at]?.value.gap ?? 0) > 1e-9)
    .slice(0, count)

/** How far a cell is from its target, as a part of the target: 0 at the target, 1 as far as can be. Null if unknown. */
export function shortfall({ value }: CompareCell, target: number): number | null {
  if (value.gap === null) return null
  return target === 0 ? (value.gap > 0 ? 1 : 0) : Math.min(1, value.gap / Math.abs(target))
}
