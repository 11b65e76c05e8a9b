import type { Crosswalk, Link } from './crosswalk'
import { crosswalkOf } from './crosswalk'
import type { Catalogue, Indicator } from './indicators'
import type { Bilingual, Measure, Observation } from './measures'
import type { Period } from './periods'
import { answering, byTime, endOf, isHalfYear, isPeriod } from './periods'
import type { Status } from './status'
import { statuses } from './status'
import type { Level, Unit, Vintage } from './units'
import { otherVintage, vintages } from './units'

/** Where a figure comes from. */
export type Source = {
  id: string
  title: string
  issuer: string
  date: string
  url: string
}

/** A published rate or count of a wider area, quoted as printed; it enters no computation. */
export type PublishedFigure = {
  vintage: Vintage
  code: string
  indicator: string | null
  name: Bilingual
  /** As printed: "2022", "school year 2021–2022". */
  period: string
  value: number
  qualifier: '=' | '>' | '<' | '~'
  unit: Bilingual
  source: string
  confidence: string
  note: Bilingual
}

/** The units of one vintage, in a fixed order: province, districts, communes, each by code. */
export type Geography = {
  vintage: Vintage
  units: readonly Unit[]
  indexOf: ReadonlyMap<string, number>
  /** Indexes of the units of a level, in code order. */
  atLevel: Readonly<Record<Level, readonly number[]>>
  /** Indexes of the units directly below a unit. */
  childrenOf: readonly (readonly number[])[]
  /** Indexes of all communes below a unit (of itself for a commune). */
  communesOf: readonly (readonly number[])[]
}

/** Real figures and made-up ones are kept apart, so that one switch hides the latter. */
export type Layer = 'real' | 'illustrative'

/** One measure in one period for all units of a vintage, by unit index. NaN is "not reported". */
type Column = { values: Float64Array; status: Uint8Array; source: Uint16Array }

/** A figure as found, with the period it was really reported for. */
export type Cell = { value: number; status: Status; source: string; period: Period }

/** All that is published at one data version. Immutable: a publication makes a new one. */
export type Dataset = {
  version: number
  publishedAt: string
  catalogue: Catalogue
  indicators: ReadonlyMap<string, Indicator>
  measures: ReadonlyMap<string, Measure>
  sources: ReadonlyMap<string, Source>
  geographies: Readonly<Record<Vintage, Geography>>
  crosswalk: Crosswalk
  /** Half-years that communes reported for, oldest first. */
  periods: readonly Period[]
  published: readonly PublishedFigure[]
  hasIllustrative: boolean
  /** Measures for which at least one figure exists in a layer. */
  reportedMeasures: Readonly<Record<Layer, ReadonlySet<string>>>
  cellAt: (layer: Layer, vintage: Vintage, index: number, measure: string, period: Period) => Cell | null
}

export type DatasetInput = {
  version: number
  publishedAt: string
  catalogue: Catalogue
  units: readonly Unit[]
  links: readonly Link[]
  sources: readonly Source[]
  observations: Iterable<Observation>
  published: readonly PublishedFigure[]
}

/**
 * Builds the dataset from what the store holds. Later observations of the same cell replace earlier ones.
 * @throws Error naming the row when an observation speaks of an unknown unit, measure or source, or holds no
 * number or period, and when a unit lies in none or exists twice
 */
export function createDataset(input: DatasetInput): Dataset {
  const geographies = Object.fromEntries(
    vintages.map((vintage) => [vintage, geographyOf(vintage, input.units)]),
  ) as Record<Vintage, Geography>
  const measures = new Map(input.catalogue.measures.map((measure) => [measure.id, measure]))
  const sourceIds = input.sources.map((source) => source.id)
  const sourceIndex = new Map(sourceIds.map((id, index) => [id, index]))
  const columns = new Map<string, Column>()
  const reportedPeriods = new Map<string, Period[]>()
  const periods = new Set<Period>()
  const reportedMeasures = { real: new Set<string>(), illustrative: new Set<string>() }
  let hasIllustrative = false

  const columnFor = (layer: Layer, vintage: Vintage, measure: string, period: Period): Column => {
    const key = columnKey(layer, vintage, measure, period)
    const existing = columns.get(key)
    if (existing) return existing
    const size = geographies[vintage].units.length
    const column = {
      values: new Float64Array(size).fill(NaN),
      status: new Uint8Array(size),
      source: new Uint16Array(size),
    }
    columns.set(key, column)
    const series = seriesKey(layer, vintage, measure)
    reportedPeriods.set(series, [...(reportedPeriods.get(series) ?? []), period])
    return column
  }

  for (const row of input.observations) {
    const geography = geographies[row.vintage]
    const index = geography.indexOf.get(row.code)
    const source = sourceIndex.get(row.source)
    const fault = faultOf(row, measures.has(row.measure))
    if (fault !== null || index === undefined || source === undefined) {
      throw new Error(
        `observation ${row.measure} of ${row.vintage}/${row.code} in ${row.period} ` +
          (fault ?? `names an unknown ${index === undefined ? 'unit' : `source "${row.source}"`}`),
      )
    }
    const layer: Layer = row.status === 'illustrative' ? 'illustrative' : 'real'
    hasIllustrative ||= layer === 'illustrative'
    reportedMeasures[layer].add(row.measure)
    const column = columnFor(layer, row.vintage, row.measure, row.period)
    column.values[index] = row.value
    column.status[index] = statuses.indexOf(row.status)
    column.source[index] = source
    if (isHalfYear(row.period) && geography.units[index]?.level === 'commune') periods.add(row.period)
  }
  for (const series of reportedPeriods.values()) series.sort(latestFirst)

  const read = (
    layer: Layer,
    vintage: Vintage,
    index: number,
    measure: string,
    period: Period,
  ): Cell | null => {
    const column = columns.get(columnKey(layer, vintage, measure, period))
    const value = column?.values[index]
    if (column === undefined || value === undefined || Number.isNaN(value)) return null
    return {
      value,
      status: statuses[column.status[index] ?? 0] ?? 'estimated',
      source: sourceIds[column.source[index] ?? 0] ?? '',
      period,
    }
  }

  return {
    version: input.version,
    publishedAt: input.publishedAt,
    catalogue: input.catalogue,
    indicators: new Map(input.catalogue.indicators.map((indicator) => [indicator.id, indicator])),
    measures,
    sources: new Map(input.sources.map((source) => [source.id, source])),
    geographies,
    crosswalk: crosswalkOf(input.links),
    periods: [...periods].sort(byTime),
    published: input.published,
    hasIllustrative,
    reportedMeasures,
    cellAt(layer, vintage, index, measure, period) {
      for (const candidate of answering(period)) {
        const cell = read(layer, vintage, index, measure, candidate)
        if (cell) return cell
      }
      if (!measures.get(measure)?.carries) return null
      for (const earlier of reportedPeriods.get(seriesKey(layer, vintage, measure)) ?? []) {
        if (endOf(earlier) > endOf(period)) continue
        const cell = read(layer, vintage, index, measure, earlier)
        if (cell) return cell
      }
      return null
    },
  }
}

/** What is wrong with an observation in itself, or null. */
function faultOf({ period, value }: Observation, isMeasureKnown: boolean): string | null {
  if (!isMeasureKnown) return 'names an unknown measure'
  if (!isPeriod(period)) return 'has a malformed period: write a year (2024) or a half-year (2024-H1)'
  if (!Number.isFinite(value)) return `has no number as its value: ${value}`
  return null
}

const columnKey = (layer: Layer, vintage: Vintage, measure: string, period: Period) =>
  `${layer}/${vintage}/${measure}/${period}`
/** Where a half-year and its year both reported, the half-year comes first, as in {@link answering}. */
const latestFirst = (a: Period, b: Period) => endOf(b) - endOf(a) || b.length - a.length

const seriesKey = (layer: Layer, vintage: Vintage, measure: string) => `${layer}/${vintage}/${measure}`

function geographyOf(vintage: Vintage, all: readonly Unit[]): Geography {
  const rank: Record<Level, number> = { province: 0, district: 1, commune: 2 }
  const units = all
    .filter((unit) => unit.vintage === vintage)
    .sort((a, b) => rank[a.level] - rank[b.level] || (a.code < b.code ? -1 : 1))
  const indexOf = new Map(units.map((unit, index) => [unit.code, index]))
  const childrenOf: number[][] = units.map(() => [])
  for (const [index, { code, parent }] of units.entries()) {
    if (indexOf.get(code) !== index) throw new Error(`unit ${vintage}/${code} exists twice`)
    if (parent === null) continue
    const above = indexOf.get(parent)
    if (above === undefined) {
      throw new Error(`unit ${vintage}/${code} lies in ${parent}, which is no unit of ${vintage}`)
    }
    childrenOf[above]?.push(index)
  }
  const at = (level: Level) => units.flatMap((unit, index) => (unit.level === level ? [index] : []))
  const communesOf: number[][] = units.map(() => [])
  for (const index of at('commune')) {
    let above: number | undefined = index
    while (above !== undefined) {
      communesOf[above]?.push(index)
      const parent: string | null | undefined = units[above]?.parent
      above = parent == null ? undefined : indexOf.get(parent)
    }
  }
  return {
    vintage,
    units,
    indexOf,
    atLevel: { province: at('province'), district: at('district'), commune: at('commune') },
    childrenOf,
    communesOf,
  }
}

/** The unit with this code, or null. */
export function unitOf(dataset: Dataset, vintage: Vintage, code: string): Unit | null {
  const geography = dataset.geographies[vintage]
  const index = geography.indexOf.get(code)
  return index === undefined ? null : (geography.units[index] ?? null)
}

/**
 * Indexes of the units of a level, in code order: all of them, or those that are the district or lie in it.
 * @throws RangeError when the geography has no district with this code
 */
export function indexesWithin(
  geography: Geography,
  level: Level,
  district: string | null,
): readonly number[] {
  if (district === null) return geography.atLevel[level]
  const index = geography.indexOf.get(district)
  if (index === undefined || geography.units[index]?.level !== 'district') {
    throw new RangeError(`vintage ${geography.vintage} has no district with the code "${district}"`)
  }
  const inside = new Set([index, ...(geography.communesOf[index] ?? [])])
  return geography.atLevel[level].filter((candidate) => inside.has(candidate))
}

/** A unit of the other vintage that shares territory with one of this, and the link between them. */
export type Counterpart = {
  link: Link
  /** Index in the other vintage; null where that unit is not in the dataset. */
  index: number | null
}

/** Old units that became this new one, or new units that this old one became. */
export function counterpartsOf(dataset: Dataset, vintage: Vintage, index: number): Counterpart[] {
  const code = dataset.geographies[vintage].units[index]?.code ?? ''
  const { indexOf } = dataset.geographies[otherVintage(vintage)]
  const links = vintage === '2025' ? dataset.crosswalk.byNew.get(code) : dataset.crosswalk.byOld.get(code)
  return (links ?? []).map((link) => ({
    link,
    index: indexOf.get(vintage === '2025' ? link.from : link.to) ?? null,
  }))
}
