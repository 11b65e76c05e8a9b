import type { MiddlewareHandler } from 'hono'
import type { Protection } from './security-headers'
import { documentHeaders, securityHeaders } from './security-headers'

/** Puts the security headers on every answer, whoever made it. */
export function protect(protection: Protection): MiddlewareHandler {
  const always = Object.entries(securityHeaders(protection))
  return async (c, next) => {
    await next()
    const { headers } = c.res
    const ofThis = Object.entries(documentHeaders(headers.get('content-type') ?? '', c.req.path, protection))
    for (const [name, value] of [...always, ...ofThis]) headers.set(name, value)
  }
}
