import { createHash } from 'node:crypto'
import type { Store } from './connect'

/** So many attempts in a stretch of time, which begins with the first of them. */
export type Limit = { most: number; perSeconds: number }

/** Counts attempts by key. */
export type Attempts = {
  /** Takes one; null when it is granted, else the seconds to wait. */
  take: (key: string) => Promise<number | null>
  /** Starts afresh. */
  forget: (key: string) => Promise<void>
}

/**
 * Attempts of a kind, counted in the store: they outlast a restart. Keys (addresses, e-mails) are kept as hashes, and
 * no longer than the stretch lasts.
 * @param now milliseconds since 1970
 */
export function attemptsOf(
  store: Store,
  kind: string,
  { most, perSeconds }: Limit,
  now: () => number = Date.now,
): Attempts {
  const hashed = (key: string) => createHash('sha256').update(`${kind}/${key}`).digest('hex')
  return {
    take: (key) =>
      store.transaction().execute(async (trx) => {
        const at = now()
        await trx.deleteFrom('attempt').where('ends_at', '<=', at).execute()
        const { count, ends_at } = await trx
          .insertInto('attempt')
          .values({ key: hashed(key), count: 1, ends_at: at + perSeconds * 1000 })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet(({ eb }) => ({ count: eb('attempt.count', '+', 1) })),
          )
          .returning(['count', 'ends_at'])
          .executeTakeFirstOrThrow()
        return count <= most ? null : Math.max(1, Math.ceil((ends_at - at) / 1000))
      }),
    async forget(key) {
      await store.deleteFrom('attempt').where('key', '=', hashed(key)).execute()
    },
  }
}
