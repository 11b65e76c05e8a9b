import type { Topology } from 'topojson-specification'
import { featuresOf } from '#domain/topology'
import type { Box, Mark } from '../drawing'
import { inset, rectangle } from '../drawing'
import { projectionFor } from '../projection'
import type { Block, Sheet } from '../sheet'
import { paragraph } from '../sheet'
import type { MapGeometry } from './geometry'
import { positionPanel } from './position'
import { placesOf, shapesOf } from './shape'

/** Least side of the little map of the province, before letters are scaled. */
const leastSide = 45

/**
 * Where the mapped area lies: a district in its province, the province among meridians and parallels. Nothing where
 * there is no room. @param box the room there is; the panel takes as much of it as it can use
 */
export function locate(sheet: Sheet, topology: Topology, box: Box): Block {
  const draw = sheet.picture.district === null ? positionPanel : inProvince
  return draw(sheet, topology, box)
}

/** The same in a corner of the map that the mapped area leaves free, on a plate of its own; null where none is free. */
export function cornerLocator(
  sheet: Sheet,
  topology: Topology,
  { units }: MapGeometry,
  frame: Box,
): { plate: Box; marks: Mark[] } | null {
  const { pt } = sheet
  const [gap, pad] = [pt(7), pt(4)]
  const draw = (x: number, y: number) => locate(sheet, topology, { x, y, width: pt(84), height: pt(170) })
  const { height } = draw(0, 0)
  const size = { width: pt(84) + 2 * pad, height: height + 2 * pad }
  const [left, right] = [frame.x + gap, frame.x + frame.width - gap - size.width]
  const bottom = frame.y + frame.height - size.height
  // degrees run along the lower edge, the scale stands in the lower left corner, the arrow in the upper right one
  const corners: Box[] = [
    { ...size, x: right, y: bottom - gap - pt(6) },
    { ...size, x: left, y: bottom - gap - pt(44) },
    { ...size, x: left, y: frame.y + gap },
  ]
  const plate = corners.find((box) => !units.some(({ d }) => touches(d, box)))
  if (height === 0 || !plate) return null
  return {
    plate,
    marks: [
      { kind: 'path', d: rectangle(plate, pt(2)), fill: '#ffffff' },
      ...draw(plate.x + pad, plate.y + pad).marks,
    ],
  }
}

/** Whether an outline has a corner in the box: no unit is so large that it goes around. */
function touches(d: string, { x, y, width, height }: Box): boolean {
  return d
    .split(/[MLZ]/)
    .filter((place) => place !== '')
    .map((place) => place.split(' ').map(Number))
    .some(([px = NaN, py = NaN]) => px > x && px < x + width && py > y && py < y + height)
}

/** The province with the district filled in. */
function inProvince(sheet: Sheet, topology: Topology, box: Box): Block {
  const { pt, ink, picture } = sheet
  const head = paragraph(
    sheet.tell(({ own }) => own.locator),
    box,
    { size: pt(7), weight: 600, fill: ink.text },
  )
  const top = head.height + pt(2)
  const side = Math.min(box.height - top, box.width * (box.width < pt(120) ? 1 : 0.8), pt(104))
  if (side < pt(leastSide)) return { marks: [], height: 0 }
  const province = featuresOf(topology, 'province')
  const panel: Box = { x: box.x, y: box.y + top, width: side, height: side }
  const projection = projectionFor(placesOf(province), inset(panel, pt(4)))
  const districts = shapesOf(featuresOf(topology, 'district'), projection)
  const outline = (shapes: readonly { d: string }[]) => shapes.map(({ d }) => d).join('')
  const shown = districts.filter(({ code }) => code === picture.district?.code)
  return {
    marks: [
      ...head.marks,
      {
        kind: 'group',
        name: 'locator',
        marks: [
          {
            kind: 'path',
            d: outline(shapesOf(province, projection)),
            evenOdd: true,
            fill: '#ffffff',
            stroke: ink.text,
            width: 0.7,
          },
          { kind: 'path', d: outline(shown), evenOdd: true, fill: picture.grey ? '#555555' : ink.accent },
          { kind: 'path', d: outline(districts), stroke: ink.line, width: 0.5, round: true },
          { kind: 'path', d: rectangle(panel), stroke: ink.line, width: 0.5 },
        ],
      },
    ],
    height: top + side,
  }
}
