import type { Logger } from 'pino'
import type { LogEvent } from 'kysely'
import type { Metrics } from './metrics'

/** From here on a query is told in the log: requests are answered from memory, so few queries run at all. */
const slowMilliseconds = 200

/** Watches the queries to the store: counts all of them, tells the slow ones. Never says their values. */
export const watchQueries =
  (logger: Logger, metrics: Metrics) =>
  ({ queryDurationMillis, query, level }: LogEvent): void => {
    metrics.query(queryDurationMillis / 1000)
    if (level !== 'query' || queryDurationMillis < slowMilliseconds) return
    metrics.slowQuery()
    logger.warn({ milliseconds: Math.round(queryDurationMillis), sql: query.sql.slice(0, 400) }, 'slow query')
  }
