import { create } from 'qrcode'
import { overallInWords, rangeInWords, spanInWords } from '#domain/figures'
import { rectangle } from '../drawing'
import type { Block, Sheet } from '../sheet'
import { line, paragraph, stack, voiceOf } from '../sheet'
import { widthOf } from '../typeface'

type Place = { x: number; y: number; width: number }

/** The few numbers that sum up the map: how far the area is, who is below the target, what is lacking. */
export function figuresPanel(sheet: Sheet, { x, y, width }: Place): Block {
  const { picture, pt } = sheet
  const { summary } = picture
  const { indicator, target } = picture.question
  const { belowAtLeast, belowAtMost } = summary
  const lines: [label: string, value: string][] = [
    [
      sheet.tell(({ shared }) => (indicator.kind === 'count' ? shared.figures.count : shared.figures.value)),
      sheet.tell(({ language }) => overallInWords(summary.value, indicator, language)),
    ],
  ]
  const range = sheet.tell(({ language }) => rangeInWords(summary.value, indicator, language) ?? '')
  if (range !== '') lines.push(['', `(${range})`])
  if (belowAtLeast !== null && belowAtMost !== null && summary.reportedUnits > 0) {
    lines.push([
      sheet.tell(({ shared }) => shared.figures.below),
      sheet.tell(
        ({ language, format }) =>
          `${spanInWords(belowAtLeast, belowAtMost, language)} / ${format.whole(summary.units)}`,
      ),
    ])
  }
  const { lacking, lackingLeast } = summary
  const thing = indicator.lacking
  if (target !== null && thing !== null && (lacking !== null || lackingLeast !== null)) {
    lines.push([
      sheet.tell(({ language, shared }) => `${shared.figures.lacking}: ${thing[language]}`),
      sheet.tell(({ language }) => spanInWords(lackingLeast, lacking, language)),
    ])
  }
  lines.push([
    sheet.tell(({ shared }) => shared.figures.reported),
    sheet.tell(({ format: { whole } }) => `${whole(summary.reportedUnits)} / ${whole(summary.units)}`),
  ])
  if (indicator.kind === 'class') lines.splice(0, 1)
  return stack(
    lines.map(
      ([label, value]) =>
        (at: number) =>
          figureRow(sheet, label, value, { x, y: at, width }),
    ),
    y,
    pt(1.6),
  )
}

/** A label with its figure at the right; a figure that is long gets a line of its own. */
function figureRow({ pt, ink }: Sheet, label: string, value: string, { x, y, width }: Place): Block {
  const size = pt(7.2)
  const strong = { size, weight: 600, fill: ink.text, anchor: 'end' } as const
  const room = width - widthOf(value, size, 600) - pt(6)
  const isBeside = room >= width * 0.42
  const text = paragraph(label, { x, y, width: isBeside ? room : width }, { size, fill: ink.muted })
  if (isBeside) {
    const marks = [...text.marks, line(value, x + width, y + size, strong)]
    return { marks, height: Math.max(text.height, size * 1.32) }
  }
  const figure = paragraph(value, { x: x + width, y: y + text.height, width }, strong)
  return { marks: [...text.marks, ...figure.marks], height: text.height + figure.height }
}

const leastRows = 3
const mostRows = 10

/** The units that lack most, as many as go into the height; nothing where that says little. */
export function topPanel(sheet: Sheet, { x, y, width, height }: Place & { height: number }): Block {
  const { picture, pt, ink, languages } = sheet
  const { format } = voiceOf(languages[0] ?? 'vi')
  const size = pt(7.2)
  const step = size * 1.42
  const lacking = picture.units
    .flatMap(({ name, type, value }) => (value.lacking ? [{ name, type, lacks: value.lacking }] : []))
    .sort((a, b) => b.lacks - a.lacks || format.compare(a.name, b.name))
  const rows = lacking.slice(0, Math.min(mostRows, Math.floor(Math.max(0, height - pt(13)) / step)))
  if (rows.length < leastRows || picture.units.length <= leastRows) return { marks: [], height: 0 }
  return {
    marks: [
      line(
        sheet.tell(({ own }) => own.top),
        x,
        y + pt(7.2),
        { size, weight: 600, fill: ink.text },
      ),
      ...rows.flatMap(({ name, type, lacks }, i) => {
        const base = y + pt(10) + step * (i + 1)
        return [
          line(format.unitName({ name, type }), x, base, { size, fill: ink.muted }),
          line(format.count(lacks), x + width, base, { size, weight: 600, fill: ink.text, anchor: 'end' }),
        ]
      }),
    ],
    height: pt(10) + step * rows.length,
  }
}

/** A square code that a telephone reads, and what it leads to in letters. */
export function qrPanel(sheet: Sheet, { x, y, width }: Place): Block {
  const { picture, pt, ink, layout } = sheet
  const { modules } = create(picture.link, { errorCorrectionLevel: 'M' })
  // 20 mm on paper, as large on a screen; a quiet zone of four modules belongs to the code
  const side = layout.isPaper ? 57 * Math.min(layout.letters, 1.15) : pt(52)
  const module = side / (modules.size + 8)
  const rows: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue
      let run = 1
      while (column + run < modules.size && modules.get(row, column + run)) run += 1
      const [left, top] = [x + (column + 4) * module, y + (row + 4) * module]
      rows.push(
        `M${round3(left)} ${round3(top)}h${round3(run * module)}v${round3(module)}h${round3(-run * module)}Z`,
      )
      column += run - 1
    }
  }
  const textX = x + side + pt(5)
  const text = stack(
    [
      (at) =>
        paragraph(
          sheet.tell(({ own }) => (picture.frozenId === null ? own.live : own.kept(picture.frozenId))),
          { x: textX, y: at, width: width - side - pt(5) },
          { size: pt(7), weight: 600, fill: picture.frozenId === null ? ink.text : ink.accent },
        ),
      (at) =>
        paragraph(
          hostOf(picture.link),
          { x: textX, y: at, width: width - side - pt(5), most: 3 },
          { size: pt(6), fill: ink.muted },
        ),
    ],
    y + module * 4,
    pt(2),
  )
  return {
    marks: [
      { kind: 'path', d: rectangle({ x, y, width: side, height: side }), fill: '#ffffff' },
      { kind: 'group', name: 'qr', marks: [{ kind: 'path', d: rows.join(''), fill: '#000000' }] },
      ...text.marks,
    ],
    height: side,
  }
}

/** Modules are small: a third decimal keeps their edges together. */
const round3 = (value: number): string => String(Math.round(value * 1000) / 1000)

/** What a person may type: the address without its questions. */
const hostOf = (link: string): string => link.replace(/^https?:\/\//, '').replace(/\/?\?.*$/, '')
