import type { Kysely, Migration } from 'kysely'

/** Saved questions about priority and budget, each with the answer it had. */
export const scenarios: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('scenario')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('key_hash', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .addColumn('data_version', 'integer', (column) => column.notNull().references('data_version.version'))
      .addColumn('locked', 'integer', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('bytes', 'integer', (column) => column.notNull())
      .execute()
  },
}
