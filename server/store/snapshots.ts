import { record } from './audit'
import type { Store } from './connect'
import type { SnapshotTable } from './schema'

/** A frozen picture: what was asked, all that it says (both JSON), and against which data and boundaries. */
export type Snapshot = {
  id: string
  /** ISO 8601, UTC. */
  createdAt: string
  dataVersion: number
  boundaryHash: string
  asked: string
  picture: string
}

/** Keeps a picture and its files for ever; the same id is kept once. @returns false when it was kept before */
export async function keepSnapshot(
  store: Store,
  snapshot: Snapshot,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<boolean> {
  const { id, createdAt, dataVersion, boundaryHash, asked, picture } = snapshot
  const bytes = Object.values(files).reduce((sum, content) => sum + content.byteLength, 0)
  return store.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('snapshot').select('id').where('id', '=', id).executeTakeFirst()
    if (known) return false
    await trx
      .insertInto('snapshot')
      .values({
        id,
        created_at: createdAt,
        data_version: dataVersion,
        boundary_hash: boundaryHash,
        asked,
        picture,
        bytes,
      })
      .execute()
    for (const [format, content] of Object.entries(files)) {
      await trx.insertInto('snapshot_file').values({ snapshot_id: id, format, content }).execute()
    }
    await record(trx, {
      actor: 'public',
      action: 'freeze-snapshot',
      subject: `snapshot/${id}`,
      detail: { data_version: dataVersion, bytes },
    })
    return true
  })
}

/** The snapshot with this id, or null. */
export async function snapshotOf(store: Store, id: string): Promise<Snapshot | null> {
  const row = await store.selectFrom('snapshot').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? snapshotFrom(row) : null
}

/** One file of a snapshot, byte for byte as it was frozen, or null. */
export async function snapshotFile(store: Store, id: string, format: string): Promise<Uint8Array | null> {
  const row = await store
    .selectFrom('snapshot_file')
    .select('content')
    .where('snapshot_id', '=', id)
    .where('format', '=', format)
    .executeTakeFirst()
  return row?.content ?? null
}

/** How much room the files of all snapshots take. */
export async function snapshotBytes(store: Store): Promise<number> {
  const row = await store
    .selectFrom('snapshot')
    .select(({ fn }) => fn.sum<number | null>('bytes').as('bytes'))
    .executeTakeFirst()
  return row?.bytes ?? 0
}

const snapshotFrom = (row: SnapshotTable): Snapshot => ({
  id: row.id,
  createdAt: row.created_at,
  dataVersion: row.data_version,
  boundaryHash: row.boundary_hash,
  asked: row.asked,
  picture: row.picture,
})
