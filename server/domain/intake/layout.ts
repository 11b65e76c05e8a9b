import { fold } from '../names'
import type { createHeadings } from './headings'
import type { Column, Mapping } from './reading'
import type { Table } from './table'
import { columnLetter, lookup } from './table'

/** Where the heading of a table stands, and what its columns hold. */
export type Heading = { top: number; bottom: number; columns: Column[] }

type Headings = ReturnType<typeof createHeadings>

/** Headings stand at the top; below a longer preface nobody looks. */
const lastHeadingRow = 60
const mostHeadingRows = 4

/** Fingerprint of a layout, from its headings in any order: the same table of the next half-year has the same one. */
export function layoutOf(headers: readonly string[]): string {
  const text = headers
    .map(fold)
    .filter((header) => header !== '')
    .sort()
    .join('|')
  // FNV-1a, twice with different starts: an address, not a secret
  return [0x811c9dc5, 0x01000193].map((start) => hashOf(text, start)).join('')
}

function hashOf(text: string, start: number): string {
  let hash = start
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The heading of a table: the rows that name a unit and most measures; of equals the shortest, then the first. */
export function headingOf(whole: Table, headings: Headings): Heading | null {
  const table = { ...whole, rows: whole.rows.filter(({ row }) => row <= lastHeadingRow + mostHeadingRows) }
  const { mergeAt } = lookup(table)
  const found = rowsNamingUnits(table, headings).flatMap(({ row, column }) => {
    const reach = mergeAt(row, column)?.bottom ?? row
    const tops = [0, 1, 2].map((above) => row - above).filter((top) => top >= 1)
    const bottoms = [0, 1, 2].map((below) => reach + below)
    return tops.flatMap((top) =>
      bottoms
        .filter((bottom) => bottom - top < mostHeadingRows)
        .map((bottom) => ({ top, bottom, columns: columnsOf(table, top, bottom, headings) })),
    )
  })
  const worth = ({ columns }: Heading) =>
    columns.filter(({ role }) => role.kind === 'measure').length +
    (columns.some(({ role }) => role.kind === 'code' || role.kind === 'name') ? 1 : 0)
  return (
    found.sort(
      (a, b) => worth(b) - worth(a) || a.bottom - a.top - (b.bottom - b.top) || a.bottom - b.bottom,
    )[0] ?? null
  )
}

function rowsNamingUnits(table: Table, headings: Headings): { row: number; column: number }[] {
  return table.rows
    .filter(({ row }) => row <= lastHeadingRow)
    .flatMap(({ row, cells }) => {
      const naming = [...cells].find(([, { text }]) => {
        const { kind } = headings.roleOf([text])
        return kind === 'code' || kind === 'name'
      })
      return naming ? [{ row, column: naming[0] }] : []
    })
}

/** Columns with any heading in the given rows; lines of a heading are joined by a dash, equal ones once. */
export function columnsOf(table: Table, top: number, bottom: number, headings: Headings): Column[] {
  const { textAt } = lookup(table)
  const headed = table.rows.filter(({ row }) => top <= row && row <= bottom)
  const width = Math.max(
    ...[0, ...headed.flatMap(({ cells }) => [...cells.keys()])],
    ...table.merges.filter((merge) => merge.top <= bottom && merge.bottom >= top).map(({ right }) => right),
  )
  return Array.from({ length: width }, (_, i) => i + 1).flatMap((column) => {
    const parts: string[] = []
    for (let row = top; row <= bottom; row++) {
      const text = textAt(row, column).replace(/\s+/g, ' ')
      if (text !== '' && text !== parts.at(-1)) parts.push(text)
    }
    if (parts.length === 0) return []
    return [{ column: columnLetter(column), header: parts.join(' – '), role: headings.roleOf(parts) }]
  })
}

/** Columns as a mapping says: what it does not name is left out. */
export const mappedColumns = (columns: readonly Column[], mapping: Mapping): Column[] =>
  columns.map((column) => {
    const { header } = column
    if (header === mapping.code) return { ...column, role: { kind: 'code' } }
    if (header === mapping.name) return { ...column, role: { kind: 'name' } }
    if (header === mapping.district) return { ...column, role: { kind: 'district' } }
    if (header === mapping.measureId) return { ...column, role: { kind: 'measure-id' } }
    if (header === mapping.figure) return { ...column, role: { kind: 'figure' } }
    const measure = mapping.columns[header]
    return { ...column, role: measure == null ? { kind: 'ignored' } : { kind: 'measure', measure } }
  })

/** How a heading is read, as a mapping that can be remembered and changed. */
export function mappingOf(sheet: string, { top, bottom, columns }: Heading): Mapping {
  const headerOf = (kind: 'code' | 'name' | 'district' | 'measure-id' | 'figure') =>
    columns.find(({ role }) => role.kind === kind)?.header ?? null
  return {
    sheet,
    headerRow: bottom,
    headerRows: bottom - top + 1,
    code: headerOf('code'),
    name: headerOf('name'),
    district: headerOf('district'),
    measureId: headerOf('measure-id'),
    figure: headerOf('figure'),
    columns: Object.fromEntries(
      columns.flatMap(({ header, role }): [string, string | null][] => {
        if (role.kind === 'measure') return [[header, role.measure]]
        return role.kind === 'unknown' ? [[header, null]] : []
      }),
    ),
  }
}
