import { z } from 'zod'
import type { Intervention } from '#domain/allocation/interventions'
import { landHolders } from '#domain/allocation/interventions'
import type { Catalogue } from '#domain/indicators'
import { statuses } from '#domain/status'
import { faultAt } from './located'
import type { Located } from './table'
import { numberPattern, readTable } from './table'

const text = z.string().min(1, 'must not be empty')

const wholeCell = z
  .string()
  .regex(/^\d+$/, 'write a whole number, 0 or more, without separators')
  .transform(Number)
const emptyCell = z.literal('').transform(() => null)
const amountOrNullCell = z.union([
  emptyCell,
  z
    .string()
    .regex(numberPattern, 'write a number with a point and without separators')
    .transform(Number)
    .refine((amount) => amount >= 0, 'must not be negative'),
])

/** One line of `interventions.csv`. Money in whole million đồng. */
const InterventionRow: z.ZodType<Intervention> = z
  .object({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and -'),
    name_vi: text,
    name_en: text,
    indicator: text,
    target: text,
    places_each: z.union([emptyCell, wholeCell.pipe(z.number().min(1, 'must be 1 or more'))]),
    children_indicator: z.string(),
    cost_zone_0: wholeCell,
    cost_zone_1: wholeCell,
    cost_zone_2: wholeCell,
    cost_zone_3: wholeCell,
    running_per_year: amountOrNullCell,
    years_of_use: z.union([emptyCell, wholeCell.pipe(z.number().min(1, 'must be 1 or more'))]),
    land_m2: amountOrNullCell,
    land_of: z.enum(['', ...landHolders], `leave empty or write ${landHolders.join(' or ')}`),
    usual: z.enum(['yes', 'no'], 'write yes or no'),
    status: z.enum(statuses).exclude(['illustrative']),
    source: text,
    reach_source: text,
    note_vi: text,
    note_en: text,
  })
  .refine((row) => (row.places_each === null) !== (row.children_indicator === ''), {
    path: ['places_each'],
    error: 'fill in either places_each or children_indicator',
  })
  .transform((row) => ({
    id: row.id,
    name: { vi: row.name_vi, en: row.name_en },
    indicator: row.indicator,
    target: row.target,
    reach:
      row.places_each === null
        ? ({ kind: 'shared', children: row.children_indicator } as const)
        : ({ kind: 'places', each: row.places_each } as const),
    costMillion: { 0: row.cost_zone_0, 1: row.cost_zone_1, 2: row.cost_zone_2, 3: row.cost_zone_3 },
    runningMillion: row.running_per_year,
    yearsOfUse: row.years_of_use,
    landM2: row.land_m2,
    landOf: row.land_of === '' ? null : row.land_of,
    usual: row.usual === 'yes',
    status: row.status,
    source: row.source,
    reachSource: row.reach_source,
    note: { vi: row.note_vi, en: row.note_en },
  }))

/** What an intervention may refer to. */
export type InterventionReferences = { catalogue: Catalogue; sources: ReadonlySet<string> }

/**
 * What can be built, in the order of the file.
 * @param file only named in errors
 * @throws Error naming file and line of the first fault, and how to mend it
 */
export function readInterventions(file: string, csv: string, known: InterventionReferences): Intervention[] {
  const rows = readTable(file, csv, InterventionRow)
  for (const [index, located] of rows.entries()) check(file, located, rows.slice(0, index), known)
  return rows.map(({ row }) => row)
}

function check(
  file: string,
  { row, line }: Located<Intervention>,
  before: readonly Located<Intervention>[],
  { catalogue, sources }: InterventionReferences,
): void {
  const refuse = (what: string, mend: string) => faultAt(file, line, what, mend)
  const twin = before.find((other) => other.row.id === row.id)
  if (twin) throw refuse(`"${row.id}" stands already on line ${twin.line}`, 'Give it an id of its own')
  const rival = before.find((other) => other.row.usual && row.usual && other.row.indicator === row.indicator)
  if (rival) {
    throw refuse(
      `"${row.id}" and "${rival.row.id}" on line ${rival.line} close the same gap and are both usual`,
      'Let only one of them be usual',
    )
  }
  const indicator = catalogue.indicators.find(({ id }) => id === row.indicator)
  if (indicator?.kind !== 'ratio') {
    throw refuse(`there is no rate "${row.indicator}"`, 'Use the id of a rate of the catalogue')
  }
  if (!indicator.targets.some(({ id }) => id === row.target)) {
    const targets = indicator.targets.map(({ id }) => id).join(', ')
    throw refuse(`"${row.indicator}" has no target "${row.target}"`, `Use one of its targets: ${targets}`)
  }
  const children = row.reach.kind === 'shared' ? row.reach.children : null
  const counts = catalogue.indicators.filter(({ kind }) => kind === 'count').map(({ id }) => id)
  if (children !== null && !counts.includes(children)) {
    throw refuse(`there is no count "${children}"`, 'Use the id of a count of the catalogue')
  }
  const stranger = [row.source, row.reachSource].find((source) => !sources.has(source))
  if (stranger !== undefined) {
    throw refuse(`there is no source "${stranger}"`, 'Add it to sources.csv or correct the cell')
  }
}
