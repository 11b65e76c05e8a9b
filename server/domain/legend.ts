import type { ClassMethod } from './classify'
import { classCounts, classOf, jenksBreaks, maxClasses, quantileBreaks, targetBreaks } from './classify'
import type { Direction, Indicator, Target } from './indicators'
import { classColours, coloursOf, greysOf } from './palette'

/** One class of the map: values from `from` (included) up to `to` (not included). Null is open. */
export type LegendClass = { from: number | null; to: number | null; colour: string; count: number }

/** How the values of a map are grouped and coloured. Map, legend, table and document all use the same one. */
export type Legend = {
  method: ClassMethod
  breaks: readonly number[]
  classes: readonly LegendClass[]
  /** Units without a value. */
  missing: number
}

/** The classing a map starts with: by the target where there is one. */
export const defaultMethod = (indicator: Indicator, target: Target | null): ClassMethod =>
  indicator.kind === 'class'
    ? 'fixed'
    : target !== null && indicator.direction !== 'none'
      ? 'target'
      : 'quantile'

export type LegendOptions = {
  method: ClassMethod
  /** Number of classes for quantile and Jenks, 2 to 7. */
  classes?: number
  /** Breaks kept from another place or period so that maps compare; they win over the method. */
  locked?: readonly number[] | null
}

/**
 * Groups values into classes. Where the method cannot be used (no target, no values), the next simpler one is.
 */
export function legendOf(
  indicator: Indicator,
  target: Target | null,
  values: readonly (number | null)[],
  { method, classes = 5, locked = null }: LegendOptions,
): Legend {
  if (indicator.kind === 'class') return classLegend(indicator, values)
  const known = values.filter((value) => value !== null)
  const chosen: ClassMethod = method === 'target' && target === null ? 'quantile' : method
  const breaks =
    locked ?? breaksOf(chosen, indicator, target, known, Math.min(Math.max(classes, 2), maxClasses))
  return legendFrom(chosen, breaks, coloursOf(chosen, indicator.direction, breaks.length + 1), values)
}

function breaksOf(
  method: ClassMethod,
  indicator: Indicator,
  target: Target | null,
  known: readonly number[],
  classes: number,
): number[] {
  if (method === 'target' && target !== null) return targetBreaks(target.value, indicator.direction)
  if (method === 'jenks') return jenksBreaks(known, classes)
  if (method === 'fixed') return fixedBreaks(known, classes)
  return quantileBreaks(known, classes)
}

/** Round, equally wide steps over the range of the values. */
function fixedBreaks(known: readonly number[], classes: number): number[] {
  if (known.length === 0) return []
  const [least, most] = [Math.min(...known), Math.max(...known)]
  if (least === most) return []
  const rough = (most - least) / classes
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough
  const first = Math.floor(least / step) * step + step
  const cuts = Array.from({ length: classes - 1 }, (_, i) => Number((first + i * step).toPrecision(12)))
  return cuts.filter((cut) => cut <= most)
}

function classLegend(indicator: Indicator, values: readonly (number | null)[]): Legend {
  const labels = [...indicator.classes].sort((a, b) => a.value - b.value)
  const breaks = labels.slice(1).map((label) => label.value)
  return legendFrom('fixed', breaks, classColours(labels.length), values)
}

function legendFrom(
  method: ClassMethod,
  breaks: readonly number[],
  colours: readonly string[],
  values: readonly (number | null)[],
): Legend {
  const counts = classCounts(values, breaks)
  return {
    method,
    breaks,
    classes: counts.map((count, i) => ({
      from: breaks[i - 1] ?? null,
      to: breaks[i] ?? null,
      colour: colours[i] ?? '#999999',
      count,
    })),
    missing: values.filter((value) => value === null).length,
  }
}

/** Colour of a value in a legend; null where there is no value. */
export function colourOf(legend: Legend, value: number | null): string | null {
  const index = classOf(value, legend.breaks)
  return index === null ? null : (legend.classes[index]?.colour ?? null)
}

/** The same classes in greys that a photocopier keeps apart. */
export function inGrey(legend: Legend, direction: Direction): Legend {
  const greys = greysOf(legend.classes.length, direction === 'up')
  return {
    ...legend,
    classes: legend.classes.map((entry, i) => ({ ...entry, colour: greys[i] ?? entry.colour })),
  }
}
