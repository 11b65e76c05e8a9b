import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressOf } from './address'
import { headersOf, problemOf } from './problem'

/** Work that costs the server much, and how often a reader may ask for it in a minute. */
export const perMinute = { drawing: 120, solving: 120, uploading: 60, saving: 60 } as const

export type LimitedWork = keyof typeof perMinute

export type LimitOptions = {
  /** Proxies in front of the server whose word on the reader's address is taken; 0 takes none. */
  trustedProxies: number
}

/**
 * Bounds one kind of work for each reader, by network address. Answers that are ready cost nothing and do not count, so
 * this stands behind `stored`.
 */
export function limited(work: LimitedWork, { trustedProxies }: LimitOptions): MiddlewareHandler {
  const limiter = new RateLimiterMemory({ points: perMinute[work], duration: 60 })
  return async (c, next) => {
    try {
      await limiter.consume(addressOf(c, trustedProxies))
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      return tooOften(c, work, Math.max(1, Math.ceil((refusal.msBeforeNext ?? 0) / 1000)))
    }
    return next()
  }
}

function tooOften(c: Context, work: LimitedWork, retryAfter: number) {
  const refusal = {
    kind: 'too-often',
    status: 429,
    detail: {
      vi: `Quá ${perMinute[work]} yêu cầu nặng trong một phút từ địa chỉ mạng này. Hãy thử lại sau ${retryAfter} giây.`,
      en: `More than ${perMinute[work]} heavy requests in a minute from this network address. Try again in ${retryAfter} seconds.`,
    },
    retryAfter,
  } as const
  return c.json(problemOf(c, refusal), 429, headersOf(refusal))
}
