import type { Legend } from '#domain/legend'
import { colourOf } from '#domain/legend'
import type { Indicator, Target } from '#domain/indicators'
import type { Drawing, Mark } from '../drawing'
import { rectangle, round } from '../drawing'
import { widthOf } from '../typeface'
import type { Lagging } from '#domain/report/facts'
import type { ReportVoice } from './voice'
import { absent } from './voice'

const width = 480
const row = 19
const size = 9
const ink = '#17242e'
const muted = '#4d5d6b'

/** A bar for each unit, the best first, in the colours of the map, with a line at the target. */
export function barsOf(
  units: readonly Lagging[],
  {
    indicator,
    target,
    legend,
    title,
  }: { indicator: Indicator; target: Target | null; legend: Legend; title: string },
  voice: ReportVoice,
): Drawing {
  const { format, unitOf, words, language } = voice
  const sorted = [...units].sort(
    (a, b) =>
      (b.value.value ?? -Infinity) - (a.value.value ?? -Infinity) || (a.unit.code < b.unit.code ? -1 : 1),
  )
  const left = Math.max(...sorted.map(({ unit }) => widthOf(unitOf(unit), size, 400))) + 10
  const room = width - left - 52
  const most = Math.max(target?.value ?? 0, ...sorted.map(({ value }) => value.value ?? 0)) || 1
  const x = (value: number) => left + (value / most) * room
  const marks: Mark[] = sorted.flatMap(({ unit, value }, i): Mark[] => {
    const y = 14 + i * row
    const set = { kind: 'text', size, weight: 400 } as const
    const name: Mark = { ...set, text: unitOf(unit), x: left - 6, y: y + 11, fill: ink, anchor: 'end' }
    if (value.value === null) {
      const text = absent(value, words)
      return [name, { ...set, text, x: left, y: y + 11, fill: muted, anchor: 'start' }]
    }
    const fill = colourOf(legend, value.value) ?? muted
    const end = x(value.value)
    return [
      name,
      { kind: 'path', d: rectangle({ x: left, y: y + 2, width: end - left, height: 12 }), fill },
      {
        ...set,
        text: format.value(value.value, indicator.unit),
        x: end + 4,
        y: y + 11,
        fill: ink,
        anchor: 'start',
      },
    ]
  })
  const height = 14 + sorted.length * row + 18
  const goal: Mark[] =
    target === null
      ? []
      : [
          {
            kind: 'path',
            d: `M${round(x(target.value))} 10V${round(height - 18)}`,
            stroke: ink,
            width: 1,
            dash: [3, 2],
          },
          {
            kind: 'text',
            text: `${words.columns.target}: ${format.value(target.value, indicator.unit)}`,
            x: x(target.value),
            y: height - 6,
            size: 8,
            weight: 400,
            fill: muted,
            anchor: x(target.value) > width * 0.75 ? 'end' : 'middle',
          },
        ]
  return {
    width,
    height,
    title,
    description: title,
    language,
    marks: [
      { kind: 'path', d: rectangle({ x: 0, y: 0, width, height }), fill: '#ffffff' },
      ...marks,
      ...goal,
    ],
  }
}
