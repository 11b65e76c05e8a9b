import type { Dataset } from '../dataset'
import { scales } from '../indicators'
import type { Figures } from '../priority/figures'
import type { Status } from '../status'
import { weakest } from '../status'
import type { Value } from '../value'
import { valueAt } from '../values'
import type { Intervention } from './interventions'
import type { Land } from './land'
import { landFor } from './land'

/** What is known of the gap that one kind of thing closes in one commune; null is "not known", never zero. */
export type Gap = {
  /** Things or places lacking, at most and at least, in the indicator's own count. */
  lacking: number | null
  lackingLeast: number | null
  /** The indicator's denominator, and what is there already. */
  among: number | null
  existing: number | null
  /** Children to share among things; null also for kinds that reach a fixed number. */
  children: number | null
  land: Land | null
  status: Status | null
  /** What is null was reported, but is kept back because it could point at a child. */
  isWithheld?: true
}

/** The gaps of a commune by kind of thing, and what costs depend on. */
export type CommuneGaps = {
  code: string
  district: string
  zone: number | null
  kinds: Readonly<Record<string, Gap>>
}

/**
 * All that plans for the communes of an area rest on, whatever their rules: plain JSON, so that the page can plan by
 * itself.
 */
export type Gaps = {
  /** What each kind's target asks for, as a share of 1. */
  aims: Readonly<Record<string, number>>
  /** In code order. */
  communes: readonly CommuneGaps[]
}

/** The class indicator that costs depend on. */
export const zoneIndicator = 'zone'

/**
 * The gaps of every commune of a unit.
 * @param index the unit in the geography of the vintage
 * @throws RangeError when an indicator or target does not exist
 */
export function gapsOf(
  dataset: Dataset,
  figures: Figures,
  index: number,
  interventions: readonly Intervention[],
): Gaps {
  const geography = dataset.geographies[figures.vintage]
  return {
    aims: Object.fromEntries(interventions.map((one) => [one.id, aimOf(dataset, one)])),
    communes: (geography.communesOf[index] ?? []).flatMap((commune) => {
      const unit = geography.units[commune]
      if (!unit) return []
      const kinds = interventions.map((one) => [one.id, gapOf(dataset, figures, one, commune, unit.code)])
      return {
        code: unit.code,
        district: unit.parent ?? unit.code,
        zone: valueOf(dataset, figures, zoneIndicator, null, commune).value,
        kinds: Object.fromEntries(kinds) as CommuneGaps['kinds'],
      }
    }),
  }
}

function gapOf(
  dataset: Dataset,
  figures: Figures,
  intervention: Intervention,
  commune: number,
  code: string,
): Gap {
  const { reach, indicator, target } = intervention
  const value = valueOf(dataset, figures, indicator, target, commune)
  const children = reach.kind === 'shared' ? valueOf(dataset, figures, reach.children, null, commune) : null
  const isReported = value.reported > 0
  return {
    lacking: isReported ? value.lacking : null,
    lackingLeast: isReported ? value.lackingLeast : null,
    among: value.denominator,
    existing: reach.kind === 'shared' ? value.numerator : null,
    children: children?.value ?? null,
    land: landFor(dataset, figures, intervention, code),
    status: children === null ? value.status : weakest(value.status, children.status),
    ...((value.isWithheld || children?.isWithheld) && { isWithheld: true }),
  }
}

function aimOf(dataset: Dataset, { indicator: id, target: targetId }: Intervention): number {
  const { indicator, target } = targetOf(dataset, id, targetId)
  return (target?.value ?? 0) / scales[indicator.unit]
}

function valueOf(
  dataset: Dataset,
  figures: Figures,
  indicatorId: string,
  targetId: string | null,
  commune: number,
): Value {
  const { indicator, target } = targetOf(dataset, indicatorId, targetId)
  // a target for the province as a whole is, for planning, what every commune would have to reach
  const each = target === null ? null : { ...target, scope: 'each' as const }
  return valueAt(dataset, { indicator, target: each, ...figures }, commune)
}

function targetOf(dataset: Dataset, indicatorId: string, targetId: string | null) {
  const indicator = dataset.indicators.get(indicatorId)
  if (!indicator) throw new RangeError(`there is no indicator "${indicatorId}" in the catalogue`)
  const target = indicator.targets.find(({ id }) => id === targetId) ?? null
  if (targetId !== null && target === null) {
    throw new RangeError(`the indicator "${indicatorId}" has no target "${targetId}"`)
  }
  return { indicator, target }
}
