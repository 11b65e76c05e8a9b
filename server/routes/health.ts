import { Hono } from 'hono'
import type { Published } from '../published'

/** For load balancers and monitoring: the process runs; it has data to answer with. */
export const healthRoutes = (published: () => Published) =>
  new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', (c) => c.json({ status: 'ready', dataVersion: published().dataset.version }))
