import type { Dataset } from '#domain/dataset'
import type { Observation } from '#domain/measures'
import { withhold } from '#domain/privacy/withhold'
import type { Vintage } from '#domain/units'
import { vintages } from '#domain/units'
import type { Value } from '#domain/value'
import { valueAt } from '#domain/values'
import type { Known } from './attack'

/** What is asked of one unit. */
export type Place = { indicator: string; vintage: Vintage; period: string; index: number }

/** Everything that can be asked of sensitive matters. */
export function* places(dataset: Dataset): Generator<Place> {
  for (const { id, sensitive } of dataset.catalogue.indicators) {
    if (!sensitive) continue
    for (const vintage of vintages) {
      for (const period of dataset.periods) {
        for (const index of dataset.geographies[vintage].units.keys()) {
          yield { indicator: id, vintage, period, index }
        }
      }
    }
  }
}

/** The value of a unit, without made-up figures. */
export function at(dataset: Dataset, { indicator: id, ...place }: Place): Value {
  const indicator = dataset.indicators.get(id)
  if (!indicator) throw new Error(`no indicator ${id}`)
  const [target = null] = indicator.targets
  return valueAt(dataset, { ...place, indicator, illustrative: false, target }, place.index)
}

/**
 * How much of each observation is in the count of each place, found by changing one observation of a measure at a time:
 * the rules that withhold are not asked.
 */
export function weightsOf(
  observations: readonly Observation[],
  make: (changed: readonly Observation[]) => Dataset,
  asked: readonly Place[],
): number[][] {
  const before = make(observations)
  // many answers tell of the same place
  const distinct = new Map(asked.map((place) => [JSON.stringify(place), place]))
  const rows = [...distinct.values()].map((place) => ({
    place,
    counts: before.indicators.get(place.indicator)?.numerator,
    count: at(before, place).numerator ?? 0,
    weights: observations.map(() => 0),
  }))
  // no count is made of two measures, so that one observation of each can change at once
  const columnsOf = [...new Set(observations.map(({ measure }) => measure))].map((measure) =>
    [...observations.keys()].filter((column) => observations[column]?.measure === measure),
  )
  const rounds = Math.max(0, ...columnsOf.map(({ length }) => length))
  for (let round = 0; round < rounds; round++) {
    const changed = new Set(columnsOf.flatMap((columns) => columns[round] ?? []))
    const after = make(
      observations.map((one, column) => (changed.has(column) ? { ...one, value: one.value + 1 } : one)),
    )
    for (const { place, counts, count, weights } of rows) {
      const column = [...changed].find((each) => observations[each]?.measure === counts)
      if (column !== undefined) weights[column] = (at(after, place).numerator ?? 0) - count
    }
  }
  const weightsAt = new Map([...distinct.keys()].map((key, at) => [key, rows[at]?.weights ?? []]))
  return asked.map((place) => weightsAt.get(JSON.stringify(place)) ?? [])
}

/** Everything that the public dataset tells, as sums of what was observed. */
export function knownOf(
  observations: readonly Observation[],
  make: (changed: readonly Observation[]) => Dataset,
): { whole: Dataset; open: Dataset; known: Known[] } {
  const whole = make(observations)
  const open = withhold(whole, 5)
  const visible = [...places(whole)].filter((place) => at(open, place).numerator !== null)
  const weights = weightsOf(observations, make, visible)
  const known = visible.map((place, row) => ({
    weights: weights[row] ?? [],
    sum: at(open, place).numerator ?? NaN,
  }))
  return { whole, open, known }
}
