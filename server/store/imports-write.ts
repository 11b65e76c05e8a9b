import type { Reasons, ReportCounts } from '#domain/flow/findings'
import type { Deed as Step, ReportState } from '#domain/flow/states'
import { isOpen, stateAfter } from '#domain/flow/states'
import type { Answers, Finding, Mapping, Reading } from '#domain/intake/reading'
import type { Proposal } from '#domain/places/proposal'
import type { Vintage } from '#domain/units'
import { actorOf } from './accounts'
import type { Deed } from './audit'
import { record } from './audit'
import type { Store } from './connect'
import { sendOfReport } from './places-proposals'

/** Who does something; the name is kept beside the id, so that the trail can be read after the account is gone. */
export type Actor = { id: string; name: string }

/** What was made of a file. */
export type Understood = {
  reading: Reading
  findings: readonly Finding[]
  answers: Answers
  mapping: Mapping | null
  reasons: Reasons
  codes: readonly string[]
  counts: ReportCounts
}

export type SubmittedFile = { name: string; hash: string; bytes: Uint8Array }

export type NewReport = Understood & {
  title: string
  vintage: Vintage
  code: string
  period: string
  file: SubmittedFile
  actor: Actor
}

/**
 * What became of a change. Refused with `changed` when someone else changed the report since `revision` (nothing is
 * lost: look again), with `wrong-state` when its state does not allow it.
 */
export type Change =
  | { done: true; revision: number }
  | { done: false; why: 'unknown-report' }
  | { done: false; why: 'changed'; revision: number }
  | { done: false; why: 'wrong-state'; state: ReportState }

/** Keeps a file and what was read from it as a draft. Returns the id of the report. */
export async function addReport(store: Store, report: NewReport): Promise<number> {
  const at = new Date().toISOString()
  return store.transaction().execute(async (trx) => {
    await keepFile(trx, report.file, at)
    const { id } = await trx
      .insertInto('batch')
      .values({
        kind: 'report',
        state: 'draft',
        title: report.title,
        file_name: report.file.name,
        file_hash: report.file.hash,
        created_at: at,
        published_version: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('report')
      .values({
        batch_id: id,
        vintage: report.vintage,
        code: report.code,
        period: report.period,
        revision: 1,
        ...understood(report),
        remark: null,
        ...uploaded(report.actor, at),
        submitted_by: null,
        submitted_name: null,
        submitted_at: null,
        returned_at: null,
        discarded_at: null,
      })
      .execute()
    await note(trx, report.actor, 'upload', id, {
      before: null,
      after: 'draft',
      file_name: report.file.name,
      file_hash: report.file.hash,
    })
    return id
  })
}

/** Puts another file in the place of the one that was sent; the old one is kept. */
export const replaceFile = (
  store: Store,
  { id, revision, file, actor, ...rest }: Understood & Asked & { file: SubmittedFile },
): Promise<Change> =>
  change(store, { id, revision }, async (trx, { state, hash }) => {
    const at = new Date().toISOString()
    await keepFile(trx, file, at)
    await trx
      .updateTable('batch')
      .set({ file_name: file.name, file_hash: file.hash })
      .where('id', '=', id)
      .execute()
    await trx
      .updateTable('report')
      .set({ ...understood(rest), ...uploaded(actor, at) })
      .where('batch_id', '=', id)
      .execute()
    await note(trx, actor, 'replace-file', id, {
      before: state,
      after: state,
      file_name: file.name,
      file_hash: file.hash,
      file_hash_before: hash,
    })
  })

/** Keeps answers, reasons or a mapping, and what the file says in their light. */
export const answerReport = (
  store: Store,
  { id, revision, actor, layout, ...rest }: Understood & Asked & { layout: string | null },
): Promise<Change> =>
  change(store, { id, revision }, async (trx, { state, hash }) => {
    await trx.updateTable('report').set(understood(rest)).where('batch_id', '=', id).execute()
    if (layout !== null && rest.mapping !== null) await keepMapping(trx, layout, rest.mapping, actor)
    await note(trx, actor, 'answer', id, {
      before: state,
      after: state,
      file_hash: hash,
      answers: JSON.stringify(rest.answers),
      reasons: JSON.stringify(rest.reasons),
      mapping: rest.mapping === null ? null : JSON.stringify(rest.mapping),
    })
  })

export type Asked = { id: number; revision: number; actor: Actor }

/**
 * Sends a report in, back, or approves it. Sent in, it takes along what its sheet of villages asks to be changed: both
 * are kept, or neither. What makes a data version is in `imports-publish`.
 */
export const moveReport = (
  store: Store,
  {
    id,
    revision,
    actor,
    step,
    remark,
    villages = [],
  }: Asked & {
    step: 'submit' | 'return' | 'approve'
    remark: string | null
    villages?: readonly Proposal[]
  },
): Promise<Change> =>
  change(store, { id, revision, step }, async (trx, { state, hash }) => {
    const at = new Date().toISOString()
    const after = stateAfter(state, step) ?? state
    await trx.updateTable('batch').set({ state: after }).where('id', '=', id).execute()
    if (step === 'submit') {
      await trx
        .updateTable('report')
        .set({ submitted_by: actor.id, submitted_name: actor.name, submitted_at: at })
        .where('batch_id', '=', id)
        .execute()
      await sendOfReport(trx, id, villages)
    }
    if (step === 'return') {
      await trx.updateTable('report').set({ remark, returned_at: at }).where('batch_id', '=', id).execute()
    }
    await note(trx, actor, step, id, { before: state, after, file_hash: hash, remark })
  })

/** Takes a draft out of every list. Its file and what was done to it are kept. */
export const discardReport = (store: Store, { id, revision, actor }: Asked): Promise<Change> =>
  change(store, { id, revision }, async (trx, { state, hash }) => {
    await trx
      .updateTable('report')
      .set({ discarded_at: new Date().toISOString() })
      .where('batch_id', '=', id)
      .execute()
    await note(trx, actor, 'discard', id, { before: state, after: 'discarded', file_hash: hash })
  })

type Found = { state: ReportState; hash: string | null }

/** One change of one report in one transaction; without a step it needs to be open. */
async function change(
  store: Store,
  { id, revision, step }: { id: number; revision: number; step?: Step },
  work: (trx: Store, found: Found) => Promise<void>,
): Promise<Change> {
  return store.transaction().execute(async (trx): Promise<Change> => {
    const row = await trx
      .selectFrom('batch')
      .innerJoin('report', 'report.batch_id', 'batch.id')
      .select(['batch.state', 'batch.file_hash', 'report.revision'])
      .where('batch.id', '=', id)
      .where('report.discarded_at', 'is', null)
      .executeTakeFirst()
    if (!row) return { done: false, why: 'unknown-report' }
    if (row.revision !== revision) return { done: false, why: 'changed', revision: row.revision }
    const isAllowed = step === undefined ? isOpen(row.state) : stateAfter(row.state, step) !== null
    if (!isAllowed) return { done: false, why: 'wrong-state', state: row.state }
    await trx
      .updateTable('report')
      .set({ revision: revision + 1 })
      .where('batch_id', '=', id)
      .execute()
    await work(trx, { state: row.state, hash: row.file_hash })
    return { done: true, revision: revision + 1 }
  })
}

const keepFile = (trx: Store, { hash, bytes }: SubmittedFile, at: string) =>
  trx
    .insertInto('kept_file')
    .values({ hash, content: bytes, kept_at: at })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()

async function keepMapping(trx: Store, layout: string, mapping: Mapping, actor: Actor): Promise<void> {
  const facts = { mapping: JSON.stringify(mapping), kept_by: actor.id, kept_at: new Date().toISOString() }
  await trx
    .insertInto('layout_mapping')
    .values({ layout, ...facts })
    .onConflict((conflict) => conflict.column('layout').doUpdateSet(facts))
    .execute()
}

const understood = ({ reading, findings, answers, mapping, reasons, codes, counts }: Understood) => ({
  reading: JSON.stringify(reading),
  findings: JSON.stringify(findings),
  answers: JSON.stringify(answers),
  mapping: mapping === null ? null : JSON.stringify(mapping),
  reasons: JSON.stringify(reasons),
  codes: JSON.stringify(codes),
  counts: JSON.stringify(counts),
})

const uploaded = (actor: Actor, at: string) => ({
  uploaded_by: actor.id,
  uploaded_name: actor.name,
  uploaded_at: at,
})

const note = (trx: Store, actor: Actor, action: string, id: number, detail: Deed['detail']) =>
  record(trx, {
    actor: actorOf(actor),
    action,
    subject: `batch/${id}`,
    detail: { name: actor.name, ...detail },
  })
