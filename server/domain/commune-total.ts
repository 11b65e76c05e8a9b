import { merge, mergeFlags, shareOut, shareOutFlag } from './crosswalk'
import type { Cell, Layer } from './columns'
import type { Dataset } from './dataset'
import { counterpartsOf } from './dataset'
import type { Indicator } from './indicators'
import { createKept } from './kept'
import { firstCell, wantedLayers } from './layers'
import type { Period } from './periods'
import { sumKey } from './privacy/withholding'
import { shareOfMerged } from './shares'
import type { Status } from './status'
import { estimatedFrom, weakest } from './status'
import type { Part, Total, WithheldPart } from './total'
import { totalOf } from './total'
import type { Vintage } from './units'
import { otherVintage } from './units'

/** What is counted: one indicator in one geography and period, with or without made-up figures. */
export type Counting = {
  indicator: Indicator
  vintage: Vintage
  period: Period
  illustrative: boolean
}

/** Totals kept of one dataset at most: some 100 MB. */
const mostKept = 400_000

const totalsOf = new WeakMap<Dataset, ReturnType<typeof createKept<Total>>>()

/**
 * Counts of one commune. Tried in this order: reported in this geography, reported in the other one and brought
 * here through the crosswalk, then the same with made-up figures if they are wanted.
 */
export function communeTotal(dataset: Dataset, counting: Counting, index: number): Total {
  const { indicator, vintage, period, illustrative } = counting
  const kept = totalsOf.get(dataset) ?? createKept<Total>(mostKept)
  totalsOf.set(dataset, kept)
  return kept.get(`${indicator.id}/${vintage}/${period}/${illustrative}`, index, () =>
    disclosed(dataset, counting, index, findTotal(dataset, counting, index)),
  )
}

/** A total with its withheld parts where that sum may be published; as it is where it may not, or none is withheld. */
export function disclosed(dataset: Dataset, counting: Counting, index: number, total: Total): Total {
  if (total.withheld === undefined) return total
  const numerator = dataset.withholding?.sums.get(sumKey(counting, index))
  if (numerator === undefined) return total
  return { ...total, numerator, withheld: undefined }
}

/** What was published for a district or the province itself, or null. */
export function publishedTotal(dataset: Dataset, counting: Counting, index: number): Total | null {
  const own = ownTotal(dataset, counting, index, ['real'])
  return own.reported > 0 ? own : null
}

function findTotal(dataset: Dataset, counting: Counting, index: number): Total {
  const own = ownTotal(dataset, counting, index, ['real'])
  if (own.reported > 0) return own
  const brought = throughCrosswalk(dataset, counting, index, ['real'])
  if (!counting.illustrative) return brought.reported > 0 ? brought : silent(own, brought)
  if (brought.reported === 0) {
    const madeUp = ownTotal(dataset, counting, index, ['illustrative'])
    if (madeUp.reported > 0) return madeUp
  }
  // unit by unit, so that the sum over one geography stays the sum over the other
  const mixed = throughCrosswalk(dataset, counting, index, wantedLayers(true))
  return mixed.reported > 0 ? mixed : silent(own, mixed)
}

/** Nobody reported: keep whichever side at least knows the denominator. */
const silent = (own: Total, brought: Total): Total => (own.unbounded === 0 ? own : brought)

const ownTotal = (dataset: Dataset, counting: Counting, index: number, layers: readonly Layer[]): Total =>
  totalOf(partAt(dataset, counting, index, layers), counting.indicator.denominator !== null)

/**
 * What a unit itself reported, in the first of the layers that has a numerator;
 * its denominator may come from either layer, a real one first.
 */
function partAt(dataset: Dataset, counting: Counting, index: number, layers: readonly Layer[]): Part {
  const { indicator, vintage, period } = counting
  const numerator = firstCell(dataset, layers, vintage, index, indicator.numerator, period)
  const denominator = denominatorAt(dataset, counting, index)
  const unreported =
    indicator.unreported === null || numerator === null
      ? null
      : dataset.cellAt(layerOf(numerator), vintage, index, indicator.unreported, period)
  const sources = new Set(denominator?.sources)
  if (numerator) sources.add(numerator.source)
  const withheld = withheldOf(numerator, denominator, unreported)
  return {
    numerator:
      numerator === null ? null : numerator.withheld === undefined ? plausible(numerator, denominator) : 0,
    denominator: numerator === null && denominator?.withheld ? null : (denominator?.value ?? null),
    unreported: unreported?.value ?? 0,
    status: weakest(numerator?.status ?? null, denominator?.status ?? null),
    sources: [...sources].sort(),
    period: numerator?.period ?? null,
    ...(withheld.length > 0 && { withheld }),
  }
}

/** Of a count that some did not answer, and of what is divided by a withheld figure, no sum is told. */
function withheldOf(
  numerator: Cell | null,
  denominator: Denominator | null,
  unreported: Cell | null,
): readonly WithheldPart[] {
  const divided = (denominator?.withheld ?? []).map((cell) => ({ cell, weight: null }))
  if (numerator?.withheld === undefined) return divided
  const isSum = unreported === null && divided.length === 0
  return [{ cell: numerator.withheld, weight: isSum ? 1 : null }, ...divided]
}

const layerOf = (cell: Cell): Layer => (cell.status === 'illustrative' ? 'illustrative' : 'real')

/** A made-up count gives way when the real denominator turns out to be smaller than it. */
const plausible = ({ value, status }: Cell, denominator: Denominator | null): number =>
  status === 'illustrative' && denominator !== null ? Math.min(value, denominator.value) : value

/** A denominator; one that counts the communes themselves has no status and no source. */
type Denominator = {
  value: number
  status: Status | null
  sources: readonly string[]
  /** Keys of the figures in it that are kept back. */
  withheld?: readonly string[]
}

/** Found like the numerator, but on its own: a register of the old geography serves reports from the new one. */
function denominatorAt(dataset: Dataset, counting: Counting, index: number): Denominator | null {
  const { indicator, vintage, period, illustrative } = counting
  const measure = indicator.denominator
  if (measure === null) return null
  if (dataset.measures.get(measure)?.kind === 'unit') {
    return { value: dataset.geographies[vintage].communesOf[index]?.length ?? 0, status: null, sources: [] }
  }
  for (const layers of illustrative ? [wantedLayers(false), wantedLayers(true)] : [wantedLayers(false)]) {
    const own = firstCell(dataset, layers, vintage, index, measure, period)
    if (own) return { status: own.status, sources: [own.source], ...known([own], own.value) }
    const brought = broughtDenominator(dataset, counting, index, measure, layers)
    if (brought) return brought
  }
  return null
}

function broughtDenominator(
  dataset: Dataset,
  { vintage, period, illustrative }: Counting,
  index: number,
  measure: string,
  layers: readonly Layer[],
): Denominator | null {
  const others = counterpartsOf(dataset, vintage, index)
  const shares = others.flatMap(({ link, index: there }) => {
    if (there === null) return []
    const cell = firstCell(dataset, layers, otherVintage(vintage), there, measure, period)
    const weight =
      vintage === '2025' ? link.weight : shareOfMerged(dataset, index, { measure, period, illustrative })
    return cell ? [{ cell, weight }] : []
  })
  if (shares.length === 0 || shares.length < others.length) return null
  const status = shares.map(({ cell }) => cell.status).reduce<Status | null>(weakest, null)
  return {
    status: status && estimatedFrom(status),
    sources: shares.map(({ cell }) => cell.source),
    ...known(
      shares.map(({ cell }) => cell),
      shares.reduce((sum, { cell, weight }) => sum + cell.value * weight, 0),
    ),
  }
}

/** Where a part of a denominator is kept back, no figure of it is left. */
function known(cells: readonly Cell[], value: number): Pick<Denominator, 'value' | 'withheld'> {
  const withheld = cells.flatMap((cell) => cell.withheld ?? [])
  return withheld.length === 0 ? { value } : { value: 0, withheld }
}

function throughCrosswalk(
  dataset: Dataset,
  counting: Counting,
  index: number,
  layers: readonly Layer[],
): Total {
  const there = { ...counting, vintage: otherVintage(counting.vintage) }
  const others = counterpartsOf(dataset, counting.vintage, index).map(({ link, index: other }) => ({
    ...link,
    total: other === null ? unknown(counting) : ownTotal(dataset, there, other, layers),
  }))
  const [first] = others
  if (!first) return unknown(counting)
  const isFlag = dataset.measures.get(counting.indicator.numerator)?.kind === 'flag'
  if (counting.vintage === '2025') {
    return isFlag ? mergeFlags(others.map(({ total }) => total)) : merge(others)
  }
  if (isFlag) return shareOutFlag(first.total, dataset.crosswalk.byNew.get(first.to)?.length ?? 1)
  const { indicator, period, illustrative } = counting
  const measure = indicator.denominator ?? indicator.numerator
  const shareOfTarget = shareOfMerged(dataset, index, { measure, period, illustrative })
  return shareOut(others.map(({ total }) => ({ total, shareOfTarget })))
}

/** A commune about which nothing is known, not even the denominator. */
const unknown = ({ indicator }: Counting): Total =>
  totalOf(
    { numerator: null, denominator: null, unreported: 0, status: null, sources: [], period: null },
    indicator.denominator !== null,
  )
