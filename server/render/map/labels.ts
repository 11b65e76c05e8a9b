import { contains } from '#domain/geodesy'
import type { Box, TextMark, Weight } from '../drawing'
import type { Point } from '../projection'
import { widthOf } from '../typeface'
import type { Shape } from './shape'

/** Lines of a label; the first carries the name, the second (lighter) its value. */
export type Wording = readonly { text: string; weight: Weight }[]

export type LabelWish = {
  shape: Shape
  /** Ways to write the label, the best first: in one line, in two, without the value. */
  wordings: readonly Wording[]
  /** Sizes to try, the largest first. */
  sizes: readonly number[]
  fill: string
  /** How much of the label must lie in its own area, 0 to 1. */
  inside: number
}

/** Distance of two base lines, and how much of a line its letters fill, as parts of the size. */
const leading = 1.12
const ascent = 0.78

/**
 * Writes the names where they fit: in their own area, and without touching one that is written already.
 * Earlier wishes go first; a name that fits nowhere is left out, as the list beside every map has them all.
 * @param frame what is outside cannot be seen
 * @param taken places that are in use
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  frame: Box,
  taken: readonly Box[] = [],
): TextMark[] {
  const used = [...taken]
  return wishes.flatMap((wish) => {
    const found = firstFit(wish, frame, used)
    if (!found) return []
    used.push(found.box)
    return marksOf(found, wish.fill)
  })
}

type Fit = { wording: Wording; size: number; box: Box }

function firstFit(
  { shape, wordings, sizes, inside }: LabelWish,
  frame: Box,
  used: readonly Box[],
): Fit | null {
  for (const size of sizes) {
    for (const wording of wordings) {
      for (const centre of spotsOf(shape, size)) {
        const box = boxAround(centre, wording, size)
        if (!isWithin(box, frame) || used.some((other) => overlap(box, other))) continue
        if (shareInside(box, shape) >= inside) return { wording, size, box }
      }
    }
  }
  return null
}

/** The heart of the area, then places near it. */
const spotsOf = ({ heart: [x, y] }: Shape, size: number): Point[] =>
  [
    [0, 0],
    [0, -0.7],
    [0, 0.7],
    [-0.8, 0],
    [0.8, 0],
    [0, -1.5],
    [0, 1.5],
    [-1.6, 0.4],
    [1.6, -0.4],
  ].map(([dx = 0, dy = 0]) => [x + dx * size, y + dy * size])

function boxAround([x, y]: Point, wording: Wording, size: number): Box {
  const width = Math.max(...wording.map(({ text, weight }) => widthOf(text, size, weight)))
  const height = size * (ascent + leading * (wording.length - 1) + 0.18)
  return { x: x - width / 2, y: y - height / 2, width, height }
}

const gap = 0.8

const isWithin = (box: Box, frame: Box): boolean =>
  box.x >= frame.x &&
  box.y >= frame.y &&
  box.x + box.width <= frame.x + frame.width &&
  box.y + box.height <= frame.y + frame.height

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width + gap &&
  b.x < a.x + a.width + gap &&
  a.y < b.y + b.height + gap &&
  b.y < a.y + a.height + gap

/** Share of a label that lies in its own area, from a grid of points over it. */
function shareInside({ x, y, width, height }: Box, { home }: Shape): number {
  const [columns, rows] = [7, 3]
  let hits = 0
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      const point: Point = [x + (width * i) / (columns - 1), y + (height * j) / (rows - 1)]
      if (contains([home], point)) hits += 1
    }
  }
  return hits / (columns * rows)
}

const marksOf = ({ wording, size, box }: Fit, fill: string): TextMark[] =>
  wording.map(({ text, weight }, i) => ({
    kind: 'text',
    x: box.x + box.width / 2,
    y: box.y + size * (ascent + leading * i),
    text,
    size,
    weight,
    fill,
    anchor: 'middle',
    halo: { colour: '#ffffff', width: size * 0.14 },
  }))

/** A name in one line, or broken at the space that makes both lines most alike. */
export function breaksOf(name: string): string[][] {
  const words = name.split(' ')
  if (words.length < 2) return [[name]]
  const cuts = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')])
  const longest = ([a = '', b = '']: string[]) => Math.max(a.length, b.length)
  return [[name], ...cuts.sort((a, b) => longest(a) - longest(b)).slice(0, 1)]
}
