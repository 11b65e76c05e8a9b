import { createHash } from 'node:crypto'

const seed = 'ban-do-tre-em-1'

/**
 * A number from 0 to below 1 that looks random and is always the same for the same key. Keyed by what it is for,
 * and not drawn from a sequence, so that a change in one place moves nothing elsewhere.
 */
export const noise = (...key: (string | number)[]): number =>
  createHash('sha256')
    .update([seed, ...key].join('/'))
    .digest()
    .readUInt32BE(0) /
  2 ** 32

/** A number between −amount and +amount. */
export const spread = (amount: number, ...key: (string | number)[]): number =>
  (noise(...key) * 2 - 1) * amount
