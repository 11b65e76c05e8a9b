/** Weight of the one typeface that pictures are set in. */
export type Weight = 400 | 600

/** A shape by its outline, in SVG's path language. */
export type PathMark = {
  kind: 'path'
  d: string
  fill?: string
  /** Holes are left out. */
  evenOdd?: boolean
  stroke?: string
  width?: number
  dash?: readonly number[]
  /** Round ends and corners; a line of no length is then a dot. */
  round?: boolean
  opacity?: number
  /** Code of the unit that the shape stands for. */
  code?: string
}

/** One line of text; `y` is its base line. */
export type TextMark = {
  kind: 'text'
  x: number
  y: number
  text: string
  size: number
  weight: Weight
  fill: string
  anchor: 'start' | 'middle' | 'end'
  /** A light edge around the letters, so that they are read on any ground. */
  halo?: { colour: string; width: number }
}

/** Marks that belong together, cut off at the outline `clip`. */
export type GroupMark = { kind: 'group'; name: string; clip?: string; marks: readonly Mark[] }

/** The few things a picture is made of. Every output (SVG, PDF) knows these and nothing else. */
export type Mark = PathMark | TextMark | GroupMark

/** A finished page. One unit is a point, 1/72 inch. */
export type Drawing = {
  width: number
  height: number
  /** What a screen reader says, and the title of the file. */
  title: string
  description: string
  language: 'vi' | 'en'
  marks: readonly Mark[]
}

export type Box = { x: number; y: number; width: number; height: number }

/** Two decimals are a 1/7000 of an inch: finer than any printer. */
export const round = (value: number): string => String(Math.round(value * 100) / 100)

/** Outline of a rectangle; `radius` rounds its corners. */
export function rectangle({ x, y, width, height }: Box, radius = 0): string {
  const [w, h] = [round(width), round(height)]
  if (radius === 0) return `M${round(x)} ${round(y)}h${w}v${h}h${round(-width)}Z`
  const r = round(radius)
  const [across, down] = [round(width - 2 * radius), round(height - 2 * radius)]
  return (
    `M${round(x + radius)} ${round(y)}h${across}a${r} ${r} 0 0 1 ${r} ${r}v${down}` +
    `a${r} ${r} 0 0 1 -${r} ${r}h-${across}a${r} ${r} 0 0 1 -${r} -${r}v-${down}a${r} ${r} 0 0 1 ${r} -${r}Z`
  )
}

export const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
})
