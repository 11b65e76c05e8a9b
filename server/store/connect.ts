import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import type { LogEvent } from 'kysely'
import { Kysely } from 'kysely'
import { StoreError } from './problem'
import type { Schema } from './schema'
import { Dialect } from './sqlite'

/** The database, and the only way to it. `destroy()` closes it. */
export type Store = Kysely<Schema>

/** How long a writer waits for another process to finish, in milliseconds. */
const patience = 5000

/**
 * Opens the database file, and creates it and its folder if they do not exist. Creates no tables: see `migrate`.
 * @param watch is told of every query and how long it took
 * @throws StoreError when the file cannot be created, read or written, or is damaged; a large one is looked over later
 */
export function openStore(file: string, watch?: (event: LogEvent) => void): Store {
  return new Kysely<Schema>({ dialect: new Dialect(openFile(file)), ...(watch ? { log: watch } : {}) })
}

function openFile(file: string): Database {
  let database: Database | null = null
  try {
    mkdirSync(dirname(file), { recursive: true })
    database = new Sqlite(file, { timeout: patience })
    database.pragma('journal_mode = WAL')
    // with NORMAL a power cut could undo a publication that was already confirmed; they are rare, so the
    // wait for the disk costs nothing
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // otherwise INSERT OR REPLACE would slip past the triggers that keep the audit trail whole
    database.pragma('recursive_triggers = ON')
    if (!isLarge(file)) throwIfDamaged(database, file)
    // a read-only file opens without complaint and fails at the first change, which would be too late
    database.exec('begin immediate; pragma user_version = 1; rollback')
    return database
  } catch (error) {
    database?.close()
    throw explain(file, error)
  }
}

/** Bytes up to which a store is looked over before it is used; it takes some seconds for a gigabyte. */
const mostAtOnce = 128 * 1024 * 1024

/** Whether a store is looked over beside the running server instead: see {@link lookOver}. */
export const isLarge = (file: string): boolean => statSync(file).size > mostAtOnce

/**
 * Looks a whole store over.
 * @throws StoreError when it is damaged or cannot be read
 */
export function lookOver(file: string): void {
  let database: Database | null = null
  try {
    database = new Sqlite(file, { readonly: true, timeout: patience })
    throwIfDamaged(database, file)
  } catch (error) {
    throw explain(file, error)
  } finally {
    database?.close()
  }
}

function throwIfDamaged(database: Database, file: string): void {
  const damage = database.pragma('quick_check(1)', { simple: true })
  if (damage !== 'ok') throw damaged(file, String(damage))
}

function explain(file: string, error: unknown): unknown {
  // only the database and the file system give codes; anything else is not the file's fault
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const { code } = error
  if (code === 'SQLITE_NOTADB') return notADatabase(file, error)
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(file, error.message, error)
  if (code.startsWith('SQLITE_READONLY')) return readOnly(file, error)
  return unreachable(file, error)
}

const notADatabase = (file: string, cause: Error) =>
  new StoreError(
    {
      vi: `Tệp "${file}" không phải là cơ sở dữ liệu SQLite. Hãy chuyển tệp đó đi nơi khác, hoặc đặt DATA_DIR là một thư mục khác; chương trình sẽ tạo tệp mới.`,
      en: `The file "${file}" is not a SQLite database. Move it elsewhere, or set DATA_DIR to another folder; the program will create a new one.`,
    },
    { cause },
  )

const damaged = (file: string, finding: string, cause?: Error) =>
  new StoreError(
    {
      vi: `Cơ sở dữ liệu "${file}" bị hỏng (${finding}). Hãy cất giữ tệp này cùng các tệp "-wal" và "-shm" bên cạnh, rồi khôi phục bản sao lưu gần nhất: npm run restore -- --from TỆP. Nếu không có bản sao lưu, chương trình sẽ tạo tệp mới chỉ với số liệu đi kèm.`,
      en: `The database "${file}" is damaged (${finding}). Put it aside together with the "-wal" and "-shm" files next to it, and restore the latest backup: npm run restore -- --from FILE. Without a backup the program creates a new file with the shipped figures only.`,
    },
    { cause },
  )

const readOnly = (file: string, cause: Error) =>
  new StoreError(
    {
      vi: `Không ghi được vào cơ sở dữ liệu "${file}": tệp hoặc thư mục chỉ cho đọc. Hãy cấp quyền ghi cho người dùng chạy chương trình, hoặc đặt DATA_DIR là một thư mục ghi được.`,
      en: `The database "${file}" cannot be written: the file or its folder is read-only. Give write permission to the user who runs the program, or set DATA_DIR to a folder that can be written.`,
    },
    { cause },
  )

const unreachable = (file: string, cause: Error) =>
  new StoreError(
    {
      vi: `Không mở hoặc tạo được cơ sở dữ liệu "${file}" (${cause.message}). Hãy kiểm tra đường dẫn là một thư mục ghi được và ổ đĩa còn chỗ trống, hoặc đặt DATA_DIR là một thư mục khác.`,
      en: `The database "${file}" cannot be opened or created (${cause.message}). Check that the path leads to a folder that can be written and that the disk has room, or set DATA_DIR to another folder.`,
    },
    { cause },
  )
