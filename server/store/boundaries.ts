import { createHash } from 'node:crypto'
import type { Coarser } from '#domain/detail'
import { coarserDetails } from '#domain/detail'
import type { Vintage } from '#domain/units'
import { record } from './audit'
import type { Store } from './connect'
import type { BoundaryQuality, BoundaryTable } from './schema'

/** One installed set of boundaries of a vintage, without its geometry. */
export type BoundaryVersion = {
  id: number
  vintage: Vintage
  quality: BoundaryQuality
  /** Where the geometry comes from, as it is to be quoted. */
  source: string
  /** SHA-256 of the topology, in hexadecimal. */
  hash: string
  /** ISO 8601, UTC. */
  installedAt: string
  isActive: boolean
}

/** The same with its geometry: TopoJSON, as text, in the finest detail and as drawn for views from farther away. */
export type Boundary = BoundaryVersion & { topology: string; coarser: Coarser<string> }

export type NewBoundary = {
  vintage: Vintage
  quality: BoundaryQuality
  topology: string
  coarser?: Coarser<string>
  source: string
  actor: string
}

const head = ['id', 'vintage', 'quality', 'source', 'hash', 'installed_at', 'active'] as const

/** The boundaries in use for a vintage; null when none were ever installed. */
export async function activeBoundary(store: Store, vintage: Vintage): Promise<Boundary | null> {
  const row = await store
    .selectFrom('boundary')
    .select([...head, 'topology'])
    .where('vintage', '=', vintage)
    .where('active', '=', 1)
    .executeTakeFirst()
  if (!row) return null
  const drawn = await store
    .selectFrom('boundary_detail')
    .select(['detail', 'topology'])
    .where('boundary_id', '=', row.id)
    .execute()
  const coarser = Object.fromEntries(drawn.map(({ detail, topology }) => [detail, topology]))
  return { ...versionOf(row), topology: row.topology, coarser }
}

/** All boundaries ever installed for a vintage, the latest first. */
export async function boundaryVersions(store: Store, vintage: Vintage): Promise<BoundaryVersion[]> {
  const rows = await store
    .selectFrom('boundary')
    .select(head)
    .where('vintage', '=', vintage)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(versionOf)
}

/**
 * Puts boundaries in use; the former ones are kept and can be activated again. The very same boundaries
 * (geometry, quality, source) are not stored twice: the earlier version is used again.
 */
export const installBoundary = (store: Store, boundary: NewBoundary): Promise<BoundaryVersion> =>
  store.transaction().execute((trx) => installWithin(trx, boundary))

/** The same within a transaction that does more. */
export async function installWithin(trx: Store, boundary: NewBoundary): Promise<BoundaryVersion> {
  const { vintage, quality, topology, coarser = {}, source, actor } = boundary
  const hash = createHash('sha256').update(topology).digest('hex')
  const known = await trx
    .selectFrom('boundary')
    .select(head)
    .where('vintage', '=', vintage)
    .where('hash', '=', hash)
    .where('quality', '=', quality)
    .where('source', '=', source)
    .executeTakeFirst()
  if (known) await addDetails(trx, known.id, coarser)
  if (known?.active) return versionOf(known)
  const added =
    known ??
    (await trx
      .insertInto('boundary')
      .values({
        vintage,
        quality,
        topology,
        source,
        hash,
        installed_at: new Date().toISOString(),
        active: 0,
      })
      .returning(head)
      .executeTakeFirstOrThrow())
  if (!known) await addDetails(trx, added.id, coarser)
  await makeActive(trx, added)
  const detail = { vintage, quality, source, hash }
  await record(trx, { actor, action: 'install-boundary', subject: `boundary/${added.id}`, detail })
  return { ...versionOf(added), isActive: true }
}

/** Those that are there already stay. */
async function addDetails(trx: Store, id: number, coarser: Coarser<string>) {
  for (const detail of coarserDetails) {
    const topology = coarser[detail]
    if (topology === undefined) continue
    await trx
      .insertInto('boundary_detail')
      .values({ boundary_id: id, detail, topology })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Uses an earlier version again; null when there is none with this id. */
export async function activateBoundary(
  store: Store,
  { id, actor }: { id: number; actor: string },
): Promise<BoundaryVersion | null> {
  return store.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('boundary').select(head).where('id', '=', id).executeTakeFirst()
    if (!row) return null
    if (row.active) return versionOf(row)
    await makeActive(trx, row)
    const detail = { vintage: row.vintage, quality: row.quality, source: row.source, hash: row.hash }
    await record(trx, { actor, action: 'activate-boundary', subject: `boundary/${id}`, detail })
    return { ...versionOf(row), isActive: true }
  })
}

async function makeActive(trx: Store, { id, vintage }: { id: number; vintage: Vintage }) {
  // first the former one: at no moment may a vintage have two
  await trx
    .updateTable('boundary')
    .set({ active: 0 })
    .where('vintage', '=', vintage)
    .where('active', '=', 1)
    .execute()
  await trx.updateTable('boundary').set({ active: 1 }).where('id', '=', id).execute()
}

type Head = Pick<BoundaryTable, 'vintage' | 'quality' | 'source' | 'hash' | 'installed_at' | 'active'> & {
  id: number
}

const versionOf = (row: Head): BoundaryVersion => ({
  id: row.id,
  vintage: row.vintage,
  quality: row.quality,
  source: row.source,
  hash: row.hash,
  installedAt: row.installed_at,
  isActive: row.active === 1,
})
