import type { Dataset } from '../dataset'
import type { Indicator } from '../indicators'
import type { Period } from '../periods'
import { isHalfYear } from '../periods'
import { addAll } from '../total'
import type { Level, Vintage } from '../units'
import { vintages } from '../units'
import { totalAt } from '../values'
import type { Atom } from './choose'
import { cellKey, sensitiveMeasures } from './withholding'

/** A reported figure of a sensitive matter. */
export type Reported = {
  vintage: Vintage
  index: number
  level: Level
  indicator: Indicator
  /** Period it was reported for, and one for which it answers. */
  period: Period
  asked: Period
  value: number
}

/** All real figures of sensitive matters that answer for some period, by their keys, the narrowest units first. */
export function reportedIn(dataset: Dataset): Map<string, Reported> {
  const found: [string, Reported][] = []
  const sensitive = sensitiveMeasures(dataset.catalogue)
  for (const measure of sensitive) {
    const indicator = dataset.catalogue.indicators.find((one) => one.sensitive && one.numerator === measure)
    if (!indicator || !dataset.reportedMeasures.real.has(measure)) continue
    for (const vintage of vintages) {
      for (const [index, { level }] of dataset.geographies[vintage].units.entries()) {
        for (const asked of dataset.periods) {
          const cell = dataset.cellAt('real', vintage, index, measure, asked)
          if (!cell) continue
          const { period, value } = cell
          const key = cellKey({ layer: 'real', vintage, index, measure, period })
          found.push([key, { vintage, index, level, indicator, period, asked, value }])
        }
      }
    }
  }
  return new Map(found.sort(([, a], [, b]) => order(a) - order(b)))
}

/** Narrow units before wide ones, halves before years: what a figure is the sum of comes before it. */
const order = ({ level, period }: Reported): number =>
  ({ commune: 0, district: 2, province: 4 })[level] + (isHalfYear(period) ? 0 : 1)

/** What reported figures are made of: places in `atoms`, by the key of the figure. */
export type Parts = {
  atoms: Atom[]
  of: Map<string, readonly number[]>
  /** Atoms that nobody reported and everybody can work out: the rest of a year, or of a district. */
  rests: number[]
}

/**
 * Splits reported figures into the finest parts: a year that reported one of its halves is that half and the rest, a
 * district that published a count is its communes and, while some of them did not report, the rest.
 * @param traced the same dataset with every sensitive figure kept back, so that totals tell what they are made of
 */
export function partsOf(dataset: Dataset, traced: Dataset, reported: ReadonlyMap<string, Reported>): Parts {
  const parts: Parts = { atoms: [], of: new Map(), rests: [] }
  for (const [key, figure] of reported) {
    const inside = halfInside(parts, reported, figure) ?? communesInside(traced, parts, reported, figure)
    parts.of.set(key, inside ?? [addAtom(parts, figure.value, mostOf(dataset, figure))])
  }
  return parts
}

function addAtom({ atoms }: Parts, value: number, most: number): number {
  atoms.push({ value, most })
  return atoms.length - 1
}

function withRest(parts: Parts, inside: readonly number[], value: number): readonly number[] {
  const rest = addAtom(parts, Math.max(0, value), Infinity)
  parts.rests.push(rest)
  return [...inside, rest]
}

function halfInside(parts: Parts, reported: ReadonlyMap<string, Reported>, figure: Reported) {
  if (isHalfYear(figure.period)) return null
  const { vintage, index, indicator, value } = figure
  const key = cellKey({
    layer: 'real',
    vintage,
    index,
    measure: indicator.numerator,
    period: `${figure.period}-H1`,
  })
  const half = reported.get(key)
  const inside = parts.of.get(key)
  return half && inside && half.value <= value ? withRest(parts, inside, value - half.value) : null
}

function communesInside(
  traced: Dataset,
  parts: Parts,
  reported: ReadonlyMap<string, Reported>,
  { vintage, index, indicator, asked, period, value }: Reported,
): readonly number[] | null {
  const counted: Indicator = {
    ...indicator,
    id: `${indicator.numerator} alone`,
    kind: 'count',
    denominator: null,
    unreported: null,
  }
  const question = { indicator: counted, vintage, period: asked, illustrative: false, target: null }
  const below = traced.geographies[vintage].childrenOf[index] ?? []
  const sum = addAll(below.map((child) => totalAt(traced, question, child)))
  const cells = (sum.withheld ?? []).flatMap(({ cell, weight }) => {
    const there = weight === 1 ? reported.get(cell) : undefined
    return there?.period === period ? [{ cell, value: there.value }] : []
  })
  if (cells.length === 0 || cells.length !== sum.withheld?.length) return null
  const inside = cells.flatMap(({ cell }) => parts.of.get(cell) ?? [])
  const rest = cells.reduce((left, cell) => left - cell.value, value)
  return sum.reported < sum.parts ? withRest(parts, inside, rest) : inside
}

/** What everybody knows a figure cannot exceed: the denominator of its rate, or one for a yes or no. */
function mostOf(dataset: Dataset, { vintage, index, indicator, asked, value }: Reported): number {
  if (dataset.measures.get(indicator.numerator)?.kind === 'flag') return Math.max(1, value)
  const { denominator } = indicator
  if (denominator === null || sensitiveMeasures(dataset.catalogue).has(denominator)) return Infinity
  const cell = dataset.cellAt('real', vintage, index, denominator, asked)
  return cell === null ? Infinity : Math.max(cell.value, value)
}
