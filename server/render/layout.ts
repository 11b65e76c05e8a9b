export const layoutIds = [
  'a4-landscape',
  'a4-portrait',
  'a3-landscape',
  'a3-portrait',
  'slide',
  'square',
] as const
export type LayoutId = (typeof layoutIds)[number]

/** A sheet. Lengths are points (1/72 inch) unless they say otherwise. */
export type Layout = {
  id: LayoutId
  width: number
  height: number
  /** Dots per inch of the PNG. */
  dpi: number
  /** How large the letters are against those of an A4 sheet: a slide is read from afar. */
  letters: number
  margin: number
  /** Whether legend and notes stand beside the map or below it. */
  side: 'right' | 'bottom'
  /** A sheet of paper has a scale; what a screen shows has none. */
  isPaper: boolean
}

const points = (millimetres: number) => (millimetres / 25.4) * 72

const sheet = (id: LayoutId, width: number, height: number, letters: number): Layout => ({
  id,
  width: points(width),
  height: points(height),
  dpi: 300,
  letters,
  margin: points(10),
  side: width > height ? 'right' : 'bottom',
  isPaper: true,
})

/** The sheets a map can be drawn on. A slide is 2560 × 1440 and a square 2160 × 2160 pixels. */
export const layouts: Record<LayoutId, Layout> = {
  'a4-landscape': sheet('a4-landscape', 297, 210, 1),
  'a4-portrait': sheet('a4-portrait', 210, 297, 1),
  'a3-landscape': sheet('a3-landscape', 420, 297, 1.25),
  'a3-portrait': sheet('a3-portrait', 297, 420, 1.25),
  slide: { ...sheet('slide', 338.67, 190.5, 1.35), width: 960, height: 540, dpi: 192, isPaper: false },
  square: { ...sheet('square', 182.88, 182.88, 1), width: 518.4, height: 518.4, isPaper: false },
}

/** Width of the PNG in pixels at the layout's own resolution. */
export const pixelsOf = ({ width, dpi }: Layout): number => Math.round((width / 72) * dpi)
