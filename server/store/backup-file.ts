import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import { StoreError } from './problem'

/** What is written beside each backup, to know it again and to know it whole. */
const Manifest = z.object({
  product: z.literal('ban-do-tre-em'),
  file: z.string(),
  createdAt: z.iso.datetime(),
  dataVersion: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Manifest = z.infer<typeof Manifest>

/** The file that belongs to a backup. */
export const manifestOf = (backup: string) => `${backup}.json`

/** @throws StoreError when the backup has none, or one of something else */
export async function readManifest(backup: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(manifestOf(backup), 'utf8')))
  } catch (error) {
    throw noManifest(backup, error)
  }
}

/** The data version of a copy, which is checked from its first page to its last. @throws StoreError when it is damaged or another program's */
export function dataVersionOf(file: string): number {
  const copy = new Sqlite(file, { fileMustExist: true })
  try {
    // a file of its own, without a log beside it
    copy.pragma('journal_mode = delete')
    const finding: unknown = copy.pragma('integrity_check(1)', { simple: true })
    if (finding !== 'ok') throw damaged(file, String(finding))
    return Number(copy.prepare('select max(version) from data_version').pluck().get() ?? 0)
  } catch (error) {
    throw error instanceof StoreError ? error : damaged(file, messageOf(error))
  } finally {
    copy.close()
  }
}

/** Gives a finished file its name, so that not even a power cut leaves half of it under that name. */
export async function settle(from: string, to: string): Promise<void> {
  await flush(from)
  await rename(from, to)
  await flush(dirname(to))
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** SHA-256 in hexadecimal. */
export async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

const damaged = (file: string, finding: string) =>
  new StoreError({
    vi: `Bản sao "${file}" bị hỏng hoặc không phải của chương trình này (${finding}). Hãy dùng một bản sao lưu khác.`,
    en: `The copy "${file}" is damaged or not one of this program (${finding}). Use another backup.`,
  })

const noManifest = (backup: string, cause: unknown) =>
  new StoreError(
    {
      vi: `Thiếu hoặc sai tệp "${manifestOf(backup)}" đi kèm bản sao lưu (${messageOf(cause)}). Mỗi bản sao lưu gồm hai tệp: .sqlite và .sqlite.json.`,
      en: `The file "${manifestOf(backup)}" that belongs to the backup is missing or wrong (${messageOf(cause)}). A backup is two files: .sqlite and .sqlite.json.`,
    },
    { cause },
  )
