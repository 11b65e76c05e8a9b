import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  ImageRun,
  Packer,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { font, mm } from '../report/docx-page'
import type { Annex } from './content'
import { annexWords } from './words'

/** Width of each column of the table, in millimetres; together the sheet between its margins. */
const widths = [10, 40, 34, 50, 26, 20]
const small = 18
const margin = mm(15)

/** The two maps beside each other, drawn. */
export type AnnexPicture = { png: Uint8Array; width: number; height: number }

/** The annex as a Word document, to be edited and joined to a submission. */
export async function annexDocx(
  annex: Annex,
  picture: AnnexPicture | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const w = annexWords[annex.language]
  const plain = (text: string, bold = false, colour = '000000', size = small) =>
    new Paragraph({
      spacing: { before: 20, after: 20 },
      children: [new TextRun({ text, bold, size, color: colour })],
    })
  const document = new Document({
    creator: 'Bản đồ Trẻ em',
    title: `${annex.title}: ${annex.name}`,
    styles: {
      default: {
        document: {
          run: {
            font,
            size: small,
            language: { value: annex.language === 'vi' ? 'vi-VN' : 'en-GB' },
          },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        children: [
          plain(annex.title, true, '000000', 26),
          plain(annex.name, true, '000000', 22),
          ...(annex.mark === null ? [] : [plain(annex.mark, true, '9A3412')]),
          ...annex.asked.map(
            ([label, text]) =>
              new Paragraph({
                spacing: { before: 0, after: 10 },
                children: [
                  new TextRun({ text: `${label}: `, size: small }),
                  new TextRun({ text, bold: true, size: small }),
                ],
              }),
          ),
          plain(''),
          ...(annex.rows.length === 0 ? [] : [tableOf(annex)]),
          ...annex.totals.map((text) => plain(text, true)),
          ...(annex.maps === null || picture === null
            ? []
            : [
                plain(`${annex.maps.title}. ${annex.maps.before}; ${annex.maps.after}`, true),
                imageOf(picture, annex.maps.title),
              ]),
          ...annex.notes.map((text) => plain(text, false, '4D5D6B', 15)),
          new Paragraph({
            children: [
              new TextRun({ text: `${w.link}: `, size: 15 }),
              new ExternalHyperlink({
                link: annex.link,
                children: [new TextRun({ text: annex.link, style: 'Hyperlink', size: 15 })],
              }),
            ],
          }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function tableOf({ language, rows }: Annex): Table {
  const row = (cells: readonly string[], bold: boolean, isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (text, column) =>
          new TableCell({
            width: { size: mm(widths[column] ?? 20), type: WidthType.DXA },
            margins: { left: 50, right: 50 },
            ...(isHead && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E8EEF0' } }),
            children: [
              new Paragraph({
                alignment: column >= 4 && !isHead ? AlignmentType.RIGHT : AlignmentType.LEFT,
                spacing: { before: 0, after: 0 },
                children: [new TextRun({ text, bold, size: 16 })],
              }),
            ],
          }),
      ),
    })
  return new Table({
    width: { size: mm(180), type: WidthType.DXA },
    columnWidths: widths.map((width) => mm(width)),
    layout: TableLayoutType.FIXED,
    rows: [
      row(annexWords[language].head, true, true),
      ...rows.map((cells, i) => row(cells, i === rows.length - 1, false)),
    ],
  })
}

function imageOf({ png, width, height }: AnnexPicture, title: string): Paragraph {
  // 130 mm at the 96 pixels per inch that Word counts in
  const shown = Math.round((130 / 25.4) * 96)
  return new Paragraph({
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: shown, height: Math.round((shown * height) / width) },
        altText: { name: 'maps', title, description: title },
      }),
    ],
  })
}
