import type { Cell, Layer } from './columns'
import { createColumns } from './columns'
import type { Crosswalk, Link } from './crosswalk'
import { crosswalkOf } from './crosswalk'
import type { Geography } from './geography'
import { geographyOf } from './geography'
import type { Catalogue, Indicator } from './indicators'
import type { Bilingual, Measure, Observation } from './measures'
import type { Figures, ObservationColumn } from './observation-column'
import { createFinder, isColumn } from './observation-column'
import type { Period } from './periods'
import type { Withholding } from './privacy/withholding'
import type { Places } from './places/places'
import { hasMadeUp, noPlaces } from './places/places'
import { createPeriodSpan, isPeriod } from './periods'
import { statuses } from './status'
import type { Unit, Vintage } from './units'
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
  /** Every half-year from the first report of a commune to the latest figure of any kind, oldest first. */
  periods: readonly Period[]
  published: readonly PublishedFigure[]
  /** Villages and facilities. */
  places: Places
  /** Whether a made-up figure still stands where no real one does, or a made-up village or facility in a commune. */
  hasIllustrative: boolean
  /** Measures with real figures, and those of which a made-up figure is still an answer. */
  reportedMeasures: Readonly<Record<Layer, ReadonlySet<string>>>
  cellAt: (layer: Layer, vintage: Vintage, index: number, measure: string, period: Period) => Cell | null
  /** What was kept back of sensitive matters; absent where nothing was. */
  withholding?: Withholding
}

export type DatasetInput = {
  version: number
  publishedAt: string
  catalogue: Catalogue
  units: readonly Unit[]
  links: readonly Link[]
  sources: readonly Source[]
  observations: Figures
  published: readonly PublishedFigure[]
  places?: Places
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
  const columns = createColumns(
    { '2024': geographies['2024'].units.length, '2025': geographies['2025'].units.length },
    sourceIds,
  )
  const span = createPeriodSpan()
  const real = new Set<string>()

  const indexesOf = {
    '2024': createFinder(geographies['2024'].indexOf),
    '2025': createFinder(geographies['2025'].indexOf),
  }
  const addColumn = (column: ObservationColumn) => {
    const { vintage, measure, period } = column
    const geography = geographies[vintage]
    const at = indexesOf[vintage](column.units)
    const fault = faultInColumn(column, at, measures.has(measure), sourceIndex)
    if (fault !== null)
      throw new Error(`observation ${measure} of ${vintage}${fault.of} in ${period} ${fault.why}`)
    columns.putColumn(
      column,
      at,
      Uint32Array.from(column.sources, (id) => sourceIndex.get(id) ?? 0),
    )
    const known = factsOf(column, (place) => geography.units[at[place] ?? -1]?.level === 'commune')
    if (known.hasReal) real.add(measure)
    if (known.hasAny) span.add(period, known.hasCommune)
  }

  for (const row of input.observations) {
    if (isColumn(row)) {
      addColumn(row)
      continue
    }
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
    if (layer === 'real') real.add(row.measure)
    const { vintage, measure, period } = row
    columns.put({ layer, vintage, measure, period, index }, row.value, row.status, source)
    span.add(period, geography.units[index]?.level === 'commune')
  }

  const carries = (measure: string) => measures.get(measure)?.carries ?? false
  const illustrative = columns.madeUpMeasures(carries)
  const places = input.places ?? noPlaces
  return {
    version: input.version,
    publishedAt: input.publishedAt,
    catalogue: input.catalogue,
    indicators: new Map(input.catalogue.indicators.map((indicator) => [indicator.id, indicator])),
    measures,
    sources: new Map(input.sources.map((source) => [source.id, source])),
    geographies,
    crosswalk: crosswalkOf(input.links),
    periods: span.periods(),
    published: input.published,
    places,
    hasIllustrative: illustrative.size > 0 || hasMadeUp(places),
    reportedMeasures: { real, illustrative },
    cellAt: (layer, vintage, index, measure, period) =>
      columns.cellAt({ layer, vintage, index, measure, period }, carries(measure)),
  }
}

/** What a column says of a measure as a whole: whether anything, anything real, and anything of a commune. */
function factsOf({ values, status }: ObservationColumn, isCommune: (place: number) => boolean) {
  const facts = { hasAny: false, hasReal: false, hasCommune: false }
  const madeUp = statuses.indexOf('illustrative')
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    if (Number.isNaN(value)) continue
    facts.hasAny = true
    facts.hasReal ||= status[i] !== madeUp
    facts.hasCommune ||= isCommune(i)
    if (facts.hasReal && facts.hasCommune) break
  }
  return facts
}

/** What is wrong with an observation in itself, or null. */
function faultOf(
  { period, value }: Pick<Observation, 'period' | 'value'>,
  isMeasureKnown: boolean,
): string | null {
  if (!isMeasureKnown) return 'names an unknown measure'
  if (!isPeriod(period)) return 'has a malformed period: write a year (2024) or a half-year (2024-H1)'
  if (!Number.isFinite(value)) return `has no number as its value: ${value}`
  return null
}

function faultInColumn(
  { period, units, values, sources }: ObservationColumn,
  at: Int32Array,
  isMeasureKnown: boolean,
  sourceIndex: ReadonlyMap<string, number>,
): { of: string; why: string } | null {
  const fault = faultOf({ period, value: 0 }, isMeasureKnown)
  if (fault !== null) return { of: '', why: fault }
  const unknown = sources.find((id) => !sourceIndex.has(id))
  if (unknown !== undefined) return { of: '', why: `names an unknown source "${unknown}"` }
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    if (Number.isNaN(value)) continue
    const isKnown = (at[i] ?? -1) >= 0
    if (Number.isFinite(value) && isKnown) continue
    return {
      of: `/${units[i]}`,
      why: isKnown ? `has no number as its value: ${value}` : 'names an unknown unit',
    }
  }
  return null
}

/** The unit with this code, or null. */
export function unitOf(dataset: Dataset, vintage: Vintage, code: string): Unit | null {
  const geography = dataset.geographies[vintage]
  const index = geography.indexOf.get(code)
  return index === undefined ? null : (geography.units[index] ?? null)
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
