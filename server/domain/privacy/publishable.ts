import type { Dataset } from '../dataset'
import type { WithheldPart } from '../total'
import type { Level } from '../units'
import { vintages } from '../units'
import { withoutHair } from '../value'
import type { Question } from '../values'
import { totalAt } from '../values'
import type { Atom, Figure } from './choose'
import type { Parts, Reported } from './reported'
import { partsOf, reportedIn } from './reported'
import { sensitiveMeasures, sumKey } from './withholding'

/** A figure with the keys of the reported figures that are it, and of the sums that come to it. */
export type KeyedFigure = Figure & { cells: string[]; sums: [key: string, numerator: number][] }

/** What is lost with a figure: that of the province matters more than those of its districts, and so on. */
const costs: Record<Level, number> = { commune: 1, district: 1e3, province: 1e6 }
/** What stands in a public document cannot be taken back. */
const quotedCost = 1e12

/**
 * Every figure of sensitive matters that could be published, as a sum of atoms: what units reported, and what any
 * indicator makes of it for any unit of either vintage in any period. What comes to the same is one figure: the count
 * of a district that published one and that of its communes, or of a commune that kept its territory.
 * Results that are no plain sums are left out; they are published only where all their parts are.
 * Pauses between periods.
 * @param traced the same dataset with every sensitive figure kept back, so that totals tell what they are made of
 */
export function* publishable(
  dataset: Dataset,
  traced: Dataset,
): Generator<void, { atoms: Atom[]; figures: KeyedFigure[] }> {
  const reported = reportedIn(dataset)
  const parts = partsOf(dataset, traced, reported)
  const figures = new Map<string, KeyedFigure>()
  const keep = (atoms: readonly number[], value: number, cost: number): KeyedFigure => {
    const name = [...atoms].sort((a, b) => a - b).join()
    const figure = figures.get(name) ?? { atoms, value, cost, cells: [], sums: [] }
    figures.set(name, figure)
    figure.value = Math.min(figure.value, value)
    figure.cost = Math.max(figure.cost, cost)
    return figure
  }
  for (const [key, { value, level }] of reported) {
    keep(parts.of.get(key) ?? [], value, costOf(level, value)).cells.push(key)
  }
  for (const rest of parts.rests) keep([rest], parts.atoms[rest]?.value ?? 0, costs.commune)
  for (const question of reported.size === 0 ? [] : questions(dataset)) {
    for (const [index, { level }] of dataset.geographies[question.vintage].units.entries()) {
      const { numerator, withheld } = totalAt(traced, question, index)
      const sum = withheld && plainSum(withheld, parts, reported)
      if (!sum) continue
      const cost = isQuoted(dataset, question, index, sum.value) ? quotedCost : costOf(level, sum.value)
      const figure = keep(sum.atoms, sum.value, cost)
      figure.sums.push([sumKey(question, index), withoutHair(numerator + sum.value)])
    }
    yield
  }
  return { atoms: parts.atoms, figures: [...figures.values()] }
}

/** The cheaper of two figures of a level is the smaller one. */
const costOf = (level: Level, value: number): number => costs[level] * (1 + value / 1e6)

/** Everything that can be asked about a sensitive matter. */
function* questions(dataset: Dataset): Generator<Question> {
  const sensitive = sensitiveMeasures(dataset.catalogue)
  for (const indicator of dataset.catalogue.indicators) {
    const { kind, numerator } = indicator
    if (kind === 'class' || !sensitive.has(numerator)) continue
    if (!dataset.reportedMeasures.real.has(numerator)) continue
    for (const vintage of vintages) {
      for (const period of dataset.periods) {
        for (const illustrative of dataset.hasIllustrative ? [false, true] : [false]) {
          yield { indicator, vintage, period, illustrative, target: null }
        }
      }
    }
  }
}

/**
 * The atoms of a sum in which each counts once; null where it is no such sum. Shares of a whole that miss it by the
 * digits they were rounded to are made whole: what the sum then lacked would tell of what it is made.
 */
function plainSum(
  withheld: readonly WithheldPart[],
  parts: Parts,
  reported: ReadonlyMap<string, Reported>,
): { atoms: number[]; value: number } | null {
  const weights = new Map<string, number>()
  for (const { cell, weight } of withheld) {
    if (weight === null) return null
    weights.set(cell, (weights.get(cell) ?? 0) + weight)
  }
  const cells = [...weights.keys()]
  const atoms = cells.flatMap((cell) => parts.of.get(cell) ?? [])
  const isPlain = [...weights.values()].every((weight) => Math.abs(weight - 1) < rounding)
  if (!isPlain || new Set(atoms).size < atoms.length) return null
  return { atoms, value: cells.reduce((sum, cell) => sum + (reported.get(cell)?.value ?? 0), 0) }
}

const rounding = 1e-4

/** Whether a document that the product quotes gives the figure away anyhow. */
const isQuoted = (dataset: Dataset, { indicator, vintage, period }: Question, index: number, value: number) =>
  indicator.kind === 'count' &&
  dataset.published.some(
    (quoted) =>
      quoted.indicator === indicator.id &&
      quoted.vintage === vintage &&
      quoted.qualifier === '=' &&
      quoted.value === value &&
      (quoted.period === period || `${quoted.period}-H2` === period) &&
      dataset.geographies[vintage].units[index]?.code === quoted.code,
  )
