import { createRequire } from 'node:module'
import type { Font } from 'fontkit'
import { openSync } from 'fontkit'
import type { Weight } from './drawing'
import { round } from './drawing'

/** Name of the family as it stands in the font files. */
export const family = 'Be Vietnam Pro'

const resolve = createRequire(import.meta.url).resolve

/** The typeface with all Vietnamese letters, as it ships; the fonts of the machine are never used. */
export const fontFiles: Record<Weight, string> = {
  400: resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf'),
  600: resolve('@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf'),
}

const opened = new Map<Weight, Font>()

/** The font with its measures, opened once. */
export function fontOf(weight: Weight): Font {
  const known = opened.get(weight)
  if (known) return known
  const font = openSync(fontFiles[weight])
  if (!('layout' in font)) throw new Error(`${fontFiles[weight]} holds several fonts`)
  opened.set(weight, font)
  return font
}

/** Letters of a text that the typeface does not have, each once. */
export const unwritable = (text: string): string[] => {
  const font = fontOf(400)
  return [...new Set(text)].filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
}

const measured = new Map<string, number>()
/** Enough for the names of a province many times over; forgotten then, so that odd titles cannot fill the memory. */
const mostMeasured = 20_000

/** How far a line of text reaches, in the unit of `size`. */
export function widthOf(text: string, size: number, weight: Weight): number {
  const key = `${weight}${text}`
  const known = measured.get(key)
  if (known !== undefined) return known * size
  const font = fontOf(weight)
  const width = font.layout(text).advanceWidth / font.unitsPerEm
  if (measured.size >= mostMeasured) measured.clear()
  measured.set(key, width)
  return width * size
}

/**
 * Breaks a text into lines no wider than `width`, at spaces. A word that is too wide by itself is broken too, and
 * what does not go into `most` lines ends in an ellipsis.
 */
export function wrap(text: string, width: number, size: number, weight: Weight, most = Infinity): string[] {
  const fits = (line: string) => widthOf(line, size, weight) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (!fits(line) && line.length > 1) {
      const head = longestPrefix(line, fits)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shorten(lines.slice(most - 1).join(' '), fits)]
}

function longestPrefix(text: string, fits: (line: string) => boolean): string {
  const letters = [...text]
  while (letters.length > 1 && !fits(letters.join(''))) letters.pop()
  return letters.join('')
}

/** As much of a text as fits, with an ellipsis where something is left out. */
export function shorten(text: string, fits: (line: string) => boolean): string {
  if (fits(text)) return text
  const letters = [...text]
  while (letters.length > 0 && !fits(`${letters.join('').trimEnd()}…`)) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** A word drawn as shapes, turned about its middle: for marks that must not be read as text by a machine. */
export function outlineOf(
  text: string,
  { x, y, size, weight, turn }: { x: number; y: number; size: number; weight: Weight; turn: number },
): string {
  const font = fontOf(weight)
  const scale = size / font.unitsPerEm
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const run = font.layout(text)
  let pen = -run.advanceWidth / 2
  const parts: string[] = []
  for (const glyph of run.glyphs) {
    for (const { command, args } of glyph.path.commands) {
      const points: string[] = []
      for (let i = 0; i + 1 < args.length; i += 2) {
        const [across, up] = [((args[i] ?? 0) + pen) * scale, (args[i + 1] ?? 0) * scale]
        points.push(`${round(x + across * cos + up * sin)} ${round(y + across * sin - up * cos)}`)
      }
      parts.push(letters[command] + points.join(' '))
    }
    pen += glyph.advanceWidth
  }
  return parts.join('')
}

const letters = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const
