import type { Kysely, Migration } from 'kysely'

/** Attempts that are counted, such as those to sign in: who restarts the server does not get new ones. */
export const attempts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('attempt')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('ends_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('attempt_end').on('attempt').column('ends_at').execute()
  },
}
