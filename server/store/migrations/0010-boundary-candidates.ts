import type { Kysely, Migration } from 'kysely'

/** Maps that were sent in and are not installed yet. */
export const boundaryCandidates: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('boundary_candidate')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('vintage', 'text', (column) => column.notNull())
      .addColumn('file_name', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('code_field', 'text')
      .addColumn('sent_at', 'text', (column) => column.notNull())
      .addColumn('sent_by', 'text', (column) => column.notNull())
      .addColumn('sent_name', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('reading', 'blob', (column) => column.notNull())
      .addColumn('findings', 'text', (column) => column.notNull())
      .addColumn('mend', 'text', (column) => column.notNull())
      .addColumn('topology', 'text')
      .execute()
  },
}
