import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** So many attempts in a stretch of time, for each key by itself. */
export type Limit = { most: number; perSeconds: number }

/** Counts attempts by key: `take` gives null, or the seconds to wait; `forget` starts afresh. */
export function createAttempts({ most, perSeconds }: Limit) {
  const limiter = new RateLimiterMemory({ points: most, duration: perSeconds })
  return {
    async take(key: string): Promise<number | null> {
      try {
        await limiter.consume(key)
        return null
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      }
    },
    forget: (key: string) => limiter.delete(key),
  }
}
