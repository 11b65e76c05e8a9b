import type { Observation } from '#domain/measures'
import { insertAll } from './bulk'
import type { Store } from './connect'
import { pack } from './packed'
import type { BatchKind } from './schema'

export type NewBatch = {
  kind: BatchKind
  title: string
  fileName?: string
  fileHash?: string
  observations: readonly Observation[]
}

/** Stores a batch that counts from `version` on. Returns its id. */
export async function addPublished(trx: Store, batch: NewBatch, version: number): Promise<number> {
  const { id } = await trx
    .insertInto('batch')
    .values({
      kind: batch.kind,
      state: 'published',
      title: batch.title,
      file_name: batch.fileName ?? null,
      file_hash: batch.fileHash ?? null,
      created_at: new Date().toISOString(),
      published_version: version,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertAll(
    trx,
    'observation',
    batch.observations.map(({ vintage, measure, period, code, value, status, source }) => ({
      batch_id: id,
      vintage,
      measure,
      period,
      code,
      value,
      status,
      source,
    })),
  )
  await pack(trx, id)
  await countFrom(trx, id, version)
  return id
}

/** From `version` on the figures of the batch count. */
export async function countFrom(trx: Store, batch: number, version: number): Promise<void> {
  await trx
    .insertInto('publication')
    .values({ batch_id: batch, from_version: version, until_version: null })
    .execute()
  await trx.updateTable('batch').set({ state: 'published' }).where('id', '=', batch).execute()
}

/** From `version` on the figures of the batch no longer count. They stay, for the versions before. */
export async function countUntil(trx: Store, batch: number, version: number): Promise<void> {
  await trx
    .updateTable('publication')
    .set({ until_version: version })
    .where('batch_id', '=', batch)
    .where('until_version', 'is', null)
    .execute()
  await trx.updateTable('batch').set({ state: 'withdrawn' }).where('id', '=', batch).execute()
}
