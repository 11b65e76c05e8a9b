import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { DeadlineRules } from '#domain/flow/campaign'
import type { Obstacle } from '#domain/flow/states'
import { mayChange, mayDiscard, obstacleTo, possibleDeeds } from '#domain/flow/states'
import type { Standing } from '#domain/flow/states'
import { findingKey } from '#domain/flow/findings'
import type { Account } from '#domain/rights'
import type { ReportTools } from '../intake/submission'
import type { Published } from '../published'
import type { Store } from '../store/connect'
import type { Report, WholeReport } from '../store/imports'
import { reportOf } from '../store/imports'
import { trailOf } from '../store/imports-trail'
import { permitted } from './account'
import { workFor } from './audience'
import type { WholeReportSchema } from './imports-schemas'
import type { Refusal } from './problem'
import { problemResponse } from './problem'
import { unknownReport } from './intake-refusals'

export const tags = ['reports']
export const params = z.object({ id: z.coerce.number().int().positive() })
export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } })

export const restricted = {
  400: problemResponse('The request is not valid'),
  401: problemResponse('Nobody is signed in'),
  403: problemResponse('The account may not do this, or not for this unit'),
}
export const found = { ...restricted, 404: problemResponse('There is no such report') }

/** What the routes of the half-yearly reports work with. */
export type Intake = {
  store: Store
  published: () => Published
  /** Reads what has just been published into memory; until it is done nobody is told. */
  reload: () => Promise<void>
  tools: ReportTools
  deadlines: DeadlineRules
  now: () => Date
}

/**
 * All figures, also the small ones that are withheld from everyone: to show those who report for a unit what it
 * reported itself. Nothing may be told from it of any other unit.
 */
export const ownFigures = ({ published }: Pick<Intake, 'published'>) =>
  workFor('authorised', published).dataset

/** What decides about a report, as the rules of the flow ask for it. */
export const standingOf = ({ state, vintage, code, submittedBy, counts }: Report): Standing => ({
  state,
  unit: { vintage, code },
  submittedBy,
  // a table whose columns nobody has named yet brings nothing
  errors: counts.errors,
  unreasoned: counts.unreasoned,
  unanswered: counts.unanswered,
  entries: counts.entries,
})

/** The report that is asked for, with who asks, if they may see it: who reports for its unit, or reviews it. */
export async function reportFor(
  c: Context,
  { store, published }: Intake,
  id: number,
): Promise<{ report: WholeReport; account: Account } | { refusal: Refusal<401 | 403 | 404> }> {
  // nothing about reports that do not exist is told to who may see none
  const asked = permitted(c, 'report')
  if ('refusal' in asked) return asked
  const report = await reportOf(store, id)
  if (!report) return { refusal: unknownReport(id) }
  const unit = { vintage: report.vintage, code: report.code }
  const allowed = permitted(c, 'report', { dataset: published().dataset, unit })
  return 'refusal' in allowed ? allowed : { report, account: allowed.account }
}

/** A report as the list and the page show it, with what the reader can do to it now. */
export function listedReport(report: Report, account: Account, { dataset }: Published) {
  const { id, title, state, vintage, code, period, revision, fileName, fileHash } = report
  const { uploadedName, uploadedAt, submittedName, submittedAt, returnedAt, remark, counts } = report
  const standing = standingOf(report)
  return {
    ...{ id, title, state, vintage, code, period, revision, fileName, fileHash },
    ...{ uploadedName, uploadedAt, submittedName, submittedAt, returnedAt, remark, counts },
    deeds: possibleDeeds(standing, account, dataset),
    mayChange: mayChange(standing, account, dataset),
    mayDiscard: mayDiscard(report, account),
  }
}

/** All of a report: what was read from its file, what is wrong with it, and its history. */
export async function wholeReport(
  intake: Intake,
  report: WholeReport,
  account: Account,
): Promise<z.infer<typeof WholeReportSchema>> {
  const published = intake.published()
  const { reading } = report
  if (reading.kind === 'refused') throw new Error(`report ${report.id} holds no reading`)
  return {
    ...listedReport(report, account, published),
    reading: reading.kind === 'read' ? withoutFindings(reading) : reading,
    findings: report.findings.map((finding) => {
      const key = findingKey(finding)
      return { key, ...finding, reason: report.reasons[key] ?? null }
    }),
    answers: { ...report.answers },
    trail: (await trailOf(intake.store, report.id)).map(({ id, at, actor, action, detail }) => ({
      ...{ id, at, action, detail },
      name: String(detail['name'] ?? actor),
    })),
    dataVersion: published.dataset.version,
  }
}

/** What was read; its messages are told together with those of the checks. */
const withoutFindings = ({
  kind,
  entries,
  doubts,
  rows,
  sheet,
  layout,
  columns,
  mapping,
  isTemplate,
}: Extract<WholeReport['reading'], { kind: 'read' }>) => ({
  ...{ kind, entries, doubts, rows, sheet, layout, columns, isTemplate },
  mapping: { ...mapping, columns: { ...mapping.columns } },
})

/** Why a deed cannot be done now, or null. */
export const obstacleFor = (
  deed: Parameters<typeof obstacleTo>[0],
  report: Report,
  account: Account,
  { dataset }: Published,
): Obstacle | null => obstacleTo(deed, standingOf(report), account, dataset)
