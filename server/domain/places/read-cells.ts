import type { TableRow, Table } from '../intake/table'
import type { NumberStyle } from '../intake/number'
import { numberStyle, readNumber } from '../intake/number'
import { fold } from '../names'
import type { LonLat } from '../geodesy'
import type { Bilingual } from '../measures'
import { isSwapped } from './checks'

/** Why a row is not taken: what is wrong and how to mend it. */
export class RowFault extends Error {
  constructor(readonly text: Bilingual) {
    super(text.en)
    this.name = 'RowFault'
  }
}

/** A table whose columns are known by what they hold. */
export type Headed<Field extends string> = {
  columns: ReadonlyMap<Field, number>
  /** Headings that mean nothing to us, as written. */
  unknown: readonly string[]
  rows: readonly TableRow[]
  style: NumberStyle
}

const headingRows = 20

/**
 * Finds the heading of a table: the first row that names at least two known columns.
 * @param names folded headings of each field
 * @returns null when there is none
 */
export function headedBy<Field extends string>(
  { rows }: Table,
  names: Readonly<Record<Field, readonly string[]>>,
): Headed<Field> | null {
  const fields = Object.entries(names) as [Field, readonly string[]][] // the keys of the record are its fields
  for (const [at, row] of rows.slice(0, headingRows).entries()) {
    const columns = new Map<Field, number>()
    const unknown: string[] = []
    for (const [column, { text }] of row.cells) {
      const key = fold(text)
      const field = fields.find(([one, headings]) => !columns.has(one) && headings.includes(key))?.[0]
      if (field === undefined) unknown.push(text)
      else columns.set(field, column)
    }
    if (columns.size < 2) continue
    const below = rows.slice(at + 1)
    const texts = below.flatMap(({ cells }) => [...cells.values()].map(({ text }) => text))
    return { columns, unknown, rows: below, style: numberStyle(texts) }
  }
  return null
}

/** Cells of one row by field; empty text where there is none. */
export function cellsOf<Field extends string>({ columns }: Headed<Field>, row: TableRow) {
  return (field: Field): string => row.cells.get(columns.get(field) ?? -1)?.text.trim() ?? ''
}

/** A whole number from 0 on; null for an empty cell or "not known". @throws RowFault */
export function countIn(text: string, style: NumberStyle, what: Bilingual): number | null {
  if (text === '') return null
  const read = readNumber(text, 'count', style)
  if (read.kind === 'absent' || read.kind === 'dash' || read.kind === 'none-or-unknown') return null
  if (read.kind === 'number' && Number.isInteger(read.value) && read.value >= 0) return read.value
  throw new RowFault({
    vi: `${what.vi}: «${text}» không phải số đếm. Hãy ghi số nguyên, để trống nếu chưa biết.`,
    en: `${what.en}: "${text}" is no count. Write a whole number, or nothing where it is not known.`,
  })
}

const yes = new Set(['co', 'yes', 'x', 'true', '1', 'da co', 'roi', 'dat'])
const no = new Set(['khong', 'no', 'false', '0', 'chua', 'chua co', 'khong co'])

/** Yes, no, or null for an empty cell or "not known". @throws RowFault */
export function answerIn(text: string, what: Bilingual): boolean | null {
  const words = fold(text)
  if (words === '' || ['khong ro', 'chua ro', 'unknown', 'kxd'].includes(words)) return null
  if (yes.has(words) || /^[✓✔☑]$/u.test(text)) return true
  if (no.has(words)) return false
  throw new RowFault({
    vi: `${what.vi}: «${text}» không rõ là có hay không. Hãy ghi «có», «không» hoặc để trống.`,
    en: `${what.en}: "${text}" is neither yes nor no. Write "yes", "no" or nothing.`,
  })
}

/** A day as ISO 8601, from 31/12/2024, 31-12-2024 or 2024-12-31; null for an empty cell. @throws RowFault */
export function dayIn(text: string, what: Bilingual): string | null {
  if (text === '') return null
  const [, d, m, y] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const iso = y === undefined ? text.slice(0, 10) : `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`
  const day = new Date(`${iso}T00:00:00Z`)
  // 31/02 would silently become 3 March
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso))
    return iso
  throw new RowFault({
    vi: `${what.vi}: «${text}» không phải ngày. Hãy ghi như 31/12/2024.`,
    en: `${what.en}: "${text}" is no day. Write it like 31/12/2024.`,
  })
}

/** A position, and whether latitude and longitude had to change places. Null when both cells are empty. @throws RowFault */
export function positionIn(lon: string, lat: string): { position: LonLat; isSwapped: boolean } | null {
  if (lon === '' && lat === '') return null
  const read = (text: string) => (/^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN)
  const written: LonLat = [read(lon), read(lat)]
  if (isSwapped(written)) return { position: [written[1], written[0]], isSwapped: true }
  const [x, y] = written
  if (x >= 102 && x <= 118 && y >= 7 && y <= 24) return { position: written, isSwapped: false }
  throw new RowFault({
    vi: `Vị trí «${lon}; ${lat}» không ở Việt Nam. Hãy ghi kinh độ và vĩ độ bằng độ thập phân, ví dụ 104.29 và 22.52.`,
    en: `The position "${lon}; ${lat}" is not in Vietnam. Write longitude and latitude as decimal degrees, such as 104.29 and 22.52.`,
  })
}
