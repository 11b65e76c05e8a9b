import type { Source } from '#domain/dataset'
import type { Figure } from '#domain/flow/findings'
import { addressText } from '#domain/flow/findings'
import { actorOf } from './accounts'
import { record } from './audit'
import { countFrom } from './batches'
import { insertAll } from './bulk'
import type { Store } from './connect'
import { pack } from './packed'
import type { Actor } from './imports-write'
import type { Outcome } from './publish'
import { change } from './publish'
import { startVersion } from './versions'

export type Publication = {
  id: number
  figures: readonly Figure[]
  /** Says on every map and table who sent the figures and when. */
  source: Source
  actor: Actor
  /** The data version that the approval was looked at with. */
  expectedVersion: number
}

/** Makes an approved report count, as a new data version, in one transaction: all of it counts, or nothing changes. */
export const publishReport = (
  store: Store,
  { id, figures, source, actor, expectedVersion }: Publication,
): Promise<Outcome> =>
  change(store, async (trx) => {
    const row = await trx
      .selectFrom('batch')
      .select(['state', 'file_name', 'file_hash'])
      .where('id', '=', id)
      .where('kind', '=', 'report')
      .executeTakeFirst()
    if (!row) return { done: false, why: 'unknown-report' }
    if (row.state !== 'approved') return { done: false, why: 'wrong-state', state: row.state }
    const version = await startVersion(trx, expectedVersion, 'publish')
    await trx.insertInto('source').values(source).execute()
    await insertAll(
      trx,
      'observation',
      figures.map(({ unit, measure, period, value, at }) => ({
        batch_id: id,
        vintage: unit.vintage,
        code: unit.code,
        measure,
        period,
        value,
        status: 'reported',
        source: source.id,
        cell: addressText(at),
      })),
    )
    await pack(trx, id)
    await trx.updateTable('batch').set({ published_version: version }).where('id', '=', id).execute()
    await countFrom(trx, id, version)
    await trx
      .updateTable('report')
      .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
      .where('batch_id', '=', id)
      .execute()
    await record(trx, {
      actor: actorOf(actor),
      action: 'publish',
      subject: `batch/${id}`,
      detail: {
        name: actor.name,
        before: row.state,
        after: 'published',
        version,
        file_name: row.file_name,
        file_hash: row.file_hash,
        observations: figures.length,
      },
    })
    return { done: true, version, batch: id }
  })

/** Something that was published or taken back. */
export type News = {
  version: number
  at: string
  reason: string
  report: number | null
  title: string | null
}

/** Data versions after one, with the report that made each: what a person who was too late has to look at. */
export async function newsSince(store: Store, version: number): Promise<News[]> {
  const rows = await store
    .selectFrom('data_version as made')
    .leftJoin('publication', (join) =>
      join.on(({ eb, or, ref }) =>
        or([
          eb('publication.from_version', '=', ref('made.version')),
          eb('publication.until_version', '=', ref('made.version')),
        ]),
      ),
    )
    .leftJoin('batch', 'batch.id', 'publication.batch_id')
    .select(['made.version', 'made.created_at', 'made.reason', 'batch.id', 'batch.title'])
    .where('made.version', '>', version)
    .orderBy('made.version')
    .orderBy('batch.id')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    at: row.created_at,
    reason: row.reason,
    report: row.id,
    title: row.title,
  }))
}
