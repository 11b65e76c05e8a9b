import type { Box, PathMark } from '../drawing'
import { round } from '../drawing'
import { outlineOf } from '../typeface'

/**
 * Fills that say by their form what colour must not say alone, so that they survive a photocopy: they cover a box
 * and are cut to the areas by the group they are in.
 */

/** Slanted lines, `step` apart, rising to the right or falling. */
export function hatch({ x, y, width, height }: Box, step: number, leaning: 'up' | 'down' = 'up'): string {
  const [start, rise] = leaning === 'up' ? [y + height, -height] : [y, height]
  const lines: string[] = []
  // on a grid of the sheet, so that hatches of neighbours meet
  const first = Math.ceil((x - height) / step) * step
  for (let at = first; at < x + width; at += step) {
    lines.push(`M${round(at)} ${round(start)}l${round(height)} ${round(rise)}`)
  }
  return lines.join('')
}

/** Rows of dots, every second row shifted. */
export function dots(box: Box, step: number, size: number, colour: string): PathMark[] {
  const rows = [0, 1].map((parity) => {
    const lines: string[] = []
    for (let row = 0; row * step < box.height; row++) {
      if (row % 2 !== parity) continue
      const shift = parity === 0 ? 0 : step
      lines.push(`M${round(box.x + shift)} ${round(box.y + row * step)}h${round(box.width - shift)}`)
    }
    return lines.join('')
  })
  return rows.map((d) => ({
    kind: 'path',
    d,
    stroke: colour,
    width: size,
    // dashes of (almost) no length with round ends are dots
    dash: [0.01, step * 2],
    round: true,
  }))
}

/** A word again and again, turned, as shapes: who reads the text of a file must not find it a hundred times. */
export function words(box: Box, word: string, size: number): string {
  const [across, down] = [size * 15, size * 6.5]
  const parts: string[] = []
  for (let row = 0; row * down < box.height + down; row++) {
    const shift = row % 2 === 0 ? 0.3 : 0.8
    for (let column = 0; column * across < box.width + across; column++) {
      parts.push(
        outlineOf(word, {
          x: box.x + (column + shift) * across,
          y: box.y + (row + 0.5) * down,
          size,
          weight: 600,
          turn: -Math.PI / 9,
        }),
      )
    }
  }
  return parts.join('')
}
