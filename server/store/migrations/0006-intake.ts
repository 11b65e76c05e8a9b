import type { Kysely, Migration } from 'kysely'
import { makeAppendOnly } from '../sqlite'

/** Reports on their way in: the files byte for byte, what was read from them, and from which cell a figure comes. */
export const intake: Migration = {
  async up(db: Kysely<unknown>) {
    // once, however often the same file is sent; apart from the rest, so that lists do not read past megabytes
    await db.schema
      .createTable('kept_file')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('content', 'blob', (column) => column.notNull())
      .addColumn('kept_at', 'text', (column) => column.notNull())
      .execute()
    await makeAppendOnly(db, 'kept_file')

    await db.schema
      .createTable('report')
      .addColumn('batch_id', 'integer', (column) => column.primaryKey().references('batch.id'))
      .addColumn('vintage', 'text', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('period', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('reading', 'text', (column) => column.notNull())
      .addColumn('findings', 'text', (column) => column.notNull())
      .addColumn('answers', 'text', (column) => column.notNull())
      .addColumn('mapping', 'text')
      .addColumn('reasons', 'text', (column) => column.notNull())
      .addColumn('codes', 'text', (column) => column.notNull())
      .addColumn('counts', 'text', (column) => column.notNull())
      .addColumn('remark', 'text')
      .addColumn('uploaded_by', 'text', (column) => column.notNull())
      .addColumn('uploaded_name', 'text', (column) => column.notNull())
      .addColumn('uploaded_at', 'text', (column) => column.notNull())
      .addColumn('submitted_by', 'text')
      .addColumn('submitted_name', 'text')
      .addColumn('submitted_at', 'text')
      .addColumn('returned_at', 'text')
      .addForeignKeyConstraint('report_unit', ['vintage', 'code'], 'unit', ['vintage', 'code'])
      .execute()
    await db.schema.createIndex('report_of_period').on('report').columns(['period', 'vintage']).execute()

    await db.schema
      .createTable('layout_mapping')
      .addColumn('layout', 'text', (column) => column.primaryKey())
      .addColumn('mapping', 'text', (column) => column.notNull())
      .addColumn('kept_by', 'text', (column) => column.notNull())
      .addColumn('kept_at', 'text', (column) => column.notNull())
      .execute()

    // sheet and cell of the file; null for what the product ships
    await db.schema.alterTable('observation').addColumn('cell', 'text').execute()
    await db.schema.createIndex('audit_of_subject').on('audit').column('subject').execute()
  },
}
