import type { Store } from './connect'

/** Who did what to which thing; `detail` says the rest. */
export type Deed = {
  actor: string
  action: string
  subject: string
  detail: Readonly<Record<string, string | number | null>>
}

/** A deed as it was written down; `at` is ISO 8601, UTC. */
export type Entry = Deed & { id: number; at: string }

/** Adds a deed to the audit trail. Call it in the transaction that does the deed. */
export async function record(store: Store, { actor, action, subject, detail }: Deed): Promise<void> {
  await store
    .insertInto('audit')
    .values({ at: new Date().toISOString(), actor, action, subject, detail: JSON.stringify(detail) })
    .execute()
}

/** The latest deeds first; with `before`, those older than that entry. */
export async function entriesOf(
  store: Store,
  { before, limit }: { before: number | null; limit: number },
): Promise<Entry[]> {
  const rows = await store
    .selectFrom('audit')
    .selectAll()
    .$if(before !== null, (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  // only `record` writes details
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Deed['detail'] }))
}
