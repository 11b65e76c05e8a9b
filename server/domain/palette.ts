import { interpolateRgbBasis, quantize, rgb } from 'd3'
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
