import type { Observation } from '#domain/measures'
import { record } from './audit'
import { addPublished, countUntil } from './batches'
import type { Store } from './connect'
import type { ShippedPlaces } from './places-write'
import { replaceMadeUp } from './places-write'
import type { References } from './references'
import { syncReferences } from './references'
import { currentVersion, startVersion } from './versions'

/** What the product ships, as far as the store keeps it. */
export type SeedInput = References & {
  observations: readonly Observation[]
  illustrative: readonly Observation[]
  madeUpPlaces?: ShippedPlaces
  /** Changes whenever anything above changes. */
  hash: string
}

/**
 * Publishes what the product ships as a new data version, unless these very data were seeded before: then not a
 * row changes. After an upgrade the new shipped figures replace the old ones in one transaction; what was
 * reported stays as it is.
 * @throws when a figure names a unit, measure or source that is not shipped
 */
export async function seed(store: Store, input: SeedInput): Promise<{ changed: boolean; version: number }> {
  const current = await currentVersion(store)
  if ((await seededHash(store)) === input.hash) return { changed: false, version: current }
  return store.transaction().execute(async (trx) => {
    const version = await startVersion(trx, current, 'seed')
    await syncReferences(trx, input)
    await withdrawSeeds(trx, version)
    await addPublished(
      trx,
      { kind: 'seed-official', title: 'Shipped official figures', observations: input.observations },
      version,
    )
    await addPublished(
      trx,
      { kind: 'seed-illustrative', title: 'Shipped illustrative figures', observations: input.illustrative },
      version,
    )
    if (input.madeUpPlaces) await replaceMadeUp(trx, input.madeUpPlaces, version)
    await trx
      .insertInto('meta')
      .values({ key: hashKey, value: input.hash })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: input.hash }))
      .execute()
    const detail = { version, hash: input.hash }
    await record(trx, { actor: 'program', action: 'seed', subject: `version/${version}`, detail })
    return { changed: true, version }
  })
}

const hashKey = 'seed_hash'

async function seededHash(store: Store): Promise<string | null> {
  const row = await store.selectFrom('meta').select('value').where('key', '=', hashKey).executeTakeFirst()
  return row?.value ?? null
}

async function withdrawSeeds(trx: Store, version: number): Promise<void> {
  const seeds = await trx
    .selectFrom('batch')
    .select('id')
    .where('kind', '!=', 'report')
    .where('state', '=', 'published')
    .execute()
  for (const { id } of seeds) await countUntil(trx, id, version)
}
