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
  const widths = columnWidths(columns, rows, mm(columnMm))
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

/** Letters for which a column has room where there is room, at least and at most. */
const [leastLetters, mostLetters] = [14, 28]
/** The first column names the rows: it is wider than the others. */
const [leastName, mostName] = [30, 44]
/** Width of a letter in a wide typeface that stands in for Times New Roman, in twips: in cells, and in the bold head. */
const [letter, headLetter] = [121, 132]
/** Margins of a cell and its borders, in twips. */
const aroundText = 160

/**
 * Widths of the columns in twips, together at most `total`. No word is broken while all the longest ones fit; what is
 * left goes to the columns with long texts.
 */
export function columnWidths(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  total: number,
): number[] {
  const cellsOf = (column: number) => rows.map((row) => row[column] ?? '')
  const least = columns.map(
    (head, i) => aroundText + Math.max(longestWord([head]) * headLetter, longestWord(cellsOf(i)) * letter),
  )
  const wished = columns.map((_, i) => {
    const longest = Math.max(0, ...cellsOf(i).map((text) => text.length))
    const [atLeast, atMost] = i === 0 ? [leastName, mostName] : [leastLetters, mostLetters]
    return aroundText + Math.max(atLeast, Math.min(longest, atMost)) * letter
  })
  const sum = (lengths: readonly number[]) => lengths.reduce((a, b) => a + b, 0)
  const room = total - sum(least)
  if (room < 0) return least.map((width) => Math.floor((width / sum(least)) * total))
  const more = wished.map((width, i) => Math.max(1, width - (least[i] ?? 0)))
  return least.map((width, i) => Math.floor(width + (room * (more[i] ?? 0)) / sum(more)))
}

/** Letters of the longest word; punctuation is half as wide. */
const longestWord = (texts: readonly string[]): number =>
  Math.max(
    0,
    ...texts
      .flatMap((text) => text.split(' '))
      .map((word) => word.length - (word.match(/[.,:;()/’]/g)?.length ?? 0) / 2),
  )
