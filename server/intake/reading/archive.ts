import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { limits } from './limits'
import { refusal } from './refusal'

/** The parts of a workbook, unpacked piece by piece and never more in all than the limit. */
export type Archive = {
  names: readonly string[]
  /** Pieces of a part, in order. @throws Refusal when all parts read so far unpack to too much */
  read: (name: string) => AsyncIterable<Buffer>
  close: () => void
}

/**
 * Opens a ZIP file. Sizes that it claims are refused when they are too large, and checked while it unpacks.
 * @throws Refusal when it is damaged, encrypted or too large
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await opened(bytes)
  const entries = await entriesOf(zip)
  if (entries.some((entry) => entry.isEncrypted())) throw refusal('password')
  let unpacked = 0
  return {
    names: entries.map(({ fileName }) => fileName),
    async *read(name) {
      const entry = entries.find(({ fileName }) => fileName === name)
      if (!entry) throw refusal('damaged')
      if (entry.uncompressedSize > limits.unpackedBytes) throw refusal('unpacks-too-large')
      const stream = await damagedUnless(
        new Promise<NodeJS.ReadableStream>((resolve, reject) => {
          zip.openReadStream(entry, (error, found) => (error ? reject(error) : resolve(found)))
        }),
      )
      try {
        for await (const piece of stream) {
          const buffer = piece as Buffer // yauzl streams bytes
          unpacked += buffer.byteLength
          if (unpacked > limits.unpackedBytes) throw refusal('unpacks-too-large')
          yield buffer
        }
      } catch (cause) {
        throw isRefusal(cause) ? cause : refusal('damaged')
      }
    },
    close: () => zip.close(),
  }
}

/** The same archive, which gives no more pieces once the time is up. */
export function within(milliseconds: number, archive: Archive): Archive {
  const end = performance.now() + milliseconds
  return {
    ...archive,
    async *read(name) {
      for await (const piece of archive.read(name)) {
        if (performance.now() > end) throw refusal('too-slow')
        yield piece
      }
    },
  }
}

/** Whether everything in a ZIP file together unpacks to at most so many bytes, whatever it claims. @throws Refusal */
export async function unpacksWithin(bytes: Uint8Array, most: number): Promise<boolean> {
  const archive = await openArchive(bytes)
  let unpacked = 0
  try {
    for (const name of archive.names.filter((each) => !each.endsWith('/'))) {
      for await (const { byteLength } of archive.read(name)) {
        unpacked += byteLength
        if (unpacked > most) return false
      }
    }
    return true
  } finally {
    archive.close()
  }
}

const isRefusal = (cause: unknown): boolean => cause instanceof Error && cause.name === 'Refusal'

const opened = (bytes: Uint8Array): Promise<ZipFile> =>
  damagedUnless(
    new Promise<ZipFile>((resolve, reject) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
        error ? reject(error) : resolve(zip),
      )
    }),
  )

const entriesOf = (zip: ZipFile): Promise<Entry[]> =>
  damagedUnless(
    new Promise<Entry[]>((resolve, reject) => {
      const entries: Entry[] = []
      zip.on('entry', (entry: Entry) => {
        entries.push(entry)
        if (entries.length > limits.zipEntries) reject(refusal('damaged'))
        else zip.readEntry()
      })
      zip.on('end', () => resolve(entries))
      zip.on('error', reject)
      zip.readEntry()
    }),
  )

async function damagedUnless<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw isRefusal(cause) ? cause : refusal('damaged')
  }
}
