import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Manifest } from './backup-file'
import { checksumOf, dataVersionOf, manifestOf, messageOf, settle } from './backup-file'
import { StoreError } from './problem'

/**
 * Copies the store while it is in use, into a file of its own in `folder`: a single moment of it, checked for
 * damage, with its checksum beside it. The copy has its name only once it is whole.
 * @param keep how many backups stay in the folder, this one included; older ones go. Null keeps all.
 * @throws StoreError when there is no store, it is damaged, or the folder cannot be written
 */
export async function backUp(
  databaseFile: string,
  folder: string,
  { now = new Date(), keep = null }: { now?: Date; keep?: number | null } = {},
): Promise<Manifest> {
  if (!existsSync(databaseFile)) throw noStore(databaseFile)
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const target = join(folder, `ban-do-tre-em-${stamp}.sqlite`)
  const unfinished = `${target}.unfinished`
  try {
    await mkdir(folder, { recursive: true })
    await copyStore(databaseFile, unfinished)
    const manifest: Manifest = {
      product: 'ban-do-tre-em',
      file: basename(target),
      createdAt: now.toISOString(),
      dataVersion: dataVersionOf(unfinished),
      bytes: (await stat(unfinished)).size,
      sha256: await checksumOf(unfinished),
    }
    await writeFile(manifestOf(target), `${JSON.stringify(manifest, null, 2)}\n`)
    await settle(unfinished, target)
    if (keep !== null) await dropOld(folder, keep)
    return manifest
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error instanceof StoreError ? error : cannotWrite(folder, error)
  }
}

async function copyStore(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
}

async function dropOld(folder: string, keep: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^ban-do-tre-em-\d{8}T\d{6}Z\.sqlite$/.test(name))
  for (const name of names.sort().slice(0, Math.max(0, names.length - keep))) {
    await rm(join(folder, name))
    await rm(manifestOf(join(folder, name)), { force: true })
  }
}

const noStore = (file: string) =>
  new StoreError({
    vi: `Không có cơ sở dữ liệu "${file}" để sao lưu. Hãy kiểm tra DATA_DIR.`,
    en: `There is no database "${file}" to back up. Check DATA_DIR.`,
  })

const cannotWrite = (folder: string, cause: unknown) =>
  new StoreError(
    {
      vi: `Không sao lưu được vào "${folder}": ${messageOf(cause)}. Hãy kiểm tra quyền ghi và chỗ trống, rồi làm lại; dữ liệu đang dùng không bị ảnh hưởng.`,
      en: `The backup to "${folder}" failed: ${messageOf(cause)}. Check permissions and room, and try again; the data in use are untouched.`,
    },
    { cause },
  )
