import type { ReportState } from '#domain/flow/states'
import type { Observation } from '#domain/measures'
import { record } from './audit'
import { addPublished, countFrom, countUntil } from './batches'
import type { Store } from './connect'
import { startVersion, VersionConflict } from './versions'

/**
 * What became of a change. Refused with `conflict` when someone else published since `expectedVersion`
 * (nothing is lost: look at what changed and ask again), with `unknown-report` when no report has the id,
 * with `wrong-state` when it is not published (to withdraw) or not withdrawn (to restore).
 */
export type Outcome =
  | { done: true; version: number; batch: number }
  | { done: false; why: 'conflict'; currentVersion: number }
  | { done: false; why: 'unknown-report' }
  | { done: false; why: 'wrong-state'; state: ReportState }

export type Report = {
  title: string
  fileName?: string
  /** SHA-256 of the file, in hexadecimal. */
  fileHash?: string
  observations: readonly Observation[]
  actor: string
  /** The data version the report was checked against. */
  expectedVersion: number
}

/** Publishes a report as a new data version, in one transaction: all of it counts, or nothing changes. */
export const publishBatch = (store: Store, report: Report): Promise<Outcome> =>
  change(store, async (trx) => {
    const version = await startVersion(trx, report.expectedVersion, 'publish')
    const batch = await addPublished(trx, { ...report, kind: 'report' }, version)
    const detail = {
      version,
      title: report.title,
      file_name: report.fileName ?? null,
      file_hash: report.fileHash ?? null,
      observations: report.observations.length,
    }
    await record(trx, { actor: report.actor, action: 'publish', subject: `batch/${batch}`, detail })
    return { done: true, version, batch }
  })

export type BatchChange = {
  batch: number
  actor: string
  /** Name beside the id of the actor, for the trail. */
  name?: string
  expectedVersion: number
}

/** Takes a published report back: what counted before it counts again, as a new data version. */
export const withdrawBatch = (store: Store, asked: BatchChange): Promise<Outcome> =>
  change(store, (trx) =>
    turn(trx, asked, { from: 'published', to: 'withdrawn', action: 'withdraw', apply: countUntil }),
  )

/** Makes a withdrawn report count again, in its old rank among the reports, as a new data version. */
export const restoreBatch = (store: Store, asked: BatchChange): Promise<Outcome> =>
  change(store, (trx) =>
    turn(trx, asked, { from: 'withdrawn', to: 'published', action: 'restore', apply: countFrom }),
  )

type Turn = {
  from: ReportState
  to: ReportState
  action: 'withdraw' | 'restore'
  apply: (trx: Store, batch: number, version: number) => Promise<void>
}

async function turn(
  trx: Store,
  { batch, actor, name, expectedVersion }: BatchChange,
  { from, to, action, apply }: Turn,
): Promise<Outcome> {
  const row = await trx
    .selectFrom('batch')
    .select(['state', 'file_hash'])
    .where('id', '=', batch)
    // what the product ships comes and goes with the program, not by hand
    .where('kind', '=', 'report')
    .executeTakeFirst()
  if (!row) return { done: false, why: 'unknown-report' }
  if (row.state !== from) return { done: false, why: 'wrong-state', state: row.state }
  const version = await startVersion(trx, expectedVersion, action)
  await apply(trx, batch, version)
  // a report that came in as a file is seen by several people: what they look at is no longer so
  await trx
    .updateTable('report')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('batch_id', '=', batch)
    .execute()
  const detail = {
    ...(name === undefined ? {} : { name }),
    before: from,
    after: to,
    version,
    file_hash: row.file_hash,
  }
  await record(trx, { actor, action, subject: `batch/${batch}`, detail })
  return { done: true, version, batch }
}

/** A change that makes a data version, in one transaction; too late is an answer, not an error. */
export async function change(store: Store, work: (trx: Store) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await store.transaction().execute(work)
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error
    return { done: false, why: 'conflict', currentVersion: error.current }
  }
}
