import { medianSorted } from 'simple-statistics'

/** A commune within its district: its value, and the children who live there. */
export type Dot = {
  code: string
  district: string
  value: number | null
  children: number | null
  isWithheld?: boolean
}

/** The communes of one district by value, and the middle one of them. */
export type SpreadRow = {
  district: string
  dots: (Dot & { value: number })[]
  /** Half of the communes that reported lie below it; each commune counts once, whatever its size. */
  median: number | null
  /** Communes that did not report, and those whose value is withheld. */
  missing: number
  withheld: number
}

/** Arranges communes by district, in the order of `districts`; within a district from the lowest to the highest. */
export const spreadOf = (dots: readonly Dot[], districts: readonly string[]): SpreadRow[] =>
  districts.map((district) => {
    const inside = dots.filter((dot) => dot.district === district)
    const known = inside
      .flatMap((dot) => (dot.value === null ? [] : [{ ...dot, value: dot.value }]))
      .sort((a, b) => a.value - b.value || (a.code < b.code ? -1 : 1))
    const withheld = inside.filter(({ value, isWithheld }) => value === null && isWithheld).length
    return {
      district,
      dots: known,
      median: known.length === 0 ? null : medianSorted(known.map(({ value }) => value)),
      missing: inside.length - known.length - withheld,
      withheld,
    }
  })

/**
 * Heights at which circles on one line do not overlap, nearest to the line first: swarm plot by greedy placement.
 * @param circles centres along the line and radii, in pixels
 * @returns one offset per circle, never beyond ± `reach`; circles that find no room lie on the edge
 */
export function swarm(circles: readonly { x: number; r: number }[], reach: number): number[] {
  const placed: { x: number; y: number; r: number }[] = []
  const step = 2
  for (const { x, r } of circles) {
    const near = placed.filter((other) => Math.abs(other.x - x) < other.r + r)
    const isFree = (y: number) =>
      near.every((other) => Math.hypot(other.x - x, other.y - y) >= other.r + r - 0.5)
    let y = 0
    for (let away = 0; away <= reach; away += step) {
      const found = [away, -away].find(isFree)
      y = found ?? (placed.length % 2 === 0 ? reach : -reach)
      if (found !== undefined) break
    }
    placed.push({ x, y, r })
  }
  return placed.map(({ y }) => y)
}
