import PDFDocument from 'pdfkit'
import type { Drawing, Mark, PathMark, TextMark, Weight } from './drawing'
import { fontFiles, outlineOf, widthOf } from './typeface'

type Pdf = PDFKit.PDFDocument

const fontName = (weight: Weight) => `weight-${weight}`

/**
 * Drawings as one PDF, a page each: vectors, with the typeface inside and text that can be selected.
 * @param date written into the file as its date, so that the same drawings make the same bytes
 */
export function toPdf(drawings: readonly Drawing[], date: string): Promise<Buffer> {
  const [first] = drawings
  if (!first) throw new Error('a PDF needs a page')
  const pdf = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    lang: first.language,
    displayTitle: true,
    info: {
      Title: first.title,
      Subject: first.description,
      Creator: 'Bản đồ Trẻ em',
      Producer: 'Bản đồ Trẻ em',
      CreationDate: new Date(date),
      ModDate: new Date(date),
    },
  })
  const done = collect(pdf)
  for (const weight of [400, 600] as const) pdf.registerFont(fontName(weight), fontFiles[weight])
  for (const { width, height, marks } of drawings) {
    pdf.addPage({ size: [width, height], margin: 0 })
    for (const mark of marks) draw(pdf, mark)
  }
  pdf.end()
  return done
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
}

function draw(pdf: Pdf, mark: Mark): void {
  if (mark.kind === 'path') return drawPath(pdf, mark)
  if (mark.kind === 'text') return drawText(pdf, mark)
  pdf.save()
  if (mark.clip !== undefined && mark.clip !== '') pdf.path(mark.clip).clip('even-odd')
  for (const each of mark.marks) draw(pdf, each)
  pdf.restore()
}

function drawPath(
  pdf: Pdf,
  { d, fill, evenOdd, stroke, width = 1, dash, round, opacity = 1 }: PathMark,
): void {
  if (d === '' || (fill === undefined && stroke === undefined)) return
  pdf.save()
  pdf.fillOpacity(opacity).strokeOpacity(opacity)
  pdf.lineWidth(width)
  if (round) pdf.lineCap('round').lineJoin('round')
  const [start, step] = dash ?? []
  if (start !== undefined) pdf.dash(start, { space: step })
  pdf.path(d)
  const rule = evenOdd ? 'even-odd' : 'non-zero'
  if (fill !== undefined && stroke !== undefined) pdf.fillAndStroke(fill, stroke, rule)
  else if (fill !== undefined) pdf.fill(fill, rule)
  else if (stroke !== undefined) pdf.stroke(stroke)
  pdf.restore()
}

function drawText(pdf: Pdf, { x, y, text, size, weight, fill, anchor, halo }: TextMark): void {
  const width = widthOf(text, size, weight)
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width
  if (halo) {
    // the edge is drawn as shapes: letters written twice would be found twice
    drawPath(pdf, {
      kind: 'path',
      d: outlineOf(text, { x: left + width / 2, y, size, weight, turn: 0 }),
      stroke: halo.colour,
      width: halo.width * 2,
      round: true,
    })
  }
  pdf
    .font(fontName(weight))
    .fontSize(size)
    .fillColor(fill)
    .text(text, left, y, { lineBreak: false, baseline: 'alphabetic' })
}
