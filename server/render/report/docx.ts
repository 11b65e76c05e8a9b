import type { FileChild } from 'docx'
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  convertMillimetersToTwip,
} from 'docx'
import type { Report, ReportBlock, ReportPicture, ReportTable } from './content'
import { partsOf } from './content'
import { reportWords } from './words'

/** A drawn picture with its size in pixels. */
export type DrawnPicture = { png: Uint8Array; width: number; height: number }
export type Pictures = ReadonlyMap<string, DrawnPicture>

// Decree 30/2020/NĐ-CP, annex I: A4, margins 20–25, 20–25, 30–35 and 15–20 mm, Times New Roman, 13–14 points,
// first lines indented by 1 to 1.27 cm, at least 6 points between paragraphs.
const font = 'Times New Roman'
const mm = convertMillimetersToTwip
const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10) },
}
/** Width between the margins, in millimetres. */
const columnMm = 160
/** Sizes in half-points, as Word counts. */
const size = { body: 28, small: 24, table: 22, motto: 28, agency: 26, note: 22 }

/** The report as a Word document that opens in Word and LibreOffice. */
export async function reportDocx(report: Report, pictures: Pictures): Promise<Uint8Array<ArrayBuffer>> {
  const w = reportWords[report.language]
  const [main, annexes] = partsOf(report)
  const document = new Document({
    creator: report.head.issuer,
    title: `${w.type}: ${report.head.subject}`,
    styles: {
      default: {
        document: {
          run: {
            font,
            size: size.body,
            color: '000000',
            language: { value: report.language === 'vi' ? 'vi-VN' : 'en-GB' },
          },
        },
      },
      paragraphStyles: [1, 2].map((level) => ({
        id: `Heading${level}`,
        name: `heading ${level}`,
        basedOn: 'Normal',
        next: 'Normal',
        run: { font, size: size.body, bold: true, color: '000000' },
        paragraph: { spacing: { before: 160, after: 80 }, keepNext: true },
      })),
    },
    sections: [
      {
        properties: { page, titlePage: true },
        // the decree wants the number from the second page on, above and in the middle
        headers: { default: pageNumber(), first: new Header({ children: [new Paragraph('')] }) },
        children: [
          head(report),
          ...titleOf(report),
          ...main.flatMap((block) => childrenOf(block, report, pictures)),
          // annexes follow the signature
          foot(report),
          ...annexes.flatMap((block) => childrenOf(block, report, pictures)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const pageNumber = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: size.agency })],
      }),
    ],
  })

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}
const cellBorders = { top: none, bottom: none, left: none, right: none }

type Run = { text: string; size: number; bold?: boolean; italics?: boolean }

const centred = (run: Run, after = 0) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after, line: 240, lineRule: LineRuleType.AUTO },
    children: [new TextRun({ ...run, font })],
  })

/** A line in the middle, `share` of the width long, as the decree draws below names and the motto. */
const rule = (widthMm: number, share: number) =>
  new Paragraph({
    indent: { left: mm((widthMm * (1 - share)) / 2), right: mm((widthMm * (1 - share)) / 2) },
    spacing: { before: 0, after: 60, line: 60, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  })

/** Agencies on the left; the country's name and motto, place and date on the right. */
function head({ head: { superior, issuer, symbol, place, year }, language }: Report): Table {
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

const titleOf = ({ head: { subject }, language }: Report): Paragraph[] => [
  new Paragraph({ spacing: { before: 0, after: 120 }, children: [] }),
  centred({ text: reportWords[language].type, size: size.body, bold: true }),
  centred({ text: subject, size: size.body, bold: true }, 40),
  rule(columnMm, 0.3),
  new Paragraph({ spacing: { before: 0, after: 60 }, children: [] }),
]

function childrenOf(block: ReportBlock, report: Report, pictures: Pictures): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          indent: { firstLine: mm(10) },
          children: [new TextRun(block.text)],
        }),
      ]
    case 'text':
      return [body([new TextRun(block.text)])]
    case 'fill':
      return [
        body([
          new TextRun({
            text: block.text,
            italics: true,
            shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'FFF2B3' },
          }),
        ]),
        body([new TextRun('………………………………………………………………')]),
      ]
    case 'notice':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 80, after: 160 },
          border: Object.fromEntries(
            (['top', 'bottom', 'left', 'right'] as const).map((side) => [
              side,
              { style: BorderStyle.SINGLE, size: 8, space: 4, color: 'B4690E' },
            ]),
          ),
          shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'FFF0C9' },
          children: [new TextRun({ text: block.text, bold: true, size: size.small })],
        }),
      ]
    case 'table':
      return tableOf(block.table)
    case 'picture':
      return pictureOf(block.picture, pictures)
    case 'annex':
      return [
        new Paragraph({
          pageBreakBefore: true,
          alignment: AlignmentType.CENTER,
          spacing: { after: 0 },
          children: [
            new TextRun({ text: reportWords[report.language].annex(String(block.number)), bold: true }),
          ],
        }),
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ text: block.title.toLocaleUpperCase(report.language), bold: true })],
        }),
      ]
  }
}

const body = (children: TextRun[]) =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 60, after: 60, line: 264, lineRule: LineRuleType.AUTO },
    children,
  })

const caption = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 160, after: 80 },
    children: [new TextRun({ text, italics: true, size: size.agency })],
  })

function tableOf({ caption: title, head: columns, rows, numbers }: ReportTable): FileChild[] {
  const widths = columnWidths(columns, rows)
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
          (row, i) =>
            new TableRow({
              cantSplit: true,
              children: row.map((text, column) =>
                cell(text, column, false, (numbers[i]?.[column] ?? null) !== null),
              ),
            }),
        ),
      ],
    }),
    new Paragraph({ spacing: { before: 0, after: 80 }, children: [] }),
  ]
}

const [leastLetters, mostLetters] = [8, 28]

/** Shares of the page by the length of what stands in the columns, the long ones bounded. */
function columnWidths(columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const weights = columns.map((text, i) => {
    const words = [text, ...rows.map((row) => row[i] ?? '')].flatMap((cell) => cell.split(' '))
    const longestWord = Math.max(...words.map((word) => word.length))
    const longest = Math.max(...rows.map((row) => row[i]?.length ?? 0))
    // no word is broken, and a long text does not take the room of the others
    return Math.max(longestWord * 1.5, Math.min(longest, mostLetters), leastLetters)
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => Math.floor((weight / sum) * mm(columnMm)))
}

function pictureOf({ caption: title, alt, key }: ReportPicture, pictures: Pictures): FileChild[] {
  const drawn = pictures.get(key)
  if (!drawn) return []
  // 160 mm at the 96 pixels per inch that Word counts in
  const width = Math.round((columnMm / 25.4) * 96)
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160, after: 0 },
      children: [
        new ImageRun({
          type: 'png',
          data: drawn.png,
          transformation: { width, height: Math.round((width * drawn.height) / drawn.width) },
          altText: { name: key, title, description: alt },
        }),
      ],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 40, after: 160 },
      children: [new TextRun({ text: title, italics: true, size: size.agency })],
    }),
  ]
}

/** Recipients on the left, the signature on the right. */
function foot({ recipients, signer, language }: Report): Table {
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
