import type { Topology } from 'topojson-specification'
import type { Bilingual } from '#domain/measures'
import type { Box, Drawing, Mark } from '../drawing'
import { inset, rectangle } from '../drawing'
import { colophon, notice } from '../map/heading'
import { atBottom, mapIn } from '../map/page'
import { qrPanel } from '../map/panels'
import type { Block, Sheet } from '../sheet'
import { paragraph, sheetOf, stack } from '../sheet'
import { wrap } from '../typeface'
import { bivariateLegend, legendRows } from './legend'
import type { Plate } from './plate'
import { plotMarks } from './plots'
import { smallMaps } from './small-maps'

/** Draws a page that is not the map of one indicator, in the same frame as that map. */
export function drawPlate(plate: Plate, topology: Topology): Drawing {
  const sheet = sheetOf(plate.picture)
  const { layout, pt, languages } = sheet
  const { width, height, margin } = layout
  const [language = 'vi'] = languages
  const inner = inset({ x: 0, y: 0, width, height }, margin)
  const head = headOf(sheet, plate, inner)
  const foot = atBottom(inner.y + inner.height, (y) => colophon(sheet, { ...inner, y }))
  const top = inner.y + head.height + pt(6)
  const rest: Box = { ...inner, y: top, height: inner.y + inner.height - foot.height - pt(5) - top }
  const { frame, marks } = layout.side === 'right' ? beside(sheet, plate, rest) : below(sheet, plate, rest)
  return {
    width,
    height,
    title: plate.title[language],
    description: plate.subtitle[language],
    language,
    marks: [
      { kind: 'path', d: rectangle({ x: 0, y: 0, width, height }), fill: '#ffffff' },
      { kind: 'group', name: 'heading', marks: head.marks },
      ...bodyIn(sheet, plate, topology, frame),
      { kind: 'group', name: 'panels', marks },
      { kind: 'group', name: 'colophon', marks: foot.marks },
    ],
  }
}

function headOf(sheet: Sheet, { title, subtitle, isIllustrative }: Plate, { x, y, width }: Box): Block {
  const { picture, pt, ink, languages } = sheet
  const [first = 'vi', ...others] = languages
  const written: Bilingual = picture.title === null ? title : { vi: picture.title, en: picture.title }
  const size = [15.5, 14, 12.5].map(pt).find((each) => wrap(written[first], width, each, 600).length <= 1)
  const small = (text: string, i: number) => (at: number) =>
    paragraph(text, { x, y: at, width }, { size: pt(i === 0 ? 8.6 : 7.8), fill: ink.muted })
  return stack(
    [
      (at) =>
        paragraph(
          written[first],
          { x, y: at, width, most: 4 },
          { size: size ?? pt(12), weight: 600, fill: ink.accent },
        ),
      ...(picture.title === null
        ? others.map(
            (language) => (at: number) =>
              paragraph(title[language], { x, y: at, width }, { size: pt(10), fill: ink.accent }),
          )
        : []),
      ...languages.map((language, i) =>
        small(picture.title === null ? subtitle[language] : `${title[language]} · ${subtitle[language]}`, i),
      ),
      (at) => (isIllustrative ? notice(sheet, { x, y: at, width }) : { marks: [], height: 0 }),
    ],
    y,
    pt(1.5),
  )
}

type Arranged = { frame: Box; marks: Mark[] }

function beside(sheet: Sheet, plate: Plate, rest: Box): Arranged {
  const { pt } = sheet
  // the small maps carry legends of their own: only the code stands beside them
  const width = plate.body.kind === 'maps' ? pt(104) : Math.max(pt(168), rest.width * 0.235)
  const x = rest.x + rest.width - width
  const code = atBottom(rest.y + rest.height, (y) => qrPanel(sheet, { x, y, width }))
  const legend = legendOf(sheet, plate, { x, y: rest.y, width })
  return {
    frame: { ...rest, width: rest.width - width - pt(10) },
    marks: [...legend.marks, ...code.marks],
  }
}

function below(sheet: Sheet, plate: Plate, rest: Box): Arranged {
  const { pt } = sheet
  const width = (rest.width - pt(14)) / 2
  const lower = atBottom(rest.y + rest.height, (y) => {
    const legend = legendOf(sheet, plate, { x: rest.x, y, width })
    const code = qrPanel(sheet, { x: rest.x + width + pt(14), y, width })
    return { marks: [...legend.marks, ...code.marks], height: Math.max(legend.height, code.height) }
  })
  return { frame: { ...rest, height: rest.height - lower.height - pt(8) }, marks: lower.marks }
}

function legendOf(sheet: Sheet, { body }: Plate, place: { x: number; y: number; width: number }): Block {
  if (body.kind === 'bivariate') return bivariateLegend(sheet, body, place)
  if (body.kind === 'map') return legendRows(sheet, body.legend, place, body.title)
  if (body.kind === 'maps') return { marks: [], height: 0 }
  return legendRows(sheet, body.legend, place, body.indicator.short, body.note)
}

function bodyIn(sheet: Sheet, { body }: Plate, topology: Topology, frame: Box): Mark[] {
  if (body.kind === 'map' || body.kind === 'bivariate') {
    return mapIn(sheet, topology, frame, { colours: body.colours, isLocated: false })
  }
  if (body.kind === 'maps') return smallMaps(sheet, topology, body.maps, frame)
  return [
    { kind: 'path', d: rectangle(frame), stroke: sheet.ink.line, width: 0.9 },
    { kind: 'group', name: 'plot', marks: plotMarks(sheet, body, inset(frame, sheet.pt(8))) },
  ]
}
