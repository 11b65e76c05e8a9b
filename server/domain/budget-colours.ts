import type { Plan } from './allocation/answer'
import type { CoverageRow } from './allocation/coverage'
import { coloursOf } from './palette'
import type { Explanation } from './priority/rank'

/** A class of the map: its colour and how many communes are in it. */
export type MapClass = {
  colour: string | null
  /** Ends of the class in what it counts; `to` null has no upper end. */
  from: number
  to: number | null
  count: number
}

/** Colours of communes by code, null where nothing is known, and what they mean. */
export type BudgetColours = { colours: ReadonlyMap<string, string | null>; classes: readonly MapClass[] }

/** Of communes for which nothing is built. */
export const calm = '#eef2f4'

/** Colours communes by a number: classes are those between ascending `starts`. */
export function coloursBy(
  codes: readonly string[],
  valueOf: (code: string) => number | null,
  starts: readonly number[],
  colours: readonly string[],
): BudgetColours {
  const classOf = (value: number) => starts.findLastIndex((start) => value >= start)
  const counts = starts.map(() => 0)
  let unknown = 0
  const painted = new Map(
    codes.map((code): [string, string | null] => {
      const value = valueOf(code)
      if (value === null) {
        unknown += 1
        return [code, null]
      }
      const at = classOf(value)
      counts[at] = (counts[at] ?? 0) + 1
      return [code, colours[at] ?? calm]
    }),
  )
  const classes = starts.map((from, at): MapClass => ({
    colour: colours[at] ?? calm,
    from,
    to: starts[at + 1] ?? null,
    count: counts[at] ?? 0,
  }))
  return {
    colours: painted,
    classes: unknown === 0 ? classes : [...classes, { colour: null, from: 0, to: null, count: unknown }],
  }
}

/** By place in the ranking: the first ten strongest. */
export function rankColours(ranking: readonly Pick<Explanation, 'code' | 'place'>[]): BudgetColours {
  const places = new Map(ranking.map(({ code, place }) => [code, place]))
  return coloursBy(
    [...places.keys()],
    (code) => places.get(code) ?? null,
    [1, 11, 26, 51],
    coloursOf('quantile', 'up', 4),
  )
}

/** By how many things a plan builds. */
export function builtColours(codes: readonly string[], { funded }: Pick<Plan, 'funded'>): BudgetColours {
  const counts = new Map<string, number>()
  for (const { code, count } of funded) counts.set(code, (counts.get(code) ?? 0) + count)
  return coloursBy(
    codes,
    (code) => counts.get(code) ?? 0,
    [0, 1, 3, 6, 11],
    [calm, ...coloursOf('quantile', 'none', 5).slice(1)],
  )
}

/** By the share of children reached in one kind, before or after a plan. */
export function coverageColours(
  codes: readonly string[],
  rows: readonly CoverageRow[],
  kind: string,
  when: 'before' | 'after',
): BudgetColours {
  const byCode = new Map(
    rows.filter(({ intervention }) => intervention === kind).map((row) => [row.code, row]),
  )
  return coloursBy(
    codes,
    (code) => {
      const row = byCode.get(code)
      if (!row) return null
      return row.children === 0 ? 100 : (100 * row[when]) / row.children
    },
    [0, 25, 50, 75, 100],
    coloursOf('target', 'up', 5),
  )
}
