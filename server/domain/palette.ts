import { interpolateRgb, interpolateRgbBasis, quantize, rgb } from 'd3'
import type { ClassMethod } from './classify'
import type { Direction } from './indicators'

/**
 * Colours follow the target: calm where it is met, the stronger the further away. Orange against blue-green
 * keeps its order for every common colour-blindness and in a photocopy.
 */
const far = ['#7d2b0b', '#c4541f', '#ec9a5c', '#f8d8b0'] as const
const met = '#4d9f98'
const ink = ['#2f2f2f', '#ffffff'] as const
const context = ['#e4eef5', '#a9cbe0', '#5f9dc4', '#2b6a99', '#123f66'] as const

/** Where nothing was reported: hatched, never a colour of the scale. */
export const missingColours = { ground: '#eef1f3', line: '#b4bfc8' } as const

/** One colour per class as `#rrggbb`, lowest class first. */
export function coloursOf(method: ClassMethod, direction: Direction, classes: number): string[] {
  if (method === 'target' && direction !== 'none' && classes === far.length + 1) {
    return direction === 'up' ? [...far, met] : [met, ...[...far].reverse()]
  }
  if (direction === 'none') return spread(context, classes)
  const strongFirst = spread(far, classes)
  return direction === 'up' ? strongFirst : strongFirst.reverse()
}

/** Colours of an ordered classification such as the zones: the neediest is the strongest. */
export const classColours = (classes: number): string[] => spread(context.slice(0, 4), classes)

/** Greys instead of colours, for photocopies: the same order, the neediest darkest, evenly apart in lightness. */
export const greysOf = (classes: number, isFirstNeediest: boolean): string[] => {
  const darkFirst = spread(ink, classes)
  return isFirstNeediest ? darkFirst : darkFirst.reverse()
}

function spread(colours: readonly string[], count: number): string[] {
  if (count <= 1) return [colours[Math.floor(colours.length / 2)] ?? met]
  return quantize(interpolateRgbBasis([...colours]), count).map((colour) => rgb(colour).formatHex())
}

/**
 * Two classings at once, 3 × 3: the columns grow blue with the need in the first, the rows orange with the
 * need in the second; need in both is near black. All nine are kept apart by every common colour-blindness.
 */
const bivariate = [
  ['#ececec', '#a6c8e4', '#4a90c6'],
  ['#f2c48d', '#a89a9b', '#4a6385'],
  ['#d9701a', '#8f4a2a', '#231a24'],
] as const

/** Colour of a pair of classes, each 0 (least need) to 2 (most). @throws RangeError for any other class */
export function bivariateColour(first: number, second: number): string {
  const colour = bivariate[second]?.[first]
  if (colour === undefined) throw new RangeError(`there is no pair of classes ${first}, ${second}`)
  return colour
}

/** Colours that tell a few lines apart, also for the colour-blind; after Okabe and Ito (2008), darkened for thin lines. */
export const lineColours = [
  '#0e4a5a',
  '#c4541f',
  '#1f78b4',
  '#8a6d00',
  '#8e3b8a',
  '#1f7f5c',
  '#6b6b6b',
  '#b3225c',
] as const

/** A ground for a cell of a table: white at the target, deeper the further away; dark text stays readable on it. */
export const heatColour = (share: number): string =>
  interpolateRgb('#ffffff', '#f0a56a')(Math.min(1, Math.max(0, share)))
