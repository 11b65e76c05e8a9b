import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'
import { makeAppendOnly } from '../sqlite'

/** Boundary versions, and the trail of who changed what. */
export const boundariesAndAudit: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('boundary')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('vintage', 'text', (column) => column.notNull())
      .addColumn('quality', 'text', (column) =>
        column.notNull().check(sql`quality in ('schematic', 'official', 'user')`),
      )
      .addColumn('topology', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('installed_at', 'text', (column) => column.notNull())
      .addColumn('active', 'integer', (column) => column.notNull().check(sql`active in (0, 1)`))
      .execute()
    await db.schema
      .createIndex('boundary_one_active')
      .unique()
      .on('boundary')
      .column('vintage')
      .where(sql.ref('active'), '=', sql.lit(1))
      .execute()

    await db.schema
      .createTable('audit')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute()
    await makeAppendOnly(db, 'audit')
  },
}
