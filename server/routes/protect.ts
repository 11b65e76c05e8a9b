import type { MiddlewareHandler } from 'hono'
import type { Protection } from './security-headers'
import { contentPolicy, securityHeaders } from './security-headers'

/** Puts the security headers on every answer, whoever made it. */
export function protect(protection: Protection): MiddlewareHandler {
  const always = Object.entries(securityHeaders(protection))
  return async (c, next) => {
    await next()
    for (const [name, value] of always) c.res.headers.set(name, value)
    const policy = contentPolicy(c.res.headers.get('content-type') ?? '', c.req.path, protection)
    if (policy !== null) c.res.headers.set('Content-Security-Policy', policy)
  }
}
