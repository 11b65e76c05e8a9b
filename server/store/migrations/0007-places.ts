import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'
import { makeSpotIndex } from '../places-spots'

/** Villages and facilities, each record with the data versions in which it counts, and the changes wished for. */
export const places: Migration = {
  async up(db: Kysely<unknown>) {
    await createVillages(db)
    await createFacilities(db)
    await createStatements(db)
    await createProposals(db)
    for (const table of ['village', 'facility'] as const) {
      await db.schema
        .createIndex(`${table}_now`)
        .unique()
        .on(table)
        .column('id')
        .where(sql.ref('until_version'), 'is', null)
        .execute()
      await db.schema
        .createIndex(`${table}_listed`)
        .on(table)
        .columns(['vintage', 'id'])
        .where(sql.ref('until_version'), 'is', null)
        .execute()
      await db.schema
        .createIndex(`${table}_of_commune`)
        .on(table)
        .columns(['vintage', 'commune', 'id'])
        .where(sql.ref('until_version'), 'is', null)
        .execute()
      await db.schema.createIndex(`${table}_history`).on(table).columns(['id', 'from_version']).execute()
      await makeSpotIndex(db, table)
    }
    await db.schema.createIndex('facility_of_photo').on('facility').column('photo').execute()
    await db.schema
      .createIndex('facility_of_village')
      .on('facility')
      .column('village')
      .where(sql.ref('until_version'), 'is', null)
      .execute()
  },
}

const status = sql`status in ('official', 'reported', 'estimated', 'illustrative')`

async function createVillages(db: Kysely<unknown>) {
  await db.schema
    .createTable('village')
    .addColumn('row', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('vintage', 'text', (column) => column.notNull())
    .addColumn('commune', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('extremely_disadvantaged', 'integer', (column) =>
      column.check(sql`extremely_disadvantaged in (0, 1)`),
    )
    .addColumn('households', 'integer')
    .addColumn('children_0_2', 'integer')
    .addColumn('children_3_5', 'integer')
    .addColumn('children_5', 'integer')
    .addColumn('children_under_5', 'integer')
    .addColumn('children_under_6', 'integer')
    .addColumn('children_under_16', 'integer')
    .addColumn('land', 'text', (column) => column.notNull().check(sql`land in ('yes', 'no', 'unknown')`))
    .addColumn('play_area', 'text', (column) =>
      column.notNull().check(sql`play_area in ('yes', 'no', 'under-repair', 'unknown')`),
    )
    .addColumn('lon', 'double precision')
    .addColumn('lat', 'double precision')
    .addColumn('status', 'text', (column) => column.notNull().check(status))
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('from_version', 'integer', (column) => column.notNull().references('data_version.version'))
    .addColumn('until_version', 'integer', (column) => column.references('data_version.version'))
    .addForeignKeyConstraint('village_unit', ['vintage', 'commune'], 'unit', ['vintage', 'code'])
    .execute()
}

async function createFacilities(db: Kysely<unknown>) {
  await db.schema
    .createTable('facility')
    .addColumn('row', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) =>
      column
        .notNull()
        .check(
          sql`kind in ('play-area', 'preschool-main', 'preschool-satellite', 'cultural-house', 'health-station')`,
        ),
    )
    .addColumn('name', 'text')
    .addColumn('vintage', 'text', (column) => column.notNull())
    .addColumn('commune', 'text', (column) => column.notNull())
    .addColumn('village', 'text')
    .addColumn('lon', 'double precision')
    .addColumn('lat', 'double precision')
    .addColumn('condition', 'text', (column) =>
      column.notNull().check(sql`condition in ('working', 'under-repair', 'unsafe', 'closed', 'unknown')`),
    )
    .addColumn('safety_checked_on', 'text')
    .addColumn('opened_on', 'text')
    .addColumn('capacity', 'integer')
    .addColumn('photo', 'text')
    .addColumn('status', 'text', (column) => column.notNull().check(status))
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('from_version', 'integer', (column) => column.notNull().references('data_version.version'))
    .addColumn('until_version', 'integer', (column) => column.references('data_version.version'))
    .addForeignKeyConstraint('facility_unit', ['vintage', 'commune'], 'unit', ['vintage', 'code'])
    .execute()
}

async function createStatements(db: Kysely<unknown>) {
  await db.schema
    .createTable('village_register')
    .addColumn('vintage', 'text', (column) => column.notNull())
    .addColumn('commune', 'text', (column) => column.notNull())
    .addColumn('complete', 'integer', (column) => column.notNull().check(sql`complete in (0, 1)`))
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('from_version', 'integer', (column) => column.notNull().references('data_version.version'))
    .addColumn('until_version', 'integer', (column) => column.references('data_version.version'))
    .addPrimaryKeyConstraint('village_register_key', ['vintage', 'commune', 'from_version'])
    .addForeignKeyConstraint('village_register_unit', ['vintage', 'commune'], 'unit', ['vintage', 'code'])
    .execute()
}

async function createProposals(db: Kysely<unknown>) {
  await db.schema
    .createTable('place_proposal')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('draft', 'submitted', 'returned', 'approved')`),
    )
    .addColumn('vintage', 'text', (column) => column.notNull())
    .addColumn('commune', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('proposal', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.references('data_version.version'))
    .execute()
  await db.schema
    .createIndex('place_proposal_waiting')
    .on('place_proposal')
    .columns(['state', 'vintage', 'commune', 'updated_at'])
    .execute()
  await db.schema
    .createIndex('place_proposal_of_author')
    .on('place_proposal')
    .columns(['author', 'updated_at'])
    .execute()
  await db.schema
    .createIndex('place_proposal_of_subject')
    .on('place_proposal')
    .columns(['subject', 'created_at'])
    .execute()

  await db.schema
    .createTable('place_photo')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('added_by', 'text', (column) => column.notNull())
    .addColumn('added_at', 'text', (column) => column.notNull())
    .addColumn('content', 'blob', (column) => column.notNull())
    .execute()
}
