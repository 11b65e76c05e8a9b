import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Drawing, Mark, PathMark, TextMark } from './drawing'
import { round } from './drawing'
import { family } from './typeface'

const resolve = createRequire(import.meta.url).resolve

/** A drawing as a file of its own. `withFonts` puts the typeface in, for viewers that do not have it. */
export function toSvg(drawing: Drawing, { withFonts }: { withFonts: boolean }): string {
  const { width, height, title, description, language, marks } = drawing
  const clips: string[] = []
  const body = marks.map((mark) => write(mark, clips)).join('\n')
  const defs = clips.map(
    (d, i) => `<clipPath id="clip-${i}"><path d="${escape(d)}" clip-rule="evenodd"/></clipPath>`,
  )
  const [w, h] = [round(width), round(height)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}pt" height="${h}pt" viewBox="0 0 ${w} ${h}" lang="${language}" role="img" aria-labelledby="title description" font-family="'${family}', sans-serif">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape(description)}</desc>`,
    ...(withFonts ? [`<style>${fontFaces()}</style>`] : []),
    ...(defs.length > 0 ? [`<defs>${defs.join('')}</defs>`] : []),
    body,
    '</svg>',
    '',
  ].join('\n')
}

function write(mark: Mark, clips: string[]): string {
  if (mark.kind === 'path') return path(mark)
  if (mark.kind === 'text') return text(mark)
  const clip = mark.clip === undefined ? '' : ` clip-path="url(#clip-${clips.push(mark.clip) - 1})"`
  return `<g class="${escape(mark.name)}"${clip}>\n${mark.marks.map((each) => write(each, clips)).join('\n')}\n</g>`
}

function path({ d, fill, evenOdd, stroke, width, dash, round: isRound, opacity, code }: PathMark): string {
  return element('path', {
    d,
    fill: fill ?? 'none',
    'fill-rule': evenOdd ? 'evenodd' : undefined,
    stroke,
    'stroke-width': stroke === undefined || width === undefined ? undefined : round(width),
    'stroke-dasharray': dash?.join(' '),
    'stroke-linecap': isRound ? 'round' : undefined,
    'stroke-linejoin': isRound ? 'round' : undefined,
    opacity: opacity === undefined ? undefined : String(opacity),
    'data-code': code,
  })
}

function text({ x, y, text: content, size, weight, fill, anchor, halo }: TextMark): string {
  return element(
    'text',
    {
      x: round(x),
      y: round(y),
      'font-size': round(size),
      'font-weight': weight === 400 ? undefined : String(weight),
      fill,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'paint-order': halo && 'stroke',
      stroke: halo?.colour,
      'stroke-width': halo && round(halo.width * 2),
      'stroke-linejoin': halo && 'round',
    },
    content,
  )
}

function element(name: string, attributes: Record<string, string | undefined>, content?: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escape(value)}"`],
  )
  return `<${name}${written.join('')}${content === undefined ? '/>' : `>${escape(content)}</${name}>`}`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in XML: no markup, and none of the control characters that XML forbids. */
export const escape = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- exactly these are meant
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (found) => entities[found] ?? '')

let faces: string | null = null

/** The page's own typeface, in the subsets that Vietnamese and English need. */
function fontFaces(): string {
  faces ??= ([400, 600] as const)
    .flatMap((weight) =>
      (['vietnamese', 'latin-ext', 'latin'] as const).map((subset) => {
        const file = resolve(
          `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`,
        )
        const data = readFileSync(file).toString('base64')
        return `@font-face{font-family:'${family}';font-weight:${weight};unicode-range:${ranges[subset]};src:url(data:font/woff2;base64,${data}) format('woff2')}`
      }),
    )
    .join('')
  return faces
}

/** As in the style sheets of the package. */
const ranges = {
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  'latin-ext': 'U+0100-0101,U+0104-010F,U+0112-0127,U+012A-0167,U+016A-019F,U+01A2-01AE,U+01B1-02BA',
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
} as const
