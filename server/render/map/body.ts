import { colourOf } from '#domain/legend'
import type { MapGeometry } from './geometry'
import type { Box, GroupMark, Mark, PathMark } from '../drawing'
import { inset, rectangle } from '../drawing'
import { extentOf } from '../projection'
import type { Picture, PictureUnit } from '../picture'
import type { Colours } from '../plate/plate'
import type { Sheet } from '../sheet'
import { voiceOf } from '../sheet'
import { namesOn } from './names'
import type { Shape } from './shape'
import { dots, hatch, words } from './textures'

/** Areas to be painted, with what is known of each. */
type Painted = { shape: Shape; unit: PictureUnit; colour: string | null }

/**
 * The map itself, cut to its frame: areas by class, marks for what is missing, estimated or made up, the overlay,
 * borders and names. `taken` are places that the names must leave free.
 */
export function mapBody(
  sheet: Sheet,
  geometry: MapGeometry,
  frame: Box,
  taken: readonly Box[],
  colours: Colours | null = null,
): GroupMark {
  const { picture, ink } = sheet
  const painted = paint(picture, geometry, colours)
  const where = (holds: (area: Painted) => boolean) => painted.filter(holds).map(({ shape }) => shape)
  return {
    kind: 'group',
    name: 'map',
    clip: rectangle(frame),
    marks: [
      { kind: 'path', d: rectangle(frame), fill: ink.ground },
      ...context(sheet, geometry),
      { kind: 'group', name: 'units', marks: painted.map(fillOf) },
      ...missing(
        sheet,
        where(({ colour, unit }) => colour === null && !unit.isWithheld),
      ),
      ...withheldMarks(
        sheet,
        where(({ unit }) => unit.isWithheld),
      ),
      ...estimated(where(({ unit, colour }) => colour !== null && unit.value.status === 'estimated')),
      ...illustrative(
        sheet,
        where(({ unit, colour }) => colour !== null && unit.value.status === 'illustrative'),
      ),
      {
        kind: 'group',
        name: 'unit-lines',
        marks: [
          {
            kind: 'path',
            d: outlines(where(({ colour }) => colour !== null)),
            stroke: '#ffffff',
            width: sheet.pt(0.55),
            round: true,
          },
        ],
      },
      ...overlay(sheet, geometry),
      borders(sheet, geometry),
      { kind: 'group', name: 'names', marks: namesOn(sheet, geometry, inset(frame, sheet.pt(3)), taken) },
    ],
  }
}

function paint(
  { units, legend }: Picture,
  { units: shapes }: MapGeometry,
  colours: Colours | null,
): Painted[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  return shapes.flatMap((shape) => {
    const unit = byCode.get(shape.code)
    const colour = colours ? (colours[shape.code] ?? null) : colourOf(legend, unit?.value.value ?? null)
    return unit ? [{ shape, unit, colour }] : []
  })
}

/** Painted over its edge by a hair, so that no ground shines through between neighbours. */
const fillOf = ({ shape, colour }: Painted): PathMark => ({
  kind: 'path',
  code: shape.code,
  d: shape.d,
  evenOdd: true,
  fill: colour ?? '#ffffff',
  stroke: colour ?? '#ffffff',
  width: 0.3,
})

const outlines = (shapes: readonly Shape[]): string => shapes.map(({ d }) => d).join('')

function boxOf(shapes: readonly Shape[]): Box {
  const [left, top, right, bottom] = extentOf(
    shapes.flatMap(
      ({ extent: [l, t, r, b] }) =>
        [
          [l, t],
          [r, b],
        ] as const,
    ),
  )
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** A texture over some areas; nothing where there are none. */
const textured = (name: string, shapes: readonly Shape[], marks: (box: Box) => Mark[]): GroupMark[] =>
  shapes.length === 0 ? [] : [{ kind: 'group', name, clip: outlines(shapes), marks: marks(boxOf(shapes)) }]

export const missingMarks = (sheet: Sheet, box: Box): PathMark[] => [
  { kind: 'path', d: rectangle(box), fill: sheet.picture.grey ? '#ffffff' : '#eef1f3' },
  {
    kind: 'path',
    d: hatch(box, 5),
    stroke: sheet.picture.grey ? '#6f6f6f' : '#98a5b0',
    width: 0.7,
  },
]

export const withheldTexture = (sheet: Sheet, box: Box): PathMark[] => [
  { kind: 'path', d: rectangle(box), fill: '#ffffff' },
  { kind: 'path', d: hatch(box, 5) + hatch(box, 5, 'down'), stroke: sheet.ink.muted, width: 0.5 },
]

const missing = (sheet: Sheet, shapes: readonly Shape[]) =>
  textured('missing', shapes, (box) => [
    ...missingMarks(sheet, box),
    { kind: 'path', d: outlines(shapes), stroke: sheet.ink.line, width: sheet.pt(1) },
  ])

const withheldMarks = (sheet: Sheet, shapes: readonly Shape[]) =>
  textured('withheld', shapes, (box) => withheldTexture(sheet, box))

/** Dark marks with a light edge, so that they are seen on the palest and on the darkest class. */
export const estimatedMarks = (box: Box): PathMark[] => [
  ...dots(box, 3.4, 1.9, '#ffffff').map((mark) => ({ ...mark, opacity: 0.6 })),
  ...dots(box, 3.4, 1, '#17242e'),
]

const estimated = (shapes: readonly Shape[]) => textured('estimated', shapes, estimatedMarks)

/** Broken lines that fall to the right: neither the hatch of missing figures nor the dots of estimates. */
export function illustrativeMarks(box: Box): PathMark[] {
  const dashes = { kind: 'path', d: hatch(box, 4.4, 'down'), dash: [1.8, 3.2] } as const
  return [
    { ...dashes, stroke: '#ffffff', width: 1.4, opacity: 0.5 },
    { ...dashes, stroke: '#17242e', width: 0.5, opacity: 0.6 },
  ]
}

const illustrative = (sheet: Sheet, shapes: readonly Shape[]) =>
  textured('illustrative', shapes, (box) => {
    const [first] = sheet.languages
    const word = voiceOf(first ?? 'vi').own.markWord
    return [
      ...illustrativeMarks(box),
      { kind: 'path', d: words(box, word, sheet.pt(9)), fill: '#17242e', opacity: 0.24 },
    ]
  })

/** The rest of the province around a district: where it lies, without a value of its own. */
function context(sheet: Sheet, { province, districts }: MapGeometry): Mark[] {
  if (sheet.picture.district === null) return []
  return [
    { kind: 'path', d: outlines(province), evenOdd: true, fill: '#e6ebee' },
    { kind: 'path', d: outlines(districts), stroke: '#ffffff', width: sheet.pt(0.8), round: true },
  ]
}

export const overlayStep = (sheet: Sheet): number => (sheet.picture.grey ? 5.5 : 3.6)

export const overlayColour = (sheet: Sheet): string => (sheet.picture.grey ? '#000000' : '#4a2a86')

function overlay(sheet: Sheet, { overlay: shapes }: MapGeometry): Mark[] {
  const stroke = overlayColour(sheet)
  return [
    ...textured('overlay', shapes, (box) => [
      { kind: 'path', d: hatch(box, overlayStep(sheet)), stroke, width: 0.45, opacity: 0.75 },
    ]),
    ...(shapes.length === 0
      ? []
      : [{ kind: 'path' as const, d: outlines(shapes), stroke, width: sheet.pt(0.7), round: true }]),
  ]
}

function borders({ picture, ink, pt }: Sheet, { units, districts, province }: MapGeometry): GroupMark {
  const dim = picture.grey ? '#2b2b2b' : '#4d5d6b'
  const shown = districts.filter(({ code }) => code === picture.district?.code)
  const focus = units.filter(({ code }) => code === picture.focus)
  const edge = { kind: 'path', round: true } as const
  return {
    kind: 'group',
    name: 'borders',
    marks: [
      { ...edge, d: outlines(districts), stroke: dim, width: pt(picture.district === null ? 0.95 : 0.6) },
      { ...edge, d: outlines(province), stroke: ink.text, width: pt(1.4) },
      ...(focus.length === 0
        ? []
        : [
            { ...edge, d: outlines(focus), stroke: '#ffffff', width: pt(4) },
            { ...edge, d: outlines(focus), stroke: ink.text, width: pt(2.2) },
          ]),
      ...(shown.length === 0 ? [] : [{ ...edge, d: outlines(shown), stroke: ink.text, width: pt(1.6) }]),
    ],
  }
}
