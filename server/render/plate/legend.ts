import type { Bilingual } from '#domain/measures'
import type { Box, Mark } from '../drawing'
import { rectangle } from '../drawing'
import { missingMarks, withheldTexture } from '../map/body'
import type { Block, Sheet } from '../sheet'
import { line, paragraph, voiceOf } from '../sheet'
import type { LegendRow, PlateBody } from './plate'
import { plateWords } from './words'

type Place = { x: number; y: number; width: number }

/** What the colours mean, with counts where units are counted. */
export function legendRows(
  sheet: Sheet,
  rows: readonly LegendRow[],
  { x, y, width }: Place,
  title: Bilingual,
  note: Bilingual | null = null,
): Block {
  const { pt, ink, languages } = sheet
  const { format } = voiceOf(languages[0] ?? 'vi')
  const head = paragraph(sheet.say(title), { x, y, width }, { size: pt(8.4), weight: 600, fill: ink.text })
  const marks: Mark[] = [...head.marks]
  let at = y + head.height + pt(4)
  for (const { colour, isWithheld, text, count } of rows) {
    const sample: Box = { x, y: at + pt(1.2), width: pt(20), height: pt(10) }
    const size = pt(7.2)
    const said = paragraph(
      sheet.say(text),
      { x: x + pt(26), y: at + pt(2), width: width - pt(52) },
      { size, fill: ink.text },
    )
    marks.push(
      {
        kind: 'group',
        name: 'sample',
        clip: rectangle(sample),
        marks:
          colour === null
            ? (isWithheld ? withheldTexture : missingMarks)(sheet, sample)
            : [{ kind: 'path', d: rectangle(sample), fill: colour }],
      },
      { kind: 'path', d: rectangle(sample), stroke: ink.muted, width: 0.4 },
      ...said.marks,
    )
    if (count !== null) {
      marks.push(
        line(format.whole(count), x + width, at + pt(2) + size, { size, fill: ink.muted, anchor: 'end' }),
      )
    }
    at += Math.max(pt(13), said.height + pt(4))
  }
  if (note !== null) {
    const said = paragraph(sheet.say(note), { x, y: at + pt(3), width }, { size: pt(7), fill: ink.muted })
    marks.push(...said.marks)
    at += said.height + pt(3)
  }
  return { marks, height: at - y }
}

/** Three by three classes: along the first indicator to the right, along the second upwards. */
export function bivariateLegend(
  sheet: Sheet,
  { first, second, cells, missing, withheld }: Extract<PlateBody, { kind: 'bivariate' }>,
  { x, y, width }: Place,
): Block {
  const { pt, ink, languages } = sheet
  const { format } = voiceOf(languages[0] ?? 'vi')
  const say = (key: 'upwards' | 'across' | 'thirds' | 'missing') =>
    sheet.say({ vi: plateWords.vi[key], en: plateWords.en[key] })
  const small = { size: pt(7.2), fill: ink.text }
  const up = paragraph(`${say('upwards')}: ${sheet.say(second)}`, { x, y, width }, small)
  const side = Math.min(width, pt(120)) / 3
  const top = y + up.height + pt(3)
  const marks: Mark[] = [...up.marks]
  for (const [row, list] of cells.entries()) {
    for (const [column, { colour, count }] of list.entries()) {
      const box = { x: x + column * side, y: top + (2 - row) * side, width: side, height: side }
      const middle = box.x + side / 2
      marks.push(
        { kind: 'path', d: rectangle(box), fill: colour, stroke: '#ffffff', width: 1 },
        line(format.whole(count), middle, box.y + side / 2 + pt(2.6), {
          size: pt(7.4),
          weight: 600,
          fill: row + column >= 3 ? '#ffffff' : ink.text,
          anchor: 'middle',
        }),
      )
    }
  }
  const across = paragraph(
    `${say('across')}: ${sheet.say(first)}`,
    { x, y: top + side * 3 + pt(3), width },
    small,
  )
  const at = top + side * 3 + pt(3) + across.height + pt(4)
  const note = paragraph(`${say('thirds')}.`, { x, y: at, width }, { size: pt(6.6), fill: ink.muted })
  marks.push(...across.marks, ...note.marks)
  let end = at + note.height + pt(4)
  const absent = (count: number, name: string, texture: typeof missingMarks) => {
    if (count === 0) return
    const sample = { x, y: end + pt(1.2), width: pt(20), height: pt(10) }
    marks.push(
      { kind: 'group', name: 'sample', clip: rectangle(sample), marks: texture(sheet, sample) },
      line(`${name}: ${format.whole(count)}`, x + pt(26), end + pt(9.2), small),
    )
    end += pt(13)
  }
  absent(missing, say('missing'), missingMarks)
  absent(
    withheld,
    sheet.tell(({ own }) => own.withheld),
    withheldTexture,
  )
  return { marks, height: end - y }
}
