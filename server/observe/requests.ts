import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import type { Metrics } from './metrics'

/**
 * One line and one measurement for each request. Neither holds personal data: no address of the reader, no query
 * string, no cookie; the request id ties a line to what the reader was told.
 */
export const watchRequests =
  (logger: Logger, metrics: Metrics): MiddlewareHandler =>
  async (c, next) => {
    const begun = performance.now()
    await next()
    const milliseconds = performance.now() - begun
    const { method } = c.req
    const { status } = c.res
    // an address that names nothing is not its own pattern: anyone could make up any number of them
    const route = status === 404 ? '(none)' : routePath(c, -1)
    metrics.request({ method, route, status, seconds: milliseconds / 1000 })
    const line = {
      requestId: c.get('requestId'),
      method,
      route,
      status,
      milliseconds: Math.round(milliseconds),
    }
    logger[status >= 500 ? 'error' : 'info'](line, 'request')
  }
