import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Metrics } from '../observe/metrics'
import { directAddress } from './address'
import type { Refusal } from './problem'
import { problemJson, problemOf } from './problem'

/**
 * Figures for the operators, in the text form of Prometheus: for who brings the token, and where none is set, for
 * programs of the machine itself.
 */
export const metricsRoutes = (metrics: Metrics, token: string | null) =>
  new Hono().get('/metrics', async (c) => {
    const isForwarded = c.req.header('x-forwarded-for') !== undefined
    const isAllowed =
      token === null
        ? !isForwarded && isLoopback(directAddress(c))
        : isSame(c.req.header('authorization') ?? '', `Bearer ${token}`)
    if (!isAllowed) return c.json(problemOf(c, forOperators), forOperators.status, problemJson)
    const { text, type } = await metrics.read()
    return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' })
  })

/** An application that is asked without a network is asked by its own process. */
const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127\.[\d.]+|)$/.test(address)

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))

const forOperators: Refusal<403> = {
  kind: 'not-allowed',
  status: 403,
  detail: {
    vi: 'Chỉ dành cho người vận hành: hỏi từ chính máy chủ, hoặc gửi tiêu đề Authorization: Bearer với METRICS_TOKEN.',
    en: 'For operators only: ask from the machine itself, or send Authorization: Bearer with METRICS_TOKEN.',
  },
}
