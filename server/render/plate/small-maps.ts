import type { Topology } from 'topojson-specification'
import type { Box, Mark } from '../drawing'
import { inset, rectangle } from '../drawing'
import { missingMarks, withheldTexture } from '../map/body'
import { geometryFor } from '../map/geometry'
import type { Sheet } from '../sheet'
import { legendRows } from './legend'
import type { SmallMap } from './plate'

/** Maps side by side, each with its title and its legend. */
export function smallMaps(sheet: Sheet, topology: Topology, maps: readonly SmallMap[], frame: Box): Mark[] {
  const columns = columnsFor(maps.length, frame)
  const rows = Math.ceil(maps.length / columns)
  const gap = sheet.pt(10)
  const [width, height] = [
    (frame.width - gap * (columns - 1)) / columns,
    (frame.height - gap * (rows - 1)) / rows,
  ]
  return maps.map((map, i) => ({
    kind: 'group',
    name: 'small-map',
    marks: smallMap(sheet, topology, map, {
      x: frame.x + (i % columns) * (width + gap),
      y: frame.y + Math.floor(i / columns) * (height + gap),
      width,
      height,
    }),
  }))
}

/** As many columns as make the maps largest; a map and its legend beside it are about twice as wide as high. */
function columnsFor(count: number, { width, height }: Box): number {
  const sizeWith = (columns: number) => Math.min(width / columns / 1.7, height / Math.ceil(count / columns))
  const choices = Array.from({ length: Math.max(1, count) }, (_, i) => i + 1)
  return choices.reduce((best, columns) => (sizeWith(columns) > sizeWith(best) ? columns : best), 1)
}

function smallMap(
  sheet: Sheet,
  topology: Topology,
  { title, colours, withheld, legend }: SmallMap,
  box: Box,
): Mark[] {
  const { pt, ink, picture } = sheet
  const side = Math.min(box.width * 0.42, pt(110))
  const place = { x: box.x + box.width - side, y: box.y + pt(2), width: side - pt(4) }
  // letters become smaller where the classes would not go into the box
  const keys = [1, 0.9, 0.8, 0.7, 0.6].map(
    (shrink) => () => legendRows({ ...sheet, pt: (size) => sheet.pt(size * shrink) }, legend, place, title),
  )
  const key = (keys.find((draw) => draw().height <= box.height - pt(4)) ?? keys.at(-1))?.()
  const area: Box = inset({ ...box, width: box.width - side - pt(6) }, pt(2))
  const { units, districts, province } = geometryFor(topology, picture, area)
  const empty = units.filter(({ code }) => (colours[code] ?? null) === null)
  const hidden = empty.filter(({ code }) => withheld.includes(code))
  const missing = empty.filter(({ code }) => !withheld.includes(code))
  const outline = (shapes: readonly { d: string }[]) => shapes.map(({ d }) => d).join('')
  return [
    { kind: 'path', d: rectangle(box), stroke: ink.line, width: 0.4 },
    ...filledWith('missing', missing, missingMarks),
    ...filledWith('withheld', hidden, withheldTexture),
    ...units.map(({ code, d }): Mark => {
      const fill = colours[code] ?? undefined
      return { kind: 'path', code, d, evenOdd: true, fill, stroke: '#ffffff', width: 0.25 }
    }),
    { kind: 'path', d: outline(districts), stroke: ink.muted, width: 0.4, round: true },
    { kind: 'path', d: outline(province), stroke: ink.text, width: 0.7, round: true },
    ...(key?.marks ?? []),
  ]

  function filledWith(name: string, shapes: typeof units, texture: typeof missingMarks): Mark[] {
    if (shapes.length === 0) return []
    return [{ kind: 'group', name, clip: outline(shapes), marks: texture(sheet, area) }]
  }
}
