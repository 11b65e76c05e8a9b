import type { Topology } from 'topojson-specification'
import type { Box, Drawing, Mark, Weight } from '../drawing'
import { rectangle } from '../drawing'
import { qrPath } from '../qr'
import { widthOf, wrap } from '../typeface'
import type { Annex } from './content'
import { coverageColours, coverageMap } from './maps'
import { annexWords } from './words'

/** A4 upright, in points. */
const sheet = { width: 595, height: 842 }
const margin = 40
const across = sheet.width - 2 * margin
const ink = { text: '#17242e', muted: '#4d5d6b', line: '#c3ccd3', mark: '#9a3412' }
/** Left ends of the columns of the table, and how their texts stand. */
const columns = [
  { at: 0, width: 24, anchor: 'start' },
  { at: 24, width: 116, anchor: 'start' },
  { at: 144, width: 96, anchor: 'start' },
  { at: 244, width: 150, anchor: 'start' },
  { at: 394, width: 70, anchor: 'end' },
  { at: 464, width: 51, anchor: 'end' },
] as const

type Pen = { marks: Mark[]; y: number }

/** The annex as one page. */
export function annexPage(annex: Annex, topology: Topology): Drawing {
  const pen: Pen = { marks: [], y: margin }
  paragraph(pen, annex.title, 13, 600)
  paragraph(pen, annex.name, 10, 600)
  if (annex.mark !== null) paragraph(pen, annex.mark, 8, 600, ink.mark)
  pen.y += 4
  for (const [label, text] of annex.asked) labelled(pen, label, text)
  pen.y += 6
  addTable(pen, annex)
  for (const text of annex.totals) paragraph(pen, text, 8.5, 600)
  addMaps(pen, annex, topology)
  addFoot(pen, annex)
  return {
    ...sheet,
    title: `${annex.title}: ${annex.name}`,
    description: annex.asked.map(([label, text]) => `${label}: ${text}`).join('. '),
    language: annex.language,
    marks: [{ kind: 'path', d: rectangle({ x: 0, y: 0, ...sheet }), fill: '#ffffff' }, ...pen.marks],
  }
}

function put(pen: Pen, text: string, x: number, y: number, size: number, weight: Weight, fill = ink.text) {
  pen.marks.push({ kind: 'text', x, y, text, size, weight, fill, anchor: 'start' })
}

function paragraph(pen: Pen, text: string, size: number, weight: Weight, fill = ink.text, width = across) {
  for (const line of wrap(text, width, size, weight)) {
    pen.y += size * 1.3
    put(pen, line, margin, pen.y, size, weight, fill)
  }
}

function labelled(pen: Pen, label: string, text: string): void {
  const size = 8
  const left = 120
  put(pen, label, margin, pen.y + size * 1.3, size, 400, ink.muted)
  for (const line of wrap(text, across - left, size, 600, 3)) {
    pen.y += size * 1.3
    put(pen, line, margin + left, pen.y, size, 600)
  }
}

function addTable(pen: Pen, { language, rows }: Annex): void {
  if (rows.length === 0) return
  const size = 7.6
  const height = 12.4
  const addRow = (cells: readonly string[], weight: Weight, ground: string | null) => {
    const lines = columns.map(({ width }, i) => wrap(cells[i] ?? '', width - 5, size, weight, 2))
    const tall = height + (Math.max(...lines.map((line) => line.length)) - 1) * size * 1.15
    if (ground !== null) {
      const box = { x: margin, y: pen.y, width: across, height: tall }
      pen.marks.push({ kind: 'path', d: rectangle(box), fill: ground })
    }
    for (const [i, { at, width, anchor }] of columns.entries()) {
      for (const [n, text] of (lines[i] ?? []).entries()) {
        const x = margin + at + (anchor === 'end' ? width - 3 - widthOf(text, size, weight) : 3)
        put(pen, text, x, pen.y + size * 1.25 + n * size * 1.15, size, weight)
      }
    }
    pen.y += tall
    pen.marks.push({ kind: 'path', d: `M${margin} ${pen.y}h${across}`, stroke: ink.line, width: 0.4 })
  }
  addRow(annexWords[language].head, 600, '#e8eef0')
  for (const [i, row] of rows.entries()) addRow(row, i === rows.length - 1 ? 600 : 400, null)
}

function addMaps(pen: Pen, { language, maps }: Annex, topology: Topology): void {
  if (!maps) return
  const size = 8
  paragraph(pen, maps.title, 8.5, 600)
  const top = pen.y + 4
  const height = Math.max(90, Math.min(150, sheet.height - margin - 96 - top))
  const width = 190
  for (const [i, when] of (['before', 'after'] as const).entries()) {
    const box: Box = { x: margin + i * (width + 10), y: top + 12, width, height: height - 12 }
    put(pen, maps[when], box.x, top + size, size, 600)
    pen.marks.push(coverageMap(topology, maps.communes, when, box))
  }
  for (const [i, label] of annexWords[language].classes.entries()) {
    const y = top + 14 + i * 13
    const box = { x: margin + 2 * width + 24, y, width: 12, height: 9 }
    pen.marks.push({
      kind: 'path',
      d: rectangle(box),
      fill: coverageColours[i] ?? '#ffffff',
      stroke: ink.line,
      width: 0.4,
    })
    put(pen, label, box.x + 17, y + 7.5, 7.5, 400)
  }
  pen.y = top + height
}

/** Notes beside the code that opens the scenario, at the foot of the sheet. */
function addFoot(pen: Pen, { language, notes, link }: Annex): void {
  const side = 74
  const top = sheet.height - margin - side
  pen.y = Math.max(pen.y, top - 4)
  pen.marks.push({
    kind: 'path',
    d: qrPath(link, { x: sheet.width - margin - side, y: top, side }),
    fill: '#000000',
  })
  for (const text of notes) paragraph(pen, text, 7, 400, ink.muted, across - side - 12)
  paragraph(pen, `${annexWords[language].link}: ${link}`, 7, 400, ink.muted, across - side - 12)
}
