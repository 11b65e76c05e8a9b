import type { Indicator, Target } from '#domain/indicators'
import type { Bilingual } from '#domain/measures'
import type { Value } from '#domain/value'
import type { Picture } from '../picture'

/** A row of a legend. Without a colour it is what was not reported, or what is withheld. */
export type LegendRow = {
  colour: string | null
  isWithheld?: true
  text: Bilingual
  count: number | null
}

/** Colours of units by code; null and units that are not named were not reported. */
export type Colours = Readonly<Record<string, string | null>>

/** One of several maps of a page. */
export type SmallMap = {
  title: Bilingual
  colours: Colours
  /** Codes of the units whose value is withheld. */
  withheld: readonly string[]
  legend: LegendRow[]
}

/** A unit on a plot; ends of an interval where the plot shows one. */
export type Spot = { name: string; value: number; low?: number; high?: number; size?: number; colour: string }

export type PlotData =
  /** A row for each district, a dot for each of its communes; `rate` is that of the district. */
  | {
      kind: 'spread'
      rows: { name: string; rate: number | null; missing: number; withheld: number; spots: Spot[] }[]
    }
  /** Each unit with its interval, around the rate of the whole. */
  | { kind: 'intervals'; spots: Spot[]; centre: number | null }
  /** Each unit by its size, in the limits of chance around the rate of the whole. */
  | {
      kind: 'funnel'
      spots: Spot[]
      centre: number
      curve: { size: number; low95: number; high95: number; low998: number; high998: number }[]
    }
  | { kind: 'lines'; periods: string[]; lines: { name: string; colour: string; values: Value[] }[] }

export type PlateBody =
  | { kind: 'map'; colours: Colours; legend: LegendRow[]; title: Bilingual }
  /** Three by three classes of two indicators; colours and counts by [second][first]. */
  | {
      kind: 'bivariate'
      colours: Colours
      first: Bilingual
      second: Bilingual
      cells: { colour: string; count: number }[][]
      missing: number
      /** Units of which one of the two values is withheld. */
      withheld: number
    }
  | { kind: 'maps'; maps: SmallMap[] }
  | {
      kind: 'plot'
      plot: PlotData
      indicator: Indicator
      target: Target | null
      legend: LegendRow[]
      note: Bilingual
    }

/** A page with another picture than the map of one indicator. */
export type Plate = {
  /** Sheet, language, area, units, sources and versions, as of the map of the indicator in focus. */
  picture: Picture
  title: Bilingual
  subtitle: Bilingual
  isIllustrative: boolean
  body: PlateBody
}
