import type { Kysely, Migration } from 'kysely'

/** How high villages and facilities lie, in metres above the sea, where somebody says so. */
export const placeElevations: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of ['village', 'facility']) {
      await db.schema.alterTable(table).addColumn('elevation', 'integer').execute()
    }
  },
}
