import type { Interval } from '../interval'
import type { Bilingual } from '../measures'
import type { Value } from '../value'

/** What is known of a unit in one respect: the ends of a value, null where they cannot be said. */
export type Reading = Pick<
  Value,
  'value' | 'low' | 'high' | 'numerator' | 'denominator' | 'status' | 'sources' | 'asOf' | 'isWithheld'
>

/**
 * How a value becomes a need between 0 and 1. Fixed, never taken from the units at hand, so that a score means the
 * same in every year and district. `linear`: `zero` is the value at target, `one` the value where nothing is there;
 * between them straight, beyond them no further.
 */
export type Scale =
  | { kind: 'linear'; zero: number; one: number }
  | { kind: 'classes'; classes: readonly { value: number; need: number }[] }

/** One respect in which a place can be in need. */
export type Criterion = {
  id: string
  name: Bilingual
  /** Key of the reading it judges: an indicator, or {@link distanceReading}. */
  reads: string
  scale: Scale
  /** Why the scale is what it is. */
  note: Bilingual
  /** The rate is one of single children or households, so that chance moves it. */
  varies: boolean
  /** Document that the scale rests on; null for a convention of this project. */
  source: string | null
}

/** Kilometres to the nearest facility: no indicator of the catalogue, known once facilities have positions. */
export const distanceReading = 'nearest-facility-km'

const whollyOpen: Interval = { low: 0, high: 1 }

/**
 * Need of a unit by one scale. An unknown value may stand anywhere on the scale, so it makes the need an interval;
 * knowing less never narrows it.
 */
export function needOf(scale: Scale, reading: Reading | undefined): Interval {
  if (scale.kind === 'classes') return needOfClass(scale.classes, reading?.value ?? null)
  if (reading === undefined) return whollyOpen
  const { low, high } = reading
  const needAt = (value: number | null, otherwise: number) =>
    value === null ? otherwise : unitInterval((value - scale.zero) / (scale.one - scale.zero))
  return scale.one > scale.zero
    ? { low: needAt(low, 0), high: needAt(high, 1) }
    : { low: needAt(high, 0), high: needAt(low, 1) }
}

function needOfClass(classes: readonly { value: number; need: number }[], value: number | null): Interval {
  const known = classes.find((entry) => entry.value === value)
  if (known) return { low: known.need, high: known.need }
  const needs = classes.map((entry) => entry.need)
  return { low: Math.min(...needs), high: Math.max(...needs) }
}

const unitInterval = (value: number) => Math.min(1, Math.max(0, value))
