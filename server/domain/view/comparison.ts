import { rankings } from '../equity/ranking'
import type { SortKey } from '../compare-order'
import { sortKeys } from '../compare-order'

export const tabs = ['table', 'spread', 'change', 'pair', 'maps', 'equity', 'chance', 'plan'] as const
/** The parts of the page that compares. */
export type Tab = (typeof tabs)[number]

/** How the table is sorted: by name, or by a figure of one indicator. */
export type Sorting =
  { column: string; key: SortKey; isDescending: boolean } | { column: 'name'; isDescending: boolean }

/** What is compared and how it is shown, beyond what the map shows too. */
export type Comparison = {
  tab: Tab
  /** Columns of the table as `indicator` or `indicator@target`. */
  columns: readonly string[]
  /** Since when changes are told; null is a year before. */
  base: string | null
  /** Null is by the gap of the indicator in focus. */
  sorting: Sorting | null
  /** Codes of rows kept on top. */
  pinned: readonly string[]
  /** Codes of the units drawn as lines; empty for those furthest from the target. */
  lines: readonly string[]
  /** Second indicator beside the one in focus. */
  second: string
  /** Id of what orders communes by disadvantage. */
  rank: string
  /** The two units whose difference is judged. */
  versus: readonly string[]
  /** What the small maps show: the columns in one period, or one indicator over the periods. */
  several: 'indicators' | 'periods'
  scale: 'own' | 'shared'
}

export const mostColumns = 12
export const mostLines = 8

export const startingComparison: Comparison = {
  tab: 'table',
  columns: ['play-areas-villages', 'preschool-3-5', 'preschool-0-2', 'stunting', 'health-insurance-under-6'],
  base: null,
  sorting: null,
  pinned: [],
  lines: [],
  second: 'preschool-3-5',
  rank: 'poor-households',
  versus: [],
  several: 'indicators',
  scale: 'own',
}

const column = /^[a-z0-9-]+(@[a-z0-9-]+)?$/
const code = /^\d{2,5}$/

const list = (text: string | null, item: RegExp, most: number): string[] =>
  [...new Set(text?.split(',').filter((entry) => item.test(entry)) ?? [])].slice(0, most)

const oneOf = <T extends string>(known: readonly T[], asked: string | null): T | null =>
  known.find((value) => value === asked) ?? null

/** Reads the part of an address that is about comparing; what it does not say, or says wrongly, is as at the start. */
export function parseComparison(asked: URLSearchParams): Comparison {
  const columns = list(asked.get('columns'), column, mostColumns)
  const second = asked.get('second') ?? ''
  return {
    tab: oneOf(tabs, asked.get('tab')) ?? startingComparison.tab,
    columns: columns.length > 0 ? columns : startingComparison.columns,
    base: asked.get('base'),
    sorting: parseSorting(asked.get('sort')),
    pinned: list(asked.get('pinned'), code, 40),
    lines: list(asked.get('lines'), code, mostLines),
    second: column.test(second) ? second : startingComparison.second,
    rank:
      oneOf(
        rankings.map(({ id }) => id),
        asked.get('rank'),
      ) ?? startingComparison.rank,
    versus: list(asked.get('versus'), code, 2),
    several: oneOf(['indicators', 'periods'], asked.get('several')) ?? startingComparison.several,
    scale: oneOf(['own', 'shared'], asked.get('scale')) ?? startingComparison.scale,
  }
}

/** `preschool-3-5.gap.down`, `name.up`. */
function parseSorting(text: string | null): Sorting | null {
  const [name = '', second = '', third = ''] = text?.split('.') ?? []
  if (name === 'name') return { column: 'name', isDescending: second === 'down' }
  const key = oneOf(sortKeys, second)
  return key === null || !column.test(name) ? null : { column: name, key, isDescending: third !== 'up' }
}

function sortingText(sorting: Sorting): string {
  const way = sorting.isDescending ? 'down' : 'up'
  return 'key' in sorting ? `${sorting.column}.${sorting.key}.${way}` : `name.${way}`
}

/** Adds to an address what differs from the start. */
export function writeComparison(search: URLSearchParams, comparison: Comparison): void {
  const texts: Record<string, string> = {
    tab: comparison.tab,
    columns: comparison.columns.join(','),
    base: comparison.base ?? '',
    sort: comparison.sorting ? sortingText(comparison.sorting) : '',
    pinned: comparison.pinned.join(','),
    lines: comparison.lines.join(','),
    second: comparison.second,
    rank: comparison.rank,
    versus: comparison.versus.join(','),
    several: comparison.several,
    scale: comparison.scale,
  }
  const start: Record<string, string> = {
    tab: startingComparison.tab,
    columns: startingComparison.columns.join(','),
    second: startingComparison.second,
    rank: startingComparison.rank,
    several: startingComparison.several,
    scale: startingComparison.scale,
  }
  for (const [key, text] of Object.entries(texts)) {
    if (text !== (start[key] ?? '')) search.set(key, text)
  }
}
