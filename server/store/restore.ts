import { existsSync } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Manifest } from './backup-file'
import { checksumOf, dataVersionOf, readManifest, settle } from './backup-file'
import { claimFolder } from './claim'
import { StoreError } from './problem'

/** What became of a restore: what is in use now, and where the store from before was put. */
export type Restored = { manifest: Manifest; setAside: string | null }

/**
 * Puts a backup in the place of the store. It is checked first: its checksum, its pages, its tables. The store it
 * replaces is put aside, never deleted. A server must not be running on the folder.
 * @param databaseFile the store, in its data folder
 * @throws StoreError when the backup is not whole or not ours, or the folder is in use; the store is as before
 */
export async function restore(databaseFile: string, backup: string, now = new Date()): Promise<Restored> {
  const manifest = await readManifest(backup)
  const dataDir = dirname(databaseFile)
  const claim = claimFolder(dataDir)
  const incoming = `${databaseFile}.incoming`
  try {
    await copyFile(backup, incoming)
    if ((await checksumOf(incoming)) !== manifest.sha256) throw notWhole(backup)
    dataVersionOf(incoming)
    const setAside = await putAside(databaseFile, join(dataDir, `before-restore-${now.getTime()}`))
    await settle(incoming, databaseFile)
    return { manifest, setAside }
  } finally {
    await rm(incoming, { force: true })
    claim.release()
  }
}

async function putAside(databaseFile: string, folder: string): Promise<string | null> {
  const parts = ['', '-wal', '-shm'].map((end) => `${databaseFile}${end}`).filter((file) => existsSync(file))
  if (parts.length === 0) return null
  await mkdir(folder)
  // the log goes first: should this end half-way, the store is still whole in one of the two places with its log
  for (const file of parts.reverse()) await rename(file, join(folder, basename(file)))
  return folder
}

const notWhole = (backup: string) =>
  new StoreError({
    vi: `Bản sao lưu "${backup}" không còn nguyên vẹn: mã kiểm tra SHA-256 không khớp. Hãy dùng một bản khác; dữ liệu đang dùng vẫn như cũ.`,
    en: `The backup "${backup}" is not whole: its SHA-256 does not match. Use another; the data in use are as before.`,
  })
