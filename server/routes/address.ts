import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * Network address of who asks. Each proxy adds the address it was asked from at the end of the list, so with
 * `trustedProxies` of our own in front, the one that many from the end is true and any before it may be invented.
 */
export function addressOf(c: Context, trustedProxies: number): string {
  const direct = directAddress(c)
  if (trustedProxies === 0) return direct
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  return forwarded.at(-trustedProxies) || direct
}

/** Network address that the connection comes from: the reader's, or that of the last proxy. */
export const directAddress = (c: Context): string =>
  // there is no connection where the app is called directly
  c.env !== undefined && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? '') : ''
