import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Intervention } from '#domain/allocation/interventions'
import type { Link } from '#domain/crosswalk'
import type { PublishedFigure, Source } from '#domain/dataset'
import type { Catalogue } from '#domain/indicators'
import type { Observation } from '#domain/measures'
import type { Demand } from '#domain/plan-progress'
import type { PrioritySettings } from '#domain/priority/question'
import type { Unit, Vintage } from '#domain/units'
import type { ShippedPlaces } from '../store/places-write'
import type { NameVariant } from './shipped-rows'
import { parseCatalogue } from './catalogue'
import { faultAt } from './located'
import { readInterventions } from './interventions'
import { placesFiles, readShippedPlaces } from './places/shipped'
import { readPlan } from './plan'
import { readPriority } from './priority-rules'
import { readWide } from './wide'
import {
  LinkRow,
  NameVariantRow,
  ObservationRow,
  OutlineRow,
  PublishedRow,
  SourceRow,
  UnitRow,
} from './shipped-rows'
import type { Located } from './table'
import { readTable } from './table'

/** All that the product ships in `data/`, read and checked. */
export type Shipped = {
  catalogue: Catalogue
  /** Both vintages, all levels. */
  units: Unit[]
  /** Every old commune of both provinces; those of old Yên Bái are no units of vintage 2024. */
  links: Link[]
  sources: Source[]
  /** Published figures and estimates from them. */
  observations: Observation[]
  /** Figures made up to show the tool. */
  illustrative: Observation[]
  published: PublishedFigure[]
  /** Coarse outline of the province, longitude and latitude, WGS 84, not closed. */
  outlines: Record<Vintage, [number, number][]>
  variants: NameVariant[]
  /** What the province's plan for children asks for. */
  plan: Demand[]
  /** What can be built, with its cost. */
  interventions: Intervention[]
  /** Criteria, rules and presets by which communes are ranked. */
  priority: PrioritySettings
  /** Villages and facilities made up to show the tool. */
  madeUpPlaces: ShippedPlaces
  /** SHA-256 over all files read: equal hashes mean equal data. */
  hash: string
}

/** Tables of figures: most of the data, and needed only where they are not in the store yet. */
const figureFiles = ['observations.csv', 'illustrative.csv', ...placesFiles]

/**
 * Reads and checks all shipped data.
 * @param dataDir the folder that holds `catalogue.yaml` and the tables
 * @throws Error naming file and line of the first fault
 */
export const readShipped = (dataDir: string): Shipped => ({ ...openShipped(dataDir) })

/**
 * The same, but figures and places are read and checked only when they are asked for. The hash covers them too.
 * @throws Error naming file and line of the first fault, for figures and places when they are asked for
 */
export function openShipped(dataDir: string): Shipped {
  const hash = createHash('sha256')
  const read = (name: string): string => {
    const text = readFileSync(join(dataDir, name), 'utf8')
    hash.update(`${name}\0${text}\0`)
    return text
  }
  const sources = readTable('sources.csv', read('sources.csv'), SourceRow)
  const sourceIds = new Set(sources.map(({ row }) => row.id))
  const catalogue = parseCatalogue('catalogue.yaml', read('catalogue.yaml'), sourceIds)
  const units = readTable('units.csv', read('units.csv'), UnitRow)
  const links = readTable('crosswalk.csv', read('crosswalk.csv'), LinkRow)
  const published = readTable('published.csv', read('published.csv'), PublishedRow)
  const outline = rowsOf(readTable('outline.csv', read('outline.csv'), OutlineRow))
  const variants = rowsOf(readTable('name-variants.csv', read('name-variants.csv'), NameVariantRow))
  const figureTexts = new Map(figureFiles.map((name) => [name, read(name)]))

  const known: Known = {
    unit: new Set(units.map(({ row }) => `${row.vintage}/${row.code}`)),
    measure: new Set(catalogue.measures.map((measure) => measure.id)),
    indicator: new Set(catalogue.indicators.map((indicator) => indicator.id)),
    source: sourceIds,
  }
  for (const { row, line } of units) {
    if (row.parent) demand(known, 'units.csv', line, 'unit', `${row.vintage}/${row.parent}`)
  }
  for (const { row, line } of links) demand(known, 'crosswalk.csv', line, 'unit', `2025/${row.to}`)
  for (const { row, line } of published) {
    demand(known, 'published.csv', line, 'unit', `${row.vintage}/${row.code}`)
    demand(known, 'published.csv', line, 'source', row.source)
    if (row.indicator !== null) demand(known, 'published.csv', line, 'indicator', row.indicator)
  }
  const plan = readPlan('plan-50.csv', read('plan-50.csv'), {
    indicators: known.indicator,
    sources: known.source,
  })
  const references = { catalogue, sources: known.source }
  const interventions = readInterventions('interventions.csv', read('interventions.csv'), references)
  const priority = readPriority('priority.yaml', read('priority.yaml'), references)
  const digest = hash.digest('hex')
  let figures: ShippedFigures | null = null
  const readFigures = (): ShippedFigures =>
    (figures ??= figuresIn((name) => figureTexts.get(name) ?? '', catalogue, known))
  return {
    catalogue,
    units: rowsOf(units),
    links: rowsOf(links),
    sources: rowsOf(sources),
    published: rowsOf(published),
    outlines: { '2024': pointsOf(outline, '2024'), '2025': pointsOf(outline, '2025') },
    variants,
    plan,
    interventions,
    priority,
    hash: digest,
    get observations() {
      return readFigures().observations
    },
    get illustrative() {
      return readFigures().illustrative
    },
    get madeUpPlaces() {
      return readFigures().madeUpPlaces
    },
  }
}

type ShippedFigures = Pick<Shipped, 'observations' | 'illustrative' | 'madeUpPlaces'>

function figuresIn(textOf: (name: string) => string, catalogue: Catalogue, known: Known): ShippedFigures {
  const observations = readTable('observations.csv', textOf('observations.csv'), ObservationRow)
  const illustrative = readWide('illustrative.csv', textOf('illustrative.csv'), catalogue)
  for (const { file, rows } of [
    { file: 'observations.csv', rows: observations },
    { file: 'illustrative.csv', rows: illustrative },
  ]) {
    for (const { row, line } of rows) {
      demand(known, file, line, 'unit', `${row.vintage}/${row.code}`)
      demand(known, file, line, 'measure', row.measure)
      demand(known, file, line, 'source', row.source)
    }
  }
  return {
    observations: rowsOf(observations),
    illustrative: rowsOf(illustrative),
    madeUpPlaces: readShippedPlaces(textOf, known.unit),
  }
}

/** Ids that rows may name; units as `vintage/code`. */
type Known = Record<'unit' | 'measure' | 'indicator' | 'source', ReadonlySet<string>>

function demand(known: Known, file: string, line: number, kind: keyof Known, id: string): void {
  if (!known[kind].has(id))
    throw faultAt(file, line, `the ${kind} "${id}" does not exist`, `Add it or correct the cell`)
}

const rowsOf = <Row>(table: readonly Located<Row>[]): Row[] => table.map(({ row }) => row)

const pointsOf = (outline: readonly z.infer<typeof OutlineRow>[], vintage: Vintage): [number, number][] =>
  outline
    .filter((point) => point.vintage === vintage)
    .sort((a, b) => a.order - b.order)
    .map(({ lon, lat }) => [lon, lat])
