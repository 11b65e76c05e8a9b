import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** A queue that can be looked at: how many wait, how many are worked on. */
export type Queue = { waiting: () => number; running: () => number }

/** What the operators of an installation can see of it, in the form Prometheus reads. */
export type Metrics = {
  /** @param route the pattern of the address, not the address: it names nobody and there are few */
  request: (seen: { method: string; route: string; status: number; seconds: number }) => void
  query: (seconds: number) => void
  slowQuery: () => void
  watchQueue: (name: string, queue: Queue) => void
  watchDataVersion: (version: () => number) => void
  /** @returns the figures as text, and its media type */
  read: () => Promise<{ text: string; type: string }>
}

/** Figures of one server; every server keeps its own. */
export function createMetrics(): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern, method and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [register],
  })
  const queries = new Histogram({
    name: 'store_query_duration_seconds',
    help: 'Time of the queries to the store',
    buckets: [0.0001, 0.001, 0.01, 0.1, 1, 10],
    registers: [register],
  })
  const slow = new Counter({
    name: 'store_slow_queries_total',
    help: 'Queries that took longer than the limit of the log',
    registers: [register],
  })
  const queues = new Map<string, Queue>()
  new Gauge({
    name: 'queue_jobs',
    help: 'Jobs that wait and jobs that are worked on, by queue',
    labelNames: ['queue', 'state'],
    registers: [register],
    collect() {
      for (const [queue, { waiting, running }] of queues) {
        this.set({ queue, state: 'waiting' }, waiting())
        this.set({ queue, state: 'running' }, running())
      }
    },
  })
  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    query: (seconds) => queries.observe(seconds),
    slowQuery: () => slow.inc(),
    watchQueue: (name, queue) => void queues.set(name, queue),
    watchDataVersion(version) {
      new Gauge({
        name: 'data_version',
        help: 'The data version that is answered from',
        registers: [register],
        collect() {
          this.set(version())
        },
      })
    },
    read: async () => ({ text: await register.metrics(), type: register.contentType }),
  }
}
