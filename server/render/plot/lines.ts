import { scaleLinear } from 'd3'
import type { Indicator, Target } from '#domain/indicators'
import { endOf } from '#domain/periods'
import type { Format } from '#domain/format'
import type { Value } from '#domain/value'
import type { Box, Mark } from '../drawing'
import { round } from '../drawing'
import { widthOf } from '../typeface'

export type PlotLine = { name: string; colour: string; values: readonly Value[] }

export type LinePlot = {
  periods: readonly string[]
  lines: readonly PlotLine[]
  indicator: Indicator
  target: Target | null
  format: Format
  /** Words for the line of the target, with its value. */
  targetLabel: string
}

export type Inks = { text: string; muted: string; line: string }

/** Lines over the periods with the target; where a figure is a range, its span stands on it. Gaps stay gaps. */
export function linePlot(plot: LinePlot, box: Box, size: number, ink: Inks): Mark[] {
  const { periods, lines, indicator, target, format, targetLabel } = plot
  const ends = periods.map(endOf)
  const right = Math.max(0, ...lines.map(({ name }) => widthOf(name, size, 600))) + size
  const left = size * 4.4
  const x = scaleLinear(
    [Math.min(...ends), Math.max(...ends)],
    [box.x + left + size, box.x + box.width - right - size],
  )
  const known = [
    ...lines.flatMap(({ values }) => values.flatMap(({ value, low, high }) => [value, low, high])),
    target?.value ?? null,
  ].filter((value) => value !== null)
  const least = Math.min(...known)
  const start = indicator.unit === 'percent' && least > 50 ? Math.floor(least / 5) * 5 : 0
  const y = scaleLinear(
    [start, Math.max(...known, start + 1e-9)],
    [box.y + box.height - size * 2.4, box.y + size * 1.6],
  ).nice()
  const set = { kind: 'text', size, weight: 400, fill: ink.muted } as const
  const grid = y.ticks(5).flatMap((tick): Mark[] => [
    {
      kind: 'path',
      d: `M${round(box.x + left)} ${round(y(tick))}H${round(box.x + box.width - right)}`,
      stroke: ink.line,
      width: 0.5,
    },
    {
      ...set,
      x: box.x + left - size * 0.5,
      y: y(tick) + size * 0.35,
      text: format.value(tick, indicator.unit),
      anchor: 'end',
    },
  ])
  const axis = periods.map((period, i): Mark => ({
    ...set,
    x: x(ends[i] ?? 0),
    y: box.y + box.height - size * 0.6,
    text: format.shortPeriod(period),
    anchor: 'middle',
  }))
  return [...grid, ...axis, ...goal(), ...lines.flatMap(drawn), ...names()]

  function goal(): Mark[] {
    if (target === null) return []
    const at = y(target.value)
    return [
      {
        kind: 'path',
        d: `M${round(box.x + left)} ${round(at)}H${round(box.x + box.width - right)}`,
        stroke: ink.text,
        width: 0.9,
        dash: [3, 2],
      },
      { ...set, x: box.x + left + 2, y: at - size * 0.4, text: targetLabel, fill: ink.text, anchor: 'start' },
    ]
  }

  function drawn({ colour, values }: PlotLine): Mark[] {
    let d = ''
    let isOpen = false
    const marks: Mark[] = []
    for (const [i, { value, low, high }] of values.entries()) {
      const at = x(ends[i] ?? 0)
      if (low !== null && high !== null && low !== high) {
        marks.push({
          kind: 'path',
          d: `M${round(at)} ${round(y(low))}V${round(y(high))}`,
          stroke: colour,
          width: size * 0.5,
          opacity: 0.25,
        })
      }
      if (value === null) {
        isOpen = false
        continue
      }
      d += `${isOpen ? 'L' : 'M'}${round(at)} ${round(y(value))}`
      isOpen = true
      marks.push({
        kind: 'path',
        d: `M${round(at)} ${round(y(value))}h0.01`,
        stroke: colour,
        width: size * 0.55,
        round: true,
      })
    }
    return [{ kind: 'path', d, stroke: colour, width: size * 0.2, round: true }, ...marks]
  }

  /** Names at the ends of the lines, moved apart where they would lie on each other. */
  function names(): Mark[] {
    const placed = lines
      .flatMap(({ name, colour, values }) => {
        const last = values.findLastIndex(({ value }) => value !== null)
        const value = values[last]?.value ?? null
        return value === null ? [] : [{ name, colour, at: y(value) }]
      })
      .sort((a, b) => a.at - b.at)
    let free = box.y
    return placed.map(({ name, colour, at }): Mark => {
      const base = Math.max(at + size * 0.35, free + size * 1.15)
      free = base
      return {
        ...set,
        x: box.x + box.width - right + size * 0.4,
        y: base,
        text: name,
        weight: 600,
        fill: colour,
        anchor: 'start',
      }
    })
  }
}
