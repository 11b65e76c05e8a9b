import type { Period } from './periods'
import type { Status } from './status'
import type { Vintage } from './units'

/** Every text a person reads exists in both languages. */
export type Bilingual = { vi: string; en: string }

/**
 * - `count`: adds up over units;
 * - `flag`: 1 or 0 for one unit; adds up over units, but a merged unit has it as soon as one part has;
 * - `class`: an ordered class; a merged unit takes the highest of its parts;
 * - `unit`: 1 for every commune that exists; never reported, never missing.
 */
export const measureKinds = ['count', 'flag', 'class', 'unit'] as const
export type MeasureKind = (typeof measureKinds)[number]

/** A raw figure that is reported. */
export type Measure = {
  id: string
  kind: MeasureKind
  name: Bilingual
  /** What is counted: "villages", "children". */
  unit: Bilingual
  /** Holds until a later figure replaces it (registers and lists: villages, zones, area). */
  carries: boolean
}

/** One reported value. */
export type Observation = {
  vintage: Vintage
  code: string
  measure: string
  period: Period
  value: number
  status: Status
  source: string
}
