import type { Cell, DataValidation, Row } from 'exceljs'

export const inks = { head: 'FF0E4A5A', input: 'FFFFF9DB', last: 'FFECEFF1', line: 'FFB3BFC8' }

/** The typeface of the cells that have none of their own: programs give others to what only says "bold". */
const face = { name: 'Calibri', family: 2, size: 11 }

/** A line above the table. */
export function asTitle(row: Row): void {
  row.font = { ...face, bold: true, size: 14, color: { argb: inks.head } }
}
export function asHint(row: Row): void {
  row.font = { ...face, italic: true }
}
export function asBold(cell: Row | Cell): void {
  cell.font = { ...face, bold: true }
}

const border = { style: 'thin' as const, color: { argb: inks.line } }
const frame = { top: border, left: border, bottom: border, right: border }
const filled = (argb: string) => ({
  ...{ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } },
})

/** A row of headings. @param height in points */
export function asHead(row: Row, height: number): void {
  row.height = height
  row.eachCell((cell) => {
    cell.font = { ...face, bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = filled(inks.head)
    cell.alignment = { wrapText: true, vertical: 'middle' }
  })
}

/** Codes keep their zeros only as text. */
export function asText(cell: Cell): void {
  cell.numFmt = '@'
}

/** A cell that names what a row is about: a line leads the eye to the figure. */
export function asLabel(cell: Cell): void {
  cell.border = { bottom: border }
}

/** A cell to write into. */
export function asField(cell: Cell, validation?: DataValidation): void {
  cell.fill = filled(inks.input)
  cell.border = frame
  cell.protection = { locked: false }
  if (validation) cell.dataValidation = validation
}

/** A cell that only tells. */
export function asLocked(cell: Cell): void {
  cell.fill = filled(inks.last)
  cell.font = { ...face, italic: true, color: { argb: 'FF4D5D6B' } }
  cell.border = frame
}
