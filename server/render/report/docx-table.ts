import type { FileChild } from 'docx'
import {
  AlignmentType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { ReportTable } from './content'
import { caption, columnMm, mm, size } from './docx-page'

/** A table with its caption above and its notes below. */
export function tableOf({ caption: title, head: columns, rows, numbers, notes }: ReportTable): FileChild[] {
  const widths = columnWidths(columns, rows)
  // a column of figures stands on the right, with the words that stand for a figure
  const areFigures = columns.map((_, column) =>
    rows.some((row, i) => (numbers[i]?.[column] ?? null) !== null || /^\d/.test(row[column] ?? '')),
  )
  const cell = (text: string, column: number, isHead: boolean, isNumber: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 30, bottom: 30, left: 70, right: 70 },
      ...(isHead && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E8EEF0' } }),
      children: [
        new Paragraph({
          alignment: isHead ? AlignmentType.CENTER : isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { before: 0, after: 0 },
          children: [new TextRun({ text, size: size.table, bold: isHead })],
        }),
      ],
    })
  return [
    caption(title),
    new Table({
      width: { size: mm(columnMm), type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map((text, column) => cell(text, column, true, false)),
        }),
        ...rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children: row.map((text, column) => cell(text, column, false, areFigures[column] ?? false)),
            }),
        ),
      ],
    }),
    ...notes.map(
      (text) =>
        new Paragraph({
          spacing: { before: 60, after: 0 },
          children: [new TextRun({ text, size: size.note, italics: true })],
        }),
    ),
    new Paragraph({ spacing: { before: 0, after: 80 }, children: [] }),
  ]
}

const [leastLetters, mostLetters] = [14, 28]
/** The first column names the rows: it is never narrow, and may be wider than the others. */
const [leastName, mostName] = [30, 44]

/** Shares of the page by the length of what stands in the columns, the long ones bounded. */
function columnWidths(columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const weights = columns.map((text, i) => {
    const words = [text, ...rows.map((row) => row[i] ?? '')].flatMap((cell) => cell.split(' '))
    const longestWord = Math.max(...words.map((word) => word.length))
    const longest = Math.max(...rows.map((row) => row[i]?.length ?? 0))
    // no word is broken, and a long text does not take the room of the others
    const [least, most] = i === 0 ? [leastName, mostName] : [leastLetters, mostLetters]
    return Math.max(longestWord * 1.7, Math.min(longest, most), least)
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => Math.floor((weight / sum) * mm(columnMm)))
}
