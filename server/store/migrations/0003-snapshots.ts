import type { Kysely, Migration } from 'kysely'
import { makeAppendOnly } from '../sqlite'

/** Frozen pictures: kept byte for byte, with the numbers they show. */
export const snapshots: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('snapshot')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('data_version', 'integer', (column) => column.notNull().references('data_version.version'))
      .addColumn('boundary_hash', 'text', (column) => column.notNull())
      .addColumn('asked', 'text', (column) => column.notNull())
      .addColumn('picture', 'text', (column) => column.notNull())
      .addColumn('bytes', 'integer', (column) => column.notNull())
      .execute()
    // apart from the rest, so that lists of snapshots do not read past megabytes of pictures
    await db.schema
      .createTable('snapshot_file')
      .addColumn('snapshot_id', 'text', (column) => column.notNull().references('snapshot.id'))
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('content', 'blob', (column) => column.notNull())
      .addPrimaryKeyConstraint('snapshot_file_key', ['snapshot_id', 'format'])
      .execute()
    await makeAppendOnly(db, 'snapshot')
    await makeAppendOnly(db, 'snapshot_file')
  },
}
