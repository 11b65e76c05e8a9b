import type { Store } from './connect'

/** Someone else published meanwhile: what was prepared against `expected` may no longer fit. */
export class VersionConflict extends Error {
  constructor(
    readonly expected: number,
    readonly current: number,
  ) {
    super(`data version ${expected} was expected, but the store is at ${current}`)
    this.name = 'VersionConflict'
  }
}

/** The latest data version; 0 before anything was published. */
export async function currentVersion(store: Store): Promise<number> {
  const row = await store
    .selectFrom('data_version')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst()
  return row?.version ?? 0
}

/**
 * Starts the data version after `expected`. Call it first in the transaction that makes it: of two that expect
 * the same version, one gets it.
 * @throws VersionConflict when `expected` is not the current version
 */
export async function startVersion(trx: Store, expected: number, reason: string): Promise<number> {
  const current = await currentVersion(trx)
  if (current !== expected) throw new VersionConflict(expected, current)
  const version = expected + 1
  await trx
    .insertInto('data_version')
    .values({ version, created_at: new Date().toISOString(), reason })
    .execute()
  return version
}
