import type { Kysely, Migration } from 'kysely'

/** What was decided to be built, with the count it is judged against later. */
export const commitments: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('commitment')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('scenario_id', 'text', (column) => column.references('scenario.id'))
      .addColumn('vintage', 'text', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('intervention', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('cost_million', 'integer', (column) => column.notNull())
      .addColumn('due', 'text', (column) => column.notNull())
      .addColumn('agency', 'text', (column) => column.notNull())
      .addColumn('notes', 'text', (column) => column.notNull())
      .addColumn('standing', 'text', (column) => column.notNull())
      .addColumn('decided_at', 'text', (column) => column.notNull())
      .addColumn('decided_by', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .addColumn('data_version', 'integer', (column) => column.notNull().references('data_version.version'))
      .addColumn('base_value', 'real')
      .addColumn('base_period', 'text')
      .addColumn('base_status', 'text')
      .execute()
    await db.schema
      .createIndex('commitment_by_place')
      .on('commitment')
      .columns(['vintage', 'code', 'intervention'])
      .execute()
    // a list is decided once, however often the button is pressed
    await db.schema
      .createIndex('commitment_of_scenario')
      .unique()
      .on('commitment')
      .columns(['scenario_id', 'vintage', 'code', 'intervention'])
      .execute()
  },
}
