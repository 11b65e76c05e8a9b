import type { Kysely, Migration } from 'kysely'

/** Drafts that were given up by who sent them: out of every list, but their file and their trail stay. */
export const discardedReports: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('report').addColumn('discarded_at', 'text').execute()
  },
}
