import type { CompareTable } from './compare'

/**
 * Joins tables of the same units side by side, as if all their columns had been asked for at once. A long table can
 * so be worked out in turns.
 * @throws RangeError when there is no table, or the tables are not of the same units
 */
export function joinTables(tables: readonly CompareTable[]): CompareTable {
  const [first, ...others] = tables
  if (!first) throw new RangeError('there is no table to join')
  const codes = first.rows.map(({ unit }) => unit.code).join()
  if (others.some(({ rows }) => rows.map(({ unit }) => unit.code).join() !== codes)) {
    throw new RangeError('tables of different units cannot be joined')
  }
  return {
    columns: tables.flatMap(({ columns }) => columns),
    rows: first.rows.map(({ unit }, at) => ({
      unit,
      cells: tables.flatMap(({ rows }) => rows[at]?.cells ?? []),
    })),
    total: { unit: first.total.unit, cells: tables.flatMap(({ total }) => total.cells) },
  }
}
