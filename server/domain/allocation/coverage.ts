import type { Counts, Terms } from './terms'
import { reachedBy } from './terms'

/** Children concerned and provided for, and things lacking, before and after, for one kind in one area. */
export type CoverageRow = {
  /** Code of the commune or district; empty for the whole area of the question. */
  code: string
  intervention: string
  children: number
  before: number
  after: number
  lackingBefore: number
  lackingAfter: number
}

/** How far apart the districts are in one kind: the lowest and the highest coverage, as shares. */
export type Spread = {
  intervention: string
  before: { lowest: number; highest: number }
  after: { lowest: number; highest: number }
}

/** Coverage by area and kind, before and after a plan, in the order of codes. */
export function coverageBy(
  terms: readonly Terms[],
  counts: Counts,
  areaOf: (terms: Terms) => string,
): CoverageRow[] {
  const rows = new Map<string, CoverageRow>()
  for (const [i, one] of terms.entries()) {
    const { need } = one
    const code = areaOf(one)
    const count = counts[i] ?? 0
    const id = `${code}/${need.intervention}`
    const sum = rows.get(id)
    rows.set(id, {
      code,
      intervention: need.intervention,
      children: (sum?.children ?? 0) + need.children,
      before: (sum?.before ?? 0) + need.provided,
      after: (sum?.after ?? 0) + need.provided + reachedBy(one, count),
      lackingBefore: (sum?.lackingBefore ?? 0) + need.count,
      lackingAfter: (sum?.lackingAfter ?? 0) + need.count - count,
    })
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

/** Lowest and highest coverage of the districts that have children concerned, for each kind. */
export function spreadsOf(districts: readonly CoverageRow[]): Spread[] {
  const kinds = [...new Set(districts.map(({ intervention }) => intervention))]
  return kinds.flatMap((intervention) => {
    const own = districts.filter((row) => row.intervention === intervention && row.children > 0)
    if (own.length === 0) return []
    const range = (of: (row: CoverageRow) => number) => {
      const shares = own.map((row) => of(row) / row.children)
      return { lowest: Math.min(...shares), highest: Math.max(...shares) }
    }
    return [{ intervention, before: range((row) => row.before), after: range((row) => row.after) }]
  })
}
