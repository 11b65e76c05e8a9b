import { Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } from 'docx'
import type { Report } from './content'
import type { Run } from './docx-page'
import { cellBorders, centred, columnMm, mm, noBorders, rule, size } from './docx-page'
import { reportWords } from './words'

/** Agencies on the left; the country's name and motto, place and date on the right. */
export function headOf({ head: { superior, issuer, symbol, place, year }, language }: Report): Table {
  const w = reportWords[language]
  const [left, right] = [62, 98]
  const cell = (width: number, children: Paragraph[]) =>
    new TableCell({
      width: { size: mm(width), type: WidthType.DXA },
      borders: cellBorders,
      margins: { left: 0, right: 0 },
      children,
    })
  return new Table({
    width: { size: mm(columnMm), type: WidthType.DXA },
    columnWidths: [mm(left), mm(right)],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [
      new TableRow({
        children: [
          cell(left, [
            centred({ text: superior, size: 24 }),
            centred({ text: issuer, size: size.agency, bold: true }, 20),
            rule(left, 0.4),
            centred({ text: w.number(symbol), size: size.agency }),
          ]),
          cell(right, [
            centred({ text: w.country, size: 24, bold: true }),
            centred({ text: w.motto, size: size.agency, bold: true }, 20),
            rule(right, 0.58),
            centred({ text: w.date(place, year), size: size.agency, italics: true }),
          ]),
        ],
      }),
    ],
  })
}

export const titleOf = ({ head: { subject }, language }: Report): Paragraph[] => [
  new Paragraph({ spacing: { before: 0, after: 120 }, children: [] }),
  centred({ text: reportWords[language].type, size: size.body, bold: true }),
  centred({ text: subject, size: size.body, bold: true }, 40),
  rule(columnMm, 0.3),
  new Paragraph({ spacing: { before: 0, after: 60 }, children: [] }),
]

/** Recipients on the left, the signature on the right. */
export function footOf({ recipients, signer, language }: Report): Table {
  const w = reportWords[language]
  const line = (text: string, run: Omit<Run, 'text'>) =>
    new Paragraph({ spacing: { before: 0, after: 0 }, children: [new TextRun({ text, ...run })] })
  const cell = (children: Paragraph[]) =>
    new TableCell({
      width: { size: mm(columnMm / 2), type: WidthType.DXA },
      borders: cellBorders,
      children,
    })
  return new Table({
    width: { size: mm(columnMm), type: WidthType.DXA },
    columnWidths: [mm(columnMm / 2), mm(columnMm / 2)],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell([
            line(w.recipients, { size: 24, bold: true, italics: true }),
            ...recipients.map((each, i) =>
              line(`- ${each}${i === recipients.length - 1 ? '.' : ';'}`, { size: size.note }),
            ),
          ]),
          cell([
            centred({ text: signer, size: size.body, bold: true }),
            centred({ text: w.signature, size: size.small, italics: true }, 1200),
          ]),
        ],
      }),
    ],
  })
}
