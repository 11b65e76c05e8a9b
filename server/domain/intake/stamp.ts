import type { Period } from '../periods'
import type { Vintage } from '../units'
import { isVintage } from '../units'
import type { Column } from './reading'
import type { Table } from './table'

/** Name of the hidden sheet by which a template of the product is recognised. */
export const stampSheet = 'ban-do-tre-em'
const version = '1'

const held = ['code', 'name', 'district', 'measure', 'measure-id', 'figure', 'ignored'] as const
type Held = (typeof held)[number]

/** What a template says of itself: for whom and when it was made, and what its columns hold. */
export type Stamp = {
  vintage: Vintage
  period: Period
  sheet: string
  headerRow: number
  columns: { column: string; holds: Held; measure: string }[]
}

/** The rows of the hidden sheet. */
export const stampRows = ({ vintage, period, sheet, headerRow, columns }: Stamp): string[][] => [
  ['version', version],
  ['vintage', vintage],
  ['period', period],
  ['sheet', sheet],
  ['header-row', String(headerRow)],
  ...columns.map(({ column, holds, measure }) => ['column', column, holds, measure]),
]

/** Reads the hidden sheet; null where it is none of ours or was changed. */
export function stampIn(table: Table | null): Stamp | null {
  const rows = (table?.rows ?? []).map(({ cells }) => [1, 2, 3, 4].map((at) => cells.get(at)?.text ?? ''))
  const value = (key: string) => rows.find(([first]) => first === key)?.[1] ?? ''
  const vintage = value('vintage')
  const headerRow = Number(value('header-row'))
  if (value('version') !== version || !isVintage(vintage) || !(headerRow > 0)) return null
  const columns = rows.flatMap(([first, column = '', holds = '', measure = '']) => {
    const known = held.find((each) => each === holds)
    return first === 'column' && known ? [{ column, holds: known, measure }] : []
  })
  return { vintage, period: value('period'), sheet: value('sheet'), headerRow, columns }
}

/** Columns of a template, under the headings that stand there now. */
export const stampedColumns = ({ columns }: Stamp, headerOf: (column: string) => string): Column[] =>
  columns.map(({ column, holds, measure }) => ({
    column,
    header: headerOf(column),
    role: holds === 'measure' ? { kind: 'measure', measure } : { kind: holds },
  }))
