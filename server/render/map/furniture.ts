import type { Box, Mark, PathMark } from '../drawing'
import { rectangle, round } from '../drawing'
import type { Projection } from '../projection'
import type { Block, Sheet } from '../sheet'
import { line, voiceOf } from '../sheet'
import { widthOf } from '../typeface'

/** The roundest length (1, 2 or 5 times a power of ten) that is not above the limit. */
export function roundBelow(limit: number): number {
  const power = 10 ** Math.floor(Math.log10(limit))
  return ([5, 2, 1].find((factor) => factor * power <= limit) ?? 1) * power
}

/** A bar of a round number of kilometres with its half marked; on paper the scale in figures under it. */
export function scaleBar(
  sheet: Sheet,
  projection: Projection,
  most: number,
  { x, y }: Pick<Box, 'x' | 'y'>,
): Block & { width: number } {
  const { pt, ink, layout } = sheet
  const km = roundBelow(most / projection.pointsPerKm)
  const width = km * projection.pointsPerKm
  const [size, height] = [pt(6.6), pt(3.6)]
  const [language = 'vi'] = sheet.languages
  const { format } = voiceOf(language)
  const top = y + size * 1.25
  const set = { size, fill: ink.text }
  // a point is 1/72 inch, an inch is 25.4 mm
  const ratio = 1_000_000 / (projection.pointsPerKm * (25.4 / 72))
  const marks: Mark[] = [
    {
      kind: 'path',
      d: rectangle({ x, y: top, width, height }),
      fill: '#ffffff',
      stroke: ink.text,
      width: 0.6,
    },
    { kind: 'path', d: rectangle({ x, y: top, width: width / 2, height }), fill: ink.text },
    line('0', x, y + size, { ...set, anchor: 'middle' }),
    line(format.count(km / 2), x + width / 2, y + size, { ...set, anchor: 'middle' }),
    line(`${format.count(km)} km`, x + width - widthOf(format.count(km), size, 400) / 2, y + size, set),
  ]
  const whole = width + widthOf(`${format.count(km)} km`, size, 400)
  if (!layout.isPaper) return { marks, height: size * 1.25 + height, width: whole }
  const rounded = Number(ratio.toPrecision(2))
  const scale = sheet.tell(({ own, format: { whole: write } }) => own.scale(write(rounded)))
  const small = { size: pt(5.8), fill: ink.muted }
  marks.push(line(scale, x, top + height + size * 1.25, small))
  return {
    marks,
    height: size * 2.6 + height,
    width: Math.max(whole, widthOf(scale, small.size, 400)),
  }
}

/** An arrow to the north with its letter; `x` is its middle. */
export function northArrow({ pt, ink, languages }: Sheet, x: number, y: number): Block {
  const [half, height] = [pt(5), pt(17)]
  const [language = 'vi'] = languages
  const tip = y + pt(9)
  const [foot, notch] = [tip + height, tip + height - pt(4.5)]
  const half1 = `M${round(x)} ${round(tip)}L${round(x - half)} ${round(foot)}L${round(x)} ${round(notch)}Z`
  const half2 = `M${round(x)} ${round(tip)}L${round(x + half)} ${round(foot)}L${round(x)} ${round(notch)}Z`
  return {
    marks: [
      { kind: 'path', d: half1, fill: ink.text, stroke: ink.text, width: 0.5 },
      { kind: 'path', d: half2, fill: '#ffffff', stroke: ink.text, width: 0.5 },
      line(voiceOf(language).own.north, x, y + pt(7), {
        size: pt(8),
        weight: 600,
        fill: ink.text,
        anchor: 'middle',
      }),
    ],
    height: pt(9) + height,
  }
}

/** Ticks of longitude and latitude along the frame, so that a place can be found by its position. */
export function graticule(sheet: Sheet, { place }: Projection, frame: Box): Mark[] {
  const { pt, ink } = sheet
  const { x, y, width, height } = frame
  const size = pt(5.2)
  const [west, north] = place([x, y])
  const [east, south] = place([x + width, y + height])
  const step = [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2].find((degrees) => (east - west) / degrees <= 5) ?? 5
  const ticks: Mark[] = []
  const tick = (d: string): PathMark => ({ kind: 'path', d, stroke: ink.text, width: 0.5 })
  const set = { size, fill: ink.muted, anchor: 'middle' } as const
  const degreesOf = voiceOf(sheet.languages[0] ?? 'vi').format.degrees
  for (const degrees of multiples(Math.max(west, place([x, y + height])[0]), east, step)) {
    const at = solve((t) => place([x + t * width, y + height])[0] - degrees)
    if (at < 0.06 || at > 0.94) continue
    const tickX = x + at * width
    ticks.push(tick(`M${round(tickX)} ${round(y + height)}v${round(-pt(3))}`))
    ticks.push(haloed(line(degreesOf(degrees), tickX, y + height - pt(4.5), set)))
  }
  for (const degrees of multiples(south, north, step)) {
    const at = solve((t) => degrees - place([x, y + t * height])[1])
    if (at < 0.06 || at > 0.94) continue
    const tickY = y + at * height
    ticks.push(tick(`M${round(x)} ${round(tickY)}h${round(pt(3))}`))
    ticks.push(
      haloed(line(degreesOf(degrees), x + pt(4.5), tickY + size * 0.35, { ...set, anchor: 'start' })),
    )
  }
  return ticks
}

const haloed = (mark: Mark): Mark =>
  mark.kind === 'text' ? { ...mark, halo: { colour: '#ffffff', width: mark.size * 0.2 } } : mark

/** The multiples of `step` between two numbers. */
export function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step)
}

/** Where a growing function passes zero between 0 and 1, by halving. */
function solve(f: (t: number) => number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2
    if (f(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
