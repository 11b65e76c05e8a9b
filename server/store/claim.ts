import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { StoreError } from './problem'

/** Gives the folder free again. */
export type Claim = { release: () => void }

/**
 * Claims a data folder for one process: a second server on it would answer from figures it does not know to be old,
 * and a restore under a running server would tear the store. The claim is a lock of the operating system on a file in
 * the folder, so that it ends with the process, however that ends.
 * @throws StoreError when another process holds the folder, or the folder cannot be written
 */
export function claimFolder(dataDir: string): Claim {
  const file = join(dataDir, 'in-use.lock')
  let lock: Sqlite.Database | null = null
  try {
    mkdirSync(dataDir, { recursive: true })
    lock = new Sqlite(file, { timeout: 0 })
    lock.pragma('journal_mode = memory')
    lock.exec('begin exclusive')
    const held = lock
    return { release: () => void held.close() }
  } catch (error) {
    lock?.close()
    if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') throw inUse(dataDir, error)
    throw unwritable(dataDir, error)
  }
}

const inUse = (folder: string, cause: Error) =>
  new StoreError(
    {
      vi: `Thư mục dữ liệu "${folder}" đang được một chương trình khác sử dụng. Hãy dừng máy chủ đang chạy, hoặc đặt DATA_DIR là một thư mục khác.`,
      en: `The data folder "${folder}" is in use by another process. Stop the running server, or set DATA_DIR to another folder.`,
    },
    { cause },
  )

const unwritable = (folder: string, cause: unknown) =>
  new StoreError(
    {
      vi: `Không ghi được vào thư mục dữ liệu "${folder}" (${messageOf(cause)}). Hãy cấp quyền ghi cho người dùng chạy chương trình, hoặc đặt DATA_DIR là một thư mục ghi được.`,
      en: `The data folder "${folder}" cannot be written (${messageOf(cause)}). Give write permission to the user who runs the program, or set DATA_DIR to a folder that can be written.`,
    },
    { cause },
  )

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
