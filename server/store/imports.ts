import type { Sent } from '#domain/flow/campaign'
import type { Reasons, ReportCounts } from '#domain/flow/findings'
import type { ReportState } from '#domain/flow/states'
import type { Answers, Finding, Mapping, Reading } from '#domain/intake/reading'
import type { Vintage } from '#domain/units'
import type { Store } from './connect'

/** A report in a list: what it is about and how far it has come. Moments are ISO 8601, UTC. */
export type Report = {
  id: number
  title: string
  state: ReportState
  vintage: Vintage
  /** Unit or area that it speaks of. */
  code: string
  period: string
  revision: number
  fileName: string
  /** SHA-256 of the file, in hexadecimal. */
  fileHash: string
  uploadedBy: string
  uploadedName: string
  uploadedAt: string
  submittedBy: string | null
  submittedName: string | null
  submittedAt: string | null
  returnedAt: string | null
  remark: string | null
  counts: ReportCounts
}

/** A report with all that was read from its file. */
export type WholeReport = Report & {
  reading: Reading
  findings: Finding[]
  answers: Answers
  mapping: Mapping | null
  reasons: Reasons
}

export type ReportFilter = { vintage?: Vintage; period?: string; state?: ReportState }

/** Reports of a period or state, the one that changed last in front. */
export async function reportsOf(store: Store, { vintage, period, state }: ReportFilter): Promise<Report[]> {
  const rows = await reportRows(store)
    .$if(vintage !== undefined, (query) => query.where('report.vintage', '=', vintage ?? '2025'))
    .$if(period !== undefined, (query) => query.where('report.period', '=', period ?? ''))
    .$if(state !== undefined, (query) => query.where('batch.state', '=', state ?? 'draft'))
    .orderBy(({ fn }) => fn.coalesce('report.submitted_at', 'report.uploaded_at'), 'desc')
    .orderBy('batch.id', 'desc')
    .execute()
  return rows.map(reportFrom)
}

/** The report with this id, or null; a discarded draft is none any more. */
export async function reportOf(store: Store, id: number): Promise<WholeReport | null> {
  const row = await reportRows(store)
    .select(['report.reading', 'report.findings', 'report.answers', 'report.mapping', 'report.reasons'])
    .where('batch.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  // written by this program alone, from values of these very types
  return {
    ...reportFrom(row),
    reading: JSON.parse(row.reading) as Reading,
    findings: JSON.parse(row.findings) as Finding[],
    answers: JSON.parse(row.answers) as Answers,
    mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as Mapping),
    reasons: JSON.parse(row.reasons) as Reasons,
  }
}

/** A submitted file, byte for byte, or null. */
export async function keptFile(store: Store, hash: string): Promise<Uint8Array | null> {
  const row = await store
    .selectFrom('kept_file')
    .select('content')
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row?.content ?? null
}

/** Mappings of foreign layouts that were chosen before, by layout. */
export async function mappingsOf(store: Store): Promise<Record<string, Mapping>> {
  const rows = await store.selectFrom('layout_mapping').select(['layout', 'mapping']).execute()
  return Object.fromEntries(rows.map(({ layout, mapping }) => [layout, JSON.parse(mapping) as Mapping]))
}

/** What the board of a period needs of its reports. */
export async function sentFor(store: Store, vintage: Vintage, period: string): Promise<Sent[]> {
  const rows = await store
    .selectFrom('batch')
    .innerJoin('report', 'report.batch_id', 'batch.id')
    .select(['batch.id', 'batch.state', 'report.codes', 'report.submitted_at', 'report.returned_at'])
    .where('report.vintage', '=', vintage)
    .where('report.period', '=', period)
    .where('batch.state', '!=', 'draft')
    .orderBy('batch.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    codes: JSON.parse(row.codes) as string[],
    submittedAt: row.submitted_at,
    returnedAt: row.returned_at,
  }))
}

/** Where a figure that counts comes from. */
export type Origin = {
  report: number
  value: number
  submittedName: string | null
  submittedAt: string | null
  fileName: string
  fileHash: string
  /** Sheet and cell: "Số liệu!D12". */
  cell: string | null
}

/** Who sent a published figure, when, from which file and cell; null where no report gave it. */
export async function originOf(
  store: Store,
  figure: { vintage: Vintage; code: string; measure: string; period: string },
): Promise<Origin | null> {
  const row = await store
    .selectFrom('observation')
    .innerJoin('publication', 'publication.batch_id', 'observation.batch_id')
    .innerJoin('batch', 'batch.id', 'observation.batch_id')
    .innerJoin('report', 'report.batch_id', 'batch.id')
    .select(['batch.id', 'batch.file_name', 'batch.file_hash', 'observation.value', 'observation.cell'])
    .select(['report.submitted_name', 'report.submitted_at'])
    .where('publication.until_version', 'is', null)
    .where('observation.vintage', '=', figure.vintage)
    .where('observation.code', '=', figure.code)
    .where('observation.measure', '=', figure.measure)
    .where('observation.period', '=', figure.period)
    // the same order in which figures win, see `observationsAt`
    .orderBy('batch.published_version', 'desc')
    .orderBy('batch.id', 'desc')
    .executeTakeFirst()
  if (!row) return null
  return {
    report: row.id,
    value: row.value,
    submittedName: row.submitted_name,
    submittedAt: row.submitted_at,
    fileName: row.file_name ?? '',
    fileHash: row.file_hash ?? '',
    cell: row.cell,
  }
}

const reportRows = (store: Store) =>
  store
    .selectFrom('batch')
    .innerJoin('report', 'report.batch_id', 'batch.id')
    .select(['batch.id', 'batch.title', 'batch.state', 'batch.file_name', 'batch.file_hash'])
    .select(['report.vintage', 'report.code', 'report.period', 'report.revision', 'report.counts'])
    .select(['report.uploaded_by', 'report.uploaded_name', 'report.uploaded_at'])
    .select(['report.submitted_by', 'report.submitted_name', 'report.submitted_at'])
    .select(['report.returned_at', 'report.remark'])
    .where('report.discarded_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof reportRows>['executeTakeFirstOrThrow']>>

const reportFrom = (row: Row): Report => ({
  id: row.id,
  title: row.title,
  state: row.state,
  vintage: row.vintage,
  code: row.code,
  period: row.period,
  revision: row.revision,
  fileName: row.file_name ?? '',
  fileHash: row.file_hash ?? '',
  uploadedBy: row.uploaded_by,
  uploadedName: row.uploaded_name,
  uploadedAt: row.uploaded_at,
  submittedBy: row.submitted_by,
  submittedName: row.submitted_name,
  submittedAt: row.submitted_at,
  returnedAt: row.returned_at,
  remark: row.remark,
  counts: JSON.parse(row.counts) as ReportCounts,
})
