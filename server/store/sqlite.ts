import type { Database } from 'better-sqlite3'
import type { CreateTableBuilder, DatabaseConnection, Driver, Kysely, TransactionSettings } from 'kysely'
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver, sql } from 'kysely'

// All that has to be said in SQLite's own way. Another database needs its own version of this file and of
// `connect.ts`, and nothing else.

class Transactions extends SqliteDriver {
  readonly #database: Database

  constructor(database: Database) {
    super({ database })
    this.#database = database
  }

  /**
   * Writers take the lock before they read, so that what they have read still holds when they write;
   * another process waits for its turn instead of failing half-way. Readers need no lock.
   */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }

  /** SQLite has rolled back by itself when the disk is full; a second rollback would hide that error. */
  override async rollbackTransaction(connection: DatabaseConnection) {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

class Adapter extends SqliteAdapter {
  /** SQLite can undo changes of the schema; with this, all pending migrations take effect or none. */
  override get supportsTransactionalDdl() {
    return true
  }
}

export class Dialect extends SqliteDialect {
  readonly #database: Database

  constructor(database: Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new Transactions(this.#database)
  }

  override createAdapter() {
    return new Adapter()
  }
}

/** Keeps the rows in the order of their primary key, instead of in a second copy beside it. */
export const inKeyOrder = <Table extends string, Columns extends string>(
  table: CreateTableBuilder<Table, Columns>,
): CreateTableBuilder<Table, Columns> => table.modifyEnd(sql`without rowid`)

/** Lets rows be added to a table, but neither changed nor deleted. */
export async function makeAppendOnly(db: Kysely<unknown>, table: string): Promise<void> {
  for (const change of ['update', 'delete']) {
    await sql`
      create trigger ${sql.id(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
      begin select raise(abort, ${sql.lit(`${table} is append-only`)}); end
    `.execute(db)
  }
}
