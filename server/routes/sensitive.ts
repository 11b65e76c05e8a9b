import type { MiddlewareHandler } from 'hono'
import { has } from '#domain/rights'
import { audience, workFor } from './audience'
import { accountOf } from './account'

/**
 * Answers an account that may read sensitive counts from all figures. Such an answer is kept nowhere on the way.
 * Borders hold no figures: they are the same for all.
 * Comes before every cache.
 */
export const sensitive = (): MiddlewareHandler => async (c, next) => {
  if (c.req.path.startsWith('/api/boundaries/') || !has(accountOf(c), 'read-sensitive')) return next()
  await workFor('authorised', next)
  c.res.headers.set('Cache-Control', 'private, no-store')
  return undefined
}

/** A handler for everyone's answers alone: what only some may see passes it by. */
export const forEveryone =
  (handler: MiddlewareHandler): MiddlewareHandler =>
  (c, next) =>
    audience() === 'everyone' ? handler(c, next) : next()
