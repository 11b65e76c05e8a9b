import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

const brotli = promisify(brotliCompress)
const unpack = promisify(brotliDecompress)
const zip = promisify(gzip)

/** Up to this many plain bytes packing well takes a few milliseconds, and saves a seventh. */
export const small = 32 * 1024
const well = 10

/** Takes a few milliseconds for larger answers; seven times the work would save another hundredth. */
const quickly = 6

/** Up to this many plain bytes the best packing takes a third of a second, and saves a tenth. */
const mostForBest = 256 * 1024

/** Packs what a reader waits for. */
export async function pack(plain: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'br')
    return new Uint8Array(await brotliOf(plain, plain.byteLength <= small ? well : quickly))
  return new Uint8Array(encoding === 'gzip' ? await zip(plain) : plain)
}

/** Whether `pack` packs quickly what `packBest` may pack better. */
export const canBePackedBetter = (plainBytes: number, encoding: Encoding): boolean =>
  encoding === 'br' && plainBytes > small && plainBytes <= mostForBest

/** Packs as small as it goes what `pack` has packed as `br`: for answers that are given again and again. */
export async function packBest(packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await brotliOf(await unpack(packed), constants.BROTLI_MAX_QUALITY))
}

const brotliOf = (plain: Uint8Array, quality: number) =>
  brotli(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
    },
  })
