import type { Observation } from '#domain/measures'
import { record } from './audit'
import { addPublished, countFrom, countUntil } from './batches'
import type { Store } from './connect'
import type { BatchState } from './schema'
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
  | { done: false; why: 'wrong-state'; state: BatchState }

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

export type BatchChange = { batch: number; actor: string; expectedVersion: number }

/** Takes a published report back: what counted before it counts again, as a new data version. */
export const withdrawBatch = (store: Store, asked: BatchChange): Promise<Outcome> =>
  change(store, (trx) => turn(trx, asked, { from: 'published', action: 'withdraw', apply: countUntil }))

/** Makes a withdrawn report count again, in its old rank among the reports, as a new data version. */
export const restoreBatch = (store: Store, asked: BatchChange): Promise<Outcome> =>
  change(store, (trx) => turn(trx, asked, { from: 'withdrawn', action: 'restore', apply: countFrom }))

type Turn = {
  from: BatchState
  action: 'withdraw' | 'restore'
  apply: (trx: Store, batch: number, version: number) => Promise<void>
}

async function turn(
  trx: Store,
  { batch, actor, expectedVersion }: BatchChange,
  { from, action, apply }: Turn,
): Promise<Outcome> {
  const row = await trx
    .selectFrom('batch')
    .select('state')
    .where('id', '=', batch)
    // what the product ships comes and goes with the program, not by hand
    .where('kind', '=', 'report')
    .executeTakeFirst()
  if (!row) return { done: false, why: 'unknown-report' }
  if (row.state !== from) return { done: false, why: 'wrong-state', state: row.state }
  const version = await startVersion(trx, expectedVersion, action)
  await apply(trx, batch, version)
  await record(trx, { actor, action, subject: `batch/${batch}`, detail: { version } })
  return { done: true, version, batch }
}

async function change(store: Store, work: (trx: Store) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await store.transaction().execute(work)
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error
    return { done: false, why: 'conflict', currentVersion: error.current }
  }
}
