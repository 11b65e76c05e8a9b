import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'
import { inKeyOrder } from '../sqlite'

/** Units, figures and data versions. A migration is never changed once released: it speaks for itself. */
export const core: Migration = {
  async up(db: Kysely<unknown>) {
    await createReferences(db)
    await createVersions(db)
    await createFigures(db)
  },
}

async function createReferences(db: Kysely<unknown>) {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('source')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('unit')
    .addColumn('vintage', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('parent', 'text')
    .addColumn('districts', 'text', (column) => column.notNull())
    .addColumn('area_km2', 'double precision')
    .addColumn('lon', 'double precision')
    .addColumn('lat', 'double precision')
    .addColumn('active', 'integer', (column) => column.notNull().check(sql`active in (0, 1)`))
    .addPrimaryKeyConstraint('unit_key', ['vintage', 'code'])
    .addForeignKeyConstraint('unit_parent', ['vintage', 'parent'], 'unit', ['vintage', 'code'])
    .execute()

  // crosswalk and names also speak of old communes of the neighbouring province, which are no units here
  await db.schema
    .createTable('crosswalk')
    .addColumn('from_code', 'text', (column) => column.notNull())
    .addColumn('to_code', 'text', (column) => column.notNull())
    .addColumn('weight', 'double precision', (column) => column.notNull())
    .addColumn('share_of_target', 'double precision', (column) => column.notNull())
    .addColumn('legal_basis', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('crosswalk_key', ['from_code', 'to_code'])
    .execute()

  await db.schema
    .createTable('name_variant')
    .addColumn('vintage', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('variant', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('name_variant_key', ['vintage', 'code', 'variant'])
    .execute()

  await db.schema
    .createTable('measure')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('carries', 'integer', (column) => column.notNull().check(sql`carries in (0, 1)`))
    .addColumn('active', 'integer', (column) => column.notNull().check(sql`active in (0, 1)`))
    .execute()
}

async function createVersions(db: Kysely<unknown>) {
  await db.schema
    .createTable('data_version')
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('batch')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('seed-official', 'seed-illustrative', 'report')`),
    )
    .addColumn('state', 'text', (column) =>
      column
        .notNull()
        .check(sql`state in ('draft', 'submitted', 'returned', 'approved', 'published', 'withdrawn')`),
    )
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text')
    .addColumn('file_hash', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('published_version', 'integer', (column) => column.references('data_version.version'))
    .execute()

  await db.schema
    .createTable('publication')
    .addColumn('batch_id', 'integer', (column) => column.notNull().references('batch.id'))
    .addColumn('from_version', 'integer', (column) => column.notNull().references('data_version.version'))
    .addColumn('until_version', 'integer', (column) => column.references('data_version.version'))
    .addPrimaryKeyConstraint('publication_key', ['batch_id', 'from_version'])
    .addCheckConstraint('publication_lasts', sql`until_version > from_version`)
    .execute()
}

async function createFigures(db: Kysely<unknown>) {
  // the key follows the way the figures are read: batch by batch, each column of figures in one stretch
  await inKeyOrder(
    db.schema
      .createTable('observation')
      .addColumn('batch_id', 'integer', (column) => column.notNull().references('batch.id'))
      .addColumn('vintage', 'text', (column) => column.notNull())
      .addColumn('measure', 'text', (column) => column.notNull().references('measure.id'))
      .addColumn('period', 'text', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('value', 'double precision', (column) => column.notNull())
      .addColumn('status', 'text', (column) =>
        column.notNull().check(sql`status in ('official', 'reported', 'estimated', 'illustrative')`),
      )
      .addColumn('source', 'text', (column) => column.notNull().references('source.id'))
      .addPrimaryKeyConstraint('observation_key', ['batch_id', 'vintage', 'measure', 'period', 'code'])
      .addForeignKeyConstraint('observation_unit', ['vintage', 'code'], 'unit', ['vintage', 'code']),
  ).execute()

  await db.schema
    .createTable('published_figure')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('vintage', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('indicator', 'text')
    .addColumn('name_vi', 'text', (column) => column.notNull())
    .addColumn('name_en', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('value', 'double precision', (column) => column.notNull())
    .addColumn('qualifier', 'text', (column) =>
      column.notNull().check(sql`qualifier in ('=', '>', '<', '~')`),
    )
    .addColumn('unit_vi', 'text', (column) => column.notNull())
    .addColumn('unit_en', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull().references('source.id'))
    .addColumn('confidence', 'text', (column) => column.notNull())
    .addColumn('note_vi', 'text', (column) => column.notNull())
    .addColumn('note_en', 'text', (column) => column.notNull())
    .addForeignKeyConstraint('published_figure_unit', ['vintage', 'code'], 'unit', ['vintage', 'code'])
    .execute()
}
