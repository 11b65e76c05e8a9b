import { createWriteStream, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'

/** A body that came whole, in a file of its own. */
export type Received = { path: string; remove: () => Promise<void> }

class TooLarge extends Error {}

/**
 * Writes a body to a temporary file as it comes, so that a large one does not fill the memory.
 * @returns why not, when it is larger than `most` or broke off; then nothing is left of it
 */
export async function receive(
  request: Request,
  most: number,
): Promise<Received | 'too-large' | 'broken-off'> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > most) return 'too-large'
  if (!request.body) return 'broken-off'
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-boundary-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'map')
  let bytes = 0
  const count = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.byteLength
      done(bytes > most ? new TooLarge() : null, piece)
    },
  })
  try {
    // the types of Node and of the web describe the same stream
    await pipeline(Readable.fromWeb(request.body as ReadableStream), count, createWriteStream(path))
    if (bytes > 0 && (declared === 0 || bytes === declared)) return { path, remove }
    await remove()
    return 'broken-off'
  } catch (cause) {
    await remove()
    return cause instanceof TooLarge ? 'too-large' : 'broken-off'
  }
}
