import type { Bilingual, Measure } from './measures'

export const indicatorKinds = ['ratio', 'count', 'class'] as const
export type IndicatorKind = (typeof indicatorKinds)[number]

export const indicatorUnits = ['percent', 'per-1000', 'per-100000', 'count', 'class'] as const
export type IndicatorUnit = (typeof indicatorUnits)[number]

/** How a ratio is written: what numerator ÷ denominator is multiplied by. */
export const scales: Record<IndicatorUnit, number> = {
  percent: 100,
  'per-1000': 1000,
  'per-100000': 100_000,
  count: 1,
  class: 1,
}

/** `up`: more is better; `down`: less is better; `none`: context, neither. */
export const directions = ['up', 'down', 'none'] as const
export type Direction = (typeof directions)[number]

/** A target and the document that sets it. Several stand side by side; the first is the one shown first. */
export type Target = {
  id: string
  /** In the indicator's unit: 100 for 100 %. */
  value: number
  /** Null where the document sets no date. */
  year: number | null
  /** `each`: every unit must reach it; `overall`: only the province as a whole. */
  scope: 'each' | 'overall'
  clause: Bilingual
  source: string
}

/** Something that is counted. English needs its singular, too: "village without a play area". */
export type CountedThing = Bilingual & { one: string }

/** One class of a class indicator, e.g. zone III. */
export type ClassLabel = { value: number; name: Bilingual }

/** What the plan asks to follow: how it is computed, which way is good, and how far it must come. */
export type Indicator = {
  id: string
  theme: string
  kind: IndicatorKind
  name: Bilingual
  short: Bilingual
  description: Bilingual
  numerator: string
  denominator: string | null
  /** Tells what happened within a half-year, as cases and deaths do, and not what there is at its end. */
  happens?: boolean | undefined
  /** Measure that counts those of the denominator whose answer is not known. */
  unreported: string | null
  unit: IndicatorUnit
  direction: Direction
  targets: Target[]
  /** What is still to build or whom to reach: "villages without a play area". */
  lacking: CountedThing | null
  /** Below this denominator a rate is marked as unstable. */
  minDenominator: number
  sensitive: boolean
  reporter: Bilingual
  classes: ClassLabel[]
}

export type Theme = { id: string; name: Bilingual }

/**
 * How counts of one unit and period must fit together: the parts, added up, lie `within` the whole or are `equal` to it.
 * A `warning` is one that other days of counting may break.
 */
export type Relation = {
  parts: string[]
  whole: string
  is: 'within' | 'equal'
  severity: 'error' | 'warning'
}

/** The catalogue as shipped: what is measured, and what is made of it. */
export type Catalogue = {
  themes: Theme[]
  measures: Measure[]
  indicators: Indicator[]
  /** Besides those that follow from the indicators: no numerator is more than its denominator. */
  relations?: Relation[]
}
