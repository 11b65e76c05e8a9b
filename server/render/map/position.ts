import type { Topology } from 'topojson-specification'
import type { LonLat } from '#domain/geodesy'
import type { Language } from '#domain/language'
import { distanceMetres } from '#domain/places/distance'
import { featuresOf } from '#domain/topology'
import type { Vintage } from '#domain/units'
import type { Box, Mark } from '../drawing'
import { inset, rectangle, round } from '../drawing'
import type { Point, Projection } from '../projection'
import { extentOf, projectionFor } from '../projection'
import type { Block, Sheet } from '../sheet'
import { line, paragraph, voiceOf } from '../sheet'
import { widthOf } from '../typeface'
import { multiples } from './furniture'
import { placesOf, shapesOf } from './shape'

/**
 * The capital: Hoàn Kiếm lake, from where the distances of the national roads are counted, to a hundredth of a degree.
 */
export const hanoi: LonLat = [105.85, 21.03]

/**
 * Where the province is governed from: until 30/06/2025 from Lào Cai city (ward Kim Tân), since then from Yên Bái
 * (Resolution 202/2025/QH15, article 1); the positions of these wards in `data/units.csv`, to a hundredth of a degree.
 */
export const seats: Record<
  Vintage,
  { province: string; name: string; from: Record<Language, string>; at: LonLat }
> = {
  '2024': {
    province: '10',
    name: 'Lào Cai',
    from: { vi: 'thành phố Lào Cai', en: 'Lào Cai city' },
    at: [103.97, 22.48],
  },
  '2025': {
    province: '15',
    name: 'Yên Bái',
    from: { vi: 'phường Yên Bái', en: 'Yên Bái ward' },
    at: [104.91, 21.72],
  },
}

/** Distance to Hà Nội in km along the ellipsoid, to the next ten. */
export const kmToHanoi = (vintage: Vintage): number =>
  Math.round(distanceMetres(seats[vintage].at, hanoi) / 10_000) * 10

/** Least side of the panel, before letters are scaled: below it the letters would touch. */
const leastSide = 58

/**
 * Where the province lies: its outline at its true place among meridians and parallels, its seat, Hà Nội and how far
 * it is. No outline of the country and no neighbour is drawn: the repository has no boundaries but the province's, and
 * a map of the country in an official document has to show all of it, with Hoàng Sa and Trường Sa. Nothing for another
 * province: it is not known where that one is governed from.
 */
export function positionPanel(sheet: Sheet, topology: Topology, box: Box): Block {
  const { picture, pt, ink } = sheet
  const { vintage } = picture.question
  if (picture.province.code !== seats[vintage].province) return { marks: [], height: 0 }
  const text = sheet.tell(({ language, own, format }) =>
    own.fromHanoi(format.whole(kmToHanoi(vintage)), seats[vintage].from[language]),
  )
  const say = (place: Pick<Box, 'x' | 'y' | 'width'>) =>
    paragraph(text, place, { size: pt(6.4), fill: ink.muted })
  const isNarrow = box.width < pt(120)
  const head = paragraph(
    sheet.tell(({ own }) => own.position),
    box,
    { size: pt(7), weight: 600, fill: ink.text },
  )
  const top = box.y + head.height + pt(2)
  const beneath = isNarrow ? pt(2) + say(box).height : 0
  const side = Math.min(box.y + box.height - top - beneath, isNarrow ? box.width : box.width * 0.52, pt(96))
  if (side < pt(leastSide)) return { marks: [], height: 0 }
  const panel: Box = { x: box.x, y: top, width: side, height: side }
  const said = isNarrow
    ? say({ ...box, y: top + side + pt(2) })
    : say({ x: box.x + side + pt(5), y: top, width: box.width - side - pt(5) })
  return {
    marks: [
      ...head.marks,
      { kind: 'group', name: 'locator', clip: rectangle(panel), marks: inPanel(sheet, topology, panel) },
      { kind: 'path', d: rectangle(panel), stroke: ink.line, width: 0.5 },
      ...said.marks,
    ],
    height: top - box.y + side + beneath,
  }
}

function inPanel(sheet: Sheet, topology: Topology, panel: Box): Mark[] {
  const { picture, pt, ink, languages } = sheet
  const seat = seats[picture.question.vintage]
  const province = featuresOf(topology, 'province')
  const projection = projectionFor([...placesOf(province), hanoi], inset(panel, pt(11)))
  const [capital, home] = [projection.point(hanoi), projection.point(seat.at)]
  const name = { size: pt(6.2), weight: 600, fill: ink.text } as const
  const halo = { colour: '#ffffff', width: pt(1.1) }
  return [
    { kind: 'path', d: rectangle(panel), fill: ink.ground },
    ...net(sheet, projection, panel),
    {
      kind: 'path',
      d: shapesOf(province, projection)
        .map(({ d }) => d)
        .join(''),
      evenOdd: true,
      fill: picture.grey ? '#9a9a9a' : '#8fb5bd',
      stroke: ink.text,
      width: 0.7,
    },
    {
      kind: 'path',
      d: `M${home.map(round).join(' ')}L${capital.map(round).join(' ')}`,
      stroke: ink.text,
      width: 0.6,
      dash: [2.4, 1.8],
    },
    { kind: 'path', d: disc(home, pt(1.7)), fill: '#ffffff', stroke: ink.text, width: 0.8 },
    { kind: 'path', d: star(capital, pt(3.6)), fill: ink.text, stroke: '#ffffff', width: 0.4 },
    { ...line(seat.name, home[0], home[1] - pt(3.2), { ...name, anchor: 'middle' }), halo },
    {
      ...line(voiceOf(languages[0] ?? 'vi').own.hanoi, capital[0] + pt(3), capital[1] + pt(9), {
        ...name,
        anchor: 'end',
      }),
      halo,
    },
  ]
}

/** Meridians and parallels with their degrees, as wide apart as leaves room for the figures. */
function net({ pt, ink, languages }: Sheet, projection: Projection, panel: Box): Mark[] {
  const { own, format } = voiceOf(languages[0] ?? 'vi')
  const [left, top, right, bottom] = [panel.x, panel.y, panel.x + panel.width, panel.y + panel.height]
  const corners = [left, right].flatMap((x) => [top, bottom].map((y) => projection.place([x, y])))
  const [west, south, east, north] = extentOf(corners)
  const step = north - south < 4 && panel.width > pt(70) ? 1 : 2
  const set = { size: pt(5), fill: ink.muted }
  const stroke = (from: LonLat, to: LonLat): Mark => ({
    kind: 'path',
    d: curve(projection, from, to),
    stroke: ink.line,
    width: 0.4,
  })
  const figure = (degrees: number, letter: string) => `${format.degrees(degrees)} ${letter}`
  return [
    ...multiples(west, east, step).flatMap((degrees): Mark[] => {
      const [text, x] = [figure(degrees, own.east), projection.point([degrees, north])[0] + pt(1.2)]
      const hasRoom = x > left + pt(20) && x + widthOf(text, set.size, 400) < right - pt(1)
      return [
        stroke([degrees, south], [degrees, north]),
        ...(hasRoom ? [line(text, x, top + pt(5.4), set)] : []),
      ]
    }),
    ...multiples(south, north, step).flatMap((degrees): Mark[] => {
      const y = projection.point([west, degrees])[1] - pt(1.2)
      const hasRoom = y > top + pt(5)
      return [
        stroke([west, degrees], [east, degrees]),
        ...(hasRoom ? [line(figure(degrees, own.north), left + pt(1.2), y, set)] : []),
      ]
    }),
  ]
}

/** A line of equal longitude or latitude, which the projection bends a little. */
function curve({ point }: Projection, [west, south]: LonLat, [east, north]: LonLat): string {
  const pieces = 8
  const places = Array.from({ length: pieces + 1 }, (_, i): LonLat => {
    const t = i / pieces
    return [west + (east - west) * t, south + (north - south) * t]
  })
  return `M${places.map((place) => point(place).map(round).join(' ')).join('L')}`
}

const disc = ([x, y]: Point, r: number): string =>
  `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 1 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 1 ${round(-2 * r)} 0Z`

function star([x, y]: Point, r: number): string {
  const corner = (i: number) => {
    const [angle, reach] = [(i * Math.PI) / 5, i % 2 === 0 ? r : r * 0.42]
    return `${round(x + Math.sin(angle) * reach)} ${round(y - Math.cos(angle) * reach)}`
  }
  return `M${Array.from({ length: 10 }, (_, i) => corner(i)).join('L')}Z`
}
