import type { Store } from './connect'

/** Who did what to which thing; `detail` says the rest. */
export type Deed = {
  actor: string
  action: string
  subject: string
  detail: Readonly<Record<string, string | number | null>>
}

/** Adds a deed to the audit trail. Call it in the transaction that does the deed. */
export async function record(store: Store, { actor, action, subject, detail }: Deed): Promise<void> {
  await store
    .insertInto('audit')
    .values({ at: new Date().toISOString(), actor, action, subject, detail: JSON.stringify(detail) })
    .execute()
}
