/** What a cell holds, as far as the file tells; `uncomputed` is a formula without a value. */
export type CellKind = 'text' | 'number' | 'percent' | 'date' | 'boolean' | 'error' | 'uncomputed'
export type TableCell = { kind: CellKind; text: string }

/** A row that holds anything, with its number in the spreadsheet; cells by column, from 1. */
export type TableRow = { row: number; isHidden: boolean; cells: ReadonlyMap<number, TableCell> }

/** Cells that were joined to one; the text stands in the first. Rows and columns from 1, both ends included. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** One sheet of a file, without its empty rows. */
export type Table = { sheet: string; rows: readonly TableRow[]; merges: readonly Merge[] }

/** `1` → `A`, `27` → `AA`. */
export function columnLetter(column: number): string {
  const rest = (column - 1) % 26
  const letter = String.fromCharCode(65 + rest)
  return column <= 26 ? letter : columnLetter((column - 1 - rest) / 26) + letter
}

/** `AA` → 27. */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** Looks up texts of a table; a joined cell has its text everywhere. */
export function lookup({ rows, merges }: Table) {
  const byRow = new Map(rows.map((row) => [row.row, row]))
  // few tables join cells in more than a handful of rows
  const mergesOfRow = new Map<number, Merge[]>()
  for (const merge of merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, merge.top + mostJoinedRows); row++) {
      mergesOfRow.set(row, [...(mergesOfRow.get(row) ?? []), merge])
    }
  }
  const mergeAt = (row: number, column: number): Merge | null =>
    mergesOfRow.get(row)?.find(({ left, right }) => left <= column && column <= right) ?? null
  return {
    mergeAt,
    textAt: (row: number, column: number): string => {
      const merge = mergeAt(row, column)
      return (
        byRow
          .get(merge?.top ?? row)
          ?.cells.get(merge?.left ?? column)
          ?.text.trim() ?? ''
      )
    },
  }
}

const mostJoinedRows = 500
