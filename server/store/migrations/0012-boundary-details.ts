import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'

/** Maps once for each range of zooms. */
export const boundaryDetails: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('boundary_detail')
      .addColumn('boundary_id', 'integer', (column) => column.notNull().references('boundary.id'))
      .addColumn('detail', 'text', (column) => column.notNull().check(sql`detail in ('far', 'middle')`))
      .addColumn('topology', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('boundary_detail_key', ['boundary_id', 'detail'])
      .execute()
    await db.schema
      .alterTable('boundary_candidate')
      .addColumn('coarser', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute()
  },
}
