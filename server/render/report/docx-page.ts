import { AlignmentType, BorderStyle, LineRuleType, Paragraph, TextRun, convertMillimetersToTwip } from 'docx'

// Decree 30/2020/NĐ-CP, annex I: A4, margins 20–25, 20–25, 30–35 and 15–20 mm, Times New Roman, 13–14 points,
// first lines indented by 1 to 1.27 cm, at least 6 points between paragraphs.
export const font = 'Times New Roman'
export const mm = convertMillimetersToTwip
export const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10) },
}
/** Width between the margins, in millimetres. */
export const columnMm = 160
/** Sizes in half-points, as Word counts. */
export const size = { body: 28, small: 24, table: 22, motto: 28, agency: 26, note: 22 }

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
export const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}
export const cellBorders = { top: none, bottom: none, left: none, right: none }

export type Run = { text: string; size: number; bold?: boolean; italics?: boolean }

export const centred = (run: Run, after = 0) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after, line: 240, lineRule: LineRuleType.AUTO },
    children: [new TextRun({ ...run, font })],
  })

/** A line in the middle, `share` of the width long, as the decree draws below names and the motto. */
export const rule = (widthMm: number, share: number) =>
  new Paragraph({
    indent: { left: mm((widthMm * (1 - share)) / 2), right: mm((widthMm * (1 - share)) / 2) },
    spacing: { before: 0, after: 60, line: 60, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  })

export const body = (children: TextRun[]) =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(12.7) },
    spacing: { before: 60, after: 60, line: 264, lineRule: LineRuleType.AUTO },
    children,
  })

export const caption = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 160, after: 80 },
    children: [new TextRun({ text, italics: true, size: size.agency })],
  })
