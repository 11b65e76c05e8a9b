import type { FileChild } from 'docx'
import { AlignmentType, BorderStyle, HeadingLevel, ImageRun, Paragraph, ShadingType, TextRun } from 'docx'
import type { Report, ReportBlock, ReportPicture } from './content'
import { body, columnMm, mm, size } from './docx-page'
import { tableOf } from './docx-table'
import { reportWords } from './words'

/** A drawn picture with its size in pixels. */
export type DrawnPicture = { png: Uint8Array; width: number; height: number }
export type Pictures = ReadonlyMap<string, DrawnPicture>

/** Width of a picture that is about as high as wide. */
const mapMm = 145

/** What a block of the report becomes in Word. */
export function childrenOf(block: ReportBlock, report: Report, pictures: Pictures): FileChild[] {
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
          children: [new TextRun({ text: reportWords[report.language].annex(block.number), bold: true })],
        }),
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ text: block.title.toLocaleUpperCase(report.language), bold: true })],
        }),
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { after: 120 },
          children: [
            new TextRun({
              text: reportWords[report.language].attached(report.head),
              italics: true,
              size: size.agency,
            }),
          ],
        }),
      ]
  }
}

function pictureOf({ caption: title, alt, key }: ReportPicture, pictures: Pictures): FileChild[] {
  const drawn = pictures.get(key)
  if (!drawn) return []
  // as wide as the text, or as leaves room for another picture below; at the 96 pixels per inch that Word counts in
  const wide = drawn.height > drawn.width * 0.8 ? mapMm : columnMm
  const width = Math.round((wide / 25.4) * 96)
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
