import type { Counterpart, Dataset, PublishedFigure } from './dataset'
import { counterpartsOf } from './dataset'
import type { Geography } from './geography'
import { provinceOf } from './geography'
import type { Indicator, Target } from './indicators'
import type { Period } from './periods'
import type { SeriesPoint } from './series'
import { seriesOf } from './series'
import type { Unit, Vintage } from './units'
import { otherVintage } from './units'
import type { Value } from './value'
import type { Question } from './values'
import { valueAt } from './values'

/** An indicator measured against one of its targets, for the unit and for the wider areas it lies in. */
export type Standing = {
  target: Target | null
  unit: Value
  /** Null for a district and for the province. */
  district: Value | null
  /** Null for the province. */
  province: Value | null
}

export type IndicatorProfile = {
  indicator: string
  /** One for each target, the one shown first in front; a single one without a target where there is none. */
  standings: Standing[]
  /** All half-years, measured against the first target. */
  series: SeriesPoint[]
}

/** A unit of the other vintage that this one was made of or became part of. */
export type Kin = {
  vintage: Vintage
  code: string
  /** Null where that unit is not in the dataset. */
  unit: Unit | null
  /** Code of the province that it lies in. */
  province: string | null
  /** Share of the old unit that went to the new one, and share of the new one that came from it; 0 to 1. */
  weight: number
  shareOfTarget: number
  legalBasis: string
}

/** All that is known of one unit in one period. */
export type Profile = {
  unit: Unit
  district: Unit | null
  province: Unit | null
  period: Period
  illustrative: boolean
  /** Every indicator of the catalogue, in its order, also those without data. */
  indicators: IndicatorProfile[]
  /** Communes of vintage 2024 that became this one, and communes of vintage 2025 that this one became. */
  predecessors: Kin[]
  successors: Kin[]
  published: PublishedFigure[]
}

/** Profile of a unit, or null when no unit of the vintage has this code. */
export function profileOf(
  dataset: Dataset,
  vintage: Vintage,
  code: string,
  period: Period,
  { illustrative }: { illustrative: boolean },
): Profile | null {
  const geography = dataset.geographies[vintage]
  const index = geography.indexOf.get(code)
  const unit = index === undefined ? undefined : geography.units[index]
  if (index === undefined || !unit) return null
  const place = placeOf(geography, index)
  const kin = counterpartsOf(dataset, vintage, index).map((one) => kinOf(dataset, vintage, one))
  const asked = { vintage, period, illustrative }
  return {
    unit,
    district: geography.units[place.district ?? -1] ?? null,
    province: geography.units[place.province ?? -1] ?? null,
    period,
    illustrative,
    indicators: dataset.catalogue.indicators.map((indicator) => ({
      indicator: indicator.id,
      standings: targetsOf(indicator).map((target) =>
        standing(dataset, { ...asked, indicator, target }, place),
      ),
      series: seriesOf(dataset, { ...asked, indicator, target: indicator.targets[0] ?? null }, index),
    })),
    predecessors: vintage === '2025' ? kin : [],
    successors: vintage === '2024' ? kin : [],
    published: dataset.published.filter((figure) => figure.vintage === vintage && figure.code === code),
  }
}

/** Indexes of a unit and of the wider units it lies in. */
type Place = { unit: number; district: number | null; province: number | null }

function placeOf({ units, indexOf }: Geography, index: number): Place {
  const place: Place = { unit: index, district: null, province: null }
  let above = indexOf.get(units[index]?.parent ?? '')
  while (above !== undefined) {
    const unit = units[above]
    if (unit?.level === 'district') place.district = above
    if (unit?.level === 'province') place.province = above
    above = indexOf.get(unit?.parent ?? '')
  }
  return place
}

const targetsOf = ({ targets }: Indicator): (Target | null)[] => (targets.length === 0 ? [null] : targets)

const standing = (dataset: Dataset, question: Question, place: Place): Standing => ({
  target: question.target,
  unit: valueAt(dataset, question, place.unit),
  district: place.district === null ? null : valueAt(dataset, question, place.district),
  province: place.province === null ? null : valueAt(dataset, question, place.province),
})

function kinOf(dataset: Dataset, vintage: Vintage, { link, index }: Counterpart): Kin {
  const other = otherVintage(vintage)
  const geography = dataset.geographies[other]
  const code = vintage === '2025' ? link.from : link.to
  return {
    vintage: other,
    code,
    unit: geography.units[index ?? -1] ?? null,
    province: provinceOf(geography, code),
    weight: link.weight,
    shareOfTarget: link.shareOfTarget,
    legalBasis: link.legalBasis,
  }
}
