import { classLabel, meetsTarget } from '#domain/legend-label'
import type { Status } from '#domain/status'
import type { Box, Mark } from '../drawing'
import { rectangle, round } from '../drawing'
import { widthOf } from '../typeface'
import type { Block, Sheet } from '../sheet'
import { line, paragraph, voiceOf } from '../sheet'
import {
  estimatedMarks,
  illustrativeMarks,
  missingMarks,
  overlayColour,
  overlayStep,
  withheldTexture,
} from './body'
import { hatch } from './textures'

type Row = {
  /** Drawn into the box of the sample, cut to it. */
  sample: (box: Box) => Mark[]
  text: string
  count: string
  isStrong?: boolean
  /** A line needs no frame around its sample. */
  isLine?: boolean
}

/** What colours and marks mean, with the number of units in each class, and the target. */
export function legendPanel(sheet: Sheet, { x, y, width }: { x: number; y: number; width: number }): Block {
  const { picture, pt, ink } = sheet
  const { indicator, target } = picture.question
  const title = paragraph(
    sheet.say(indicator.short),
    { x, y, width, most: 3 },
    { size: pt(8.4), weight: 600, fill: ink.text },
  )
  const small = { size: pt(7), fill: ink.muted }
  const counts = sheet.tell(({ own }) => own.units)
  const goal = paragraph(
    target === null
      ? sheet.tell(({ own }) => own.noTarget)
      : sheet.tell(({ own, format }) => own.target(format.value(target.value, indicator.unit))),
    { x, y: y + title.height + pt(1), width: width - widthOf(counts, small.size, 400) - pt(8) },
    small,
  )
  const marks: Mark[] = [
    ...title.marks,
    ...goal.marks,
    line(counts, x + width, y + title.height + pt(1) + small.size, { ...small, anchor: 'end' }),
  ]
  let at = y + title.height + goal.height + pt(4)
  for (const row of rowsOf(sheet)) {
    const drawn = drawRow(sheet, row, { x, y: at, width })
    marks.push(...drawn.marks)
    at += drawn.height
  }
  return { marks, height: at - y }
}

function drawRow(
  { pt, ink }: Sheet,
  row: Row,
  { x, y, width }: { x: number; y: number; width: number },
): Block {
  const sample: Box = { x, y: y + pt(1.2), width: pt(20), height: pt(10) }
  const size = pt(7.2)
  const text = paragraph(
    row.text,
    { x: x + pt(26), y: y + pt(2), width: width - pt(52) },
    { size, fill: ink.text, weight: row.isStrong ? 600 : 400 },
  )
  return {
    marks: [
      { kind: 'group', name: 'sample', clip: rectangle(sample), marks: row.sample(sample) },
      ...(row.isLine ? [] : [{ kind: 'path' as const, d: rectangle(sample), stroke: ink.muted, width: 0.4 }]),
      ...text.marks,
      line(row.count, x + width, y + pt(2) + size, { size, fill: ink.muted, anchor: 'end' }),
    ],
    height: Math.max(pt(13), text.height + pt(4)),
  }
}

function rowsOf(sheet: Sheet): Row[] {
  const { picture, languages } = sheet
  const { legend, units } = picture
  const { indicator, target } = picture.question
  const whole = voiceOf(languages[0] ?? 'vi').format.whole
  const worded = { legend, indicator, target }
  const classes = legend.classes.map((entry): Row => {
    const isMet = meetsTarget(worded, entry)
    return {
      sample: (box) => [{ kind: 'path', d: rectangle(box), fill: entry.colour }],
      text: sheet.tell(
        ({ language, own }) =>
          classLabel(worded, entry, language) + (isMet ? ` · ${own.met.toLocaleLowerCase('vi')}` : ''),
      ),
      count: whole(entry.count),
      isStrong: isMet,
    }
  })
  const withheld = units.filter(({ isWithheld }) => isWithheld).length
  const counted = (text: string, count: number, sample: Row['sample']): Row[] =>
    count === 0 ? [] : [{ sample, text, count: whole(count) }]
  const shown = (status: Status) =>
    units.filter(({ value, isWithheld }) => value.status === status && value.value !== null && !isWithheld)
      .length
  return [
    ...classes.reverse(),
    ...counted(
      sheet.tell(({ shared }) => shared.legend.missing),
      legend.missing - withheld,
      (box) => missingMarks(sheet, box),
    ),
    ...counted(
      sheet.tell(({ own }) => own.withheld),
      withheld,
      (box) => withheldTexture(sheet, box),
    ),
    ...counted(
      sheet.tell(({ shared }) => shared.legend.estimated),
      shown('estimated'),
      estimatedMarks,
    ),
    ...counted(
      sheet.tell(({ shared, own }) => `${shared.legend.illustrative} – ${own.notReal}`),
      shown('illustrative'),
      illustrativeMarks,
    ),
    ...overlayRow(sheet),
    borderRow(sheet),
  ]
}

function overlayRow(sheet: Sheet): Row[] {
  const { kind, codes } = sheet.picture.overlay
  if (kind === 'none') return []
  const stroke = overlayColour(sheet)
  return [
    {
      sample: (box) => [
        { kind: 'path', d: hatch(box, overlayStep(sheet)), stroke, width: 0.45, opacity: 0.75 },
        { kind: 'path', d: rectangle(box), stroke, width: sheet.pt(1.6) },
      ],
      text: sheet.tell(({ shared }) => (kind === 'zone' ? shared.legend.zone : shared.legend.villages)),
      count: voiceOf(sheet.languages[0] ?? 'vi').format.whole(codes.length),
    },
  ]
}

function borderRow(sheet: Sheet): Row {
  const { picture, pt } = sheet
  return {
    sample: (box) => [
      {
        kind: 'path',
        d: `M${round(box.x)} ${round(box.y + box.height / 2)}h${round(box.width)}`,
        stroke: picture.grey ? '#2b2b2b' : '#4d5d6b',
        width: pt(1.1),
      },
    ],
    text: sheet.tell(({ own }) => (picture.question.vintage === '2025' ? own.formerDistrict : own.district)),
    count: '',
    isLine: true,
  }
}
