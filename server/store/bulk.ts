import { setImmediate } from 'node:timers/promises'
import type { InsertObject } from 'kysely'
import type { Store } from './connect'
import type { Schema } from './schema'

/** How many rows go into one statement: few enough for any database, and no long wait for anyone else. */
const chunk = 500

/** Adds many rows. Between chunks the program goes on with its other work. */
export async function insertAll<Table extends keyof Schema>(
  store: Store,
  table: Table,
  rows: readonly InsertObject<Schema, Table>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += chunk) {
    await store
      .insertInto(table)
      .values(rows.slice(start, start + chunk))
      .execute()
    await setImmediate()
  }
}
