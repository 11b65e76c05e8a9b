/** So many deeds in a stretch of time, for everyone together. */
export type Allowance = {
  /** Takes one; null if it was granted, else the seconds until the next one is. */
  take: () => number | null
}

/** A bucket that fills evenly. @param now milliseconds, of any clock that never goes back */
export function createAllowance(
  { most, perSeconds }: { most: number; perSeconds: number },
  now: () => number = () => performance.now(),
): Allowance {
  const each = (perSeconds * 1000) / most
  let level = most
  let filled = now()
  return {
    take() {
      const at = now()
      level = Math.min(most, level + (at - filled) / each)
      filled = at
      if (level < 1) return Math.ceil(((1 - level) * each) / 1000)
      level -= 1
      return null
    },
  }
}
