import { z } from 'zod'
import type { Demand } from '#domain/plan-progress'
import { faultAt } from './located'
import { codesCell, readTable } from './table'

const text = z.string().min(1, 'must not be empty')

const deadline = z
  .string()
  .regex(
    /^(20\d\d|half-yearly|)$/,
    'write a year (2025), "half-yearly", or nothing where the plan sets no date',
  )
  .transform((cell) => (cell === '' ? null : cell === 'half-yearly' ? cell : Number(cell)))

/** One line of `plan-50.csv`. */
const DemandRow: z.ZodType<Demand> = z
  .object({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and -'),
    clause_vi: text,
    clause_en: text,
    indicators: codesCell,
    agency_vi: text,
    agency_en: text,
    agency_basis: z.enum(['plan', 'sector']),
    target_vi: text,
    target_en: text,
    deadline,
    collect_vi: z.string(),
    collect_en: z.string(),
    source: text,
    confidence: z.enum(['official', 'to-check']),
  })
  .refine((row) => (row.collect_vi === '') === (row.collect_en === ''), {
    path: ['collect_en'],
    error: 'say what to collect in both languages or in none',
  })
  .transform((row) => ({
    id: row.id,
    clause: { vi: row.clause_vi, en: row.clause_en },
    indicators: row.indicators,
    agency: { vi: row.agency_vi, en: row.agency_en },
    agencyBasis: row.agency_basis,
    target: { vi: row.target_vi, en: row.target_en },
    deadline: row.deadline,
    collect: row.collect_vi === '' ? null : { vi: row.collect_vi, en: row.collect_en },
    source: row.source,
    confidence: row.confidence,
  }))

/** Ids that a demand may name. */
export type PlanReferences = { indicators: ReadonlySet<string>; sources: ReadonlySet<string> }

/**
 * The demands of the plan, in the order of the file.
 * @param file only named in errors
 * @throws Error naming file and line of the first fault, and how to mend it
 */
export function readPlan(file: string, csv: string, known: PlanReferences): Demand[] {
  const seen = new Map<string, number>()
  return readTable(file, csv, DemandRow).map(({ row, line }) => {
    const earlier = seen.get(row.id)
    if (earlier !== undefined) {
      throw faultAt(
        file,
        line,
        `the demand "${row.id}" stands already on line ${earlier}`,
        'Give it an id of its own',
      )
    }
    seen.set(row.id, line)
    const stranger = row.indicators.find((id) => !known.indicators.has(id))
    if (stranger !== undefined) {
      throw faultAt(
        file,
        line,
        `there is no indicator "${stranger}"`,
        'Use the id of an indicator of the catalogue',
      )
    }
    if (!known.sources.has(row.source)) {
      throw faultAt(
        file,
        line,
        `there is no source "${row.source}"`,
        'Add it to sources.csv or correct the cell',
      )
    }
    if (row.indicators.length === 0 && row.collect === null) {
      throw faultAt(
        file,
        line,
        `the demand "${row.id}" has neither indicators nor a word on what to collect`,
        'Fill in the column "indicators" or the columns "collect_vi" and "collect_en"',
      )
    }
    return row
  })
}
