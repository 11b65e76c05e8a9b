import type { Cell, DataValidation, Row } from 'exceljs'

export const inks = { head: 'FF0E4A5A', input: 'FFFFF9DB', last: 'FFECEFF1', line: 'FFB3BFC8' }

const border = { style: 'thin' as const, color: { argb: inks.line } }
const frame = { top: border, left: border, bottom: border, right: border }
const filled = (argb: string) => ({
  ...{ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } },
})

/** A row of headings. @param height in points */
export function asHead(row: Row, height: number): void {
  row.height = height
  row.eachCell((cell) => {
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = filled(inks.head)
    cell.alignment = { wrapText: true, vertical: 'middle' }
  })
}

/** Codes keep their zeros only as text. */
export function asText(cell: Cell): void {
  cell.numFmt = '@'
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
  cell.font = { italic: true, color: { argb: 'FF4D5D6B' } }
  cell.border = frame
}
