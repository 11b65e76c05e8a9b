import { Hono } from 'hono'
import type { Metrics } from '../observe/metrics'

/** Figures for the operators, in the text form of Prometheus. */
export const metricsRoutes = (metrics: Metrics) =>
  new Hono().get('/metrics', async (c) => {
    const { text, type } = await metrics.read()
    return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' })
  })
