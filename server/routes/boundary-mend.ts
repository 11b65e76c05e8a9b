import { parse } from 'csv-parse/sync'
import type { Unit } from '#domain/units'
import type { Mend } from '../store/boundary-candidates'
import type { Findings } from './boundary-schemas'
import { unreadableMend } from './boundary-refusals'
import type { Refusal } from './problem'

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** The table in which polygons are told to be communes: one line per feature, all of them, for a spreadsheet. */
export function mendTable(
  { matching }: Pick<Findings, 'matching'>,
  mend: Mend,
  communes: readonly Unit[],
): string {
  const name = new Map(communes.map((unit) => [unit.code, unit.name]))
  const listed = (codes: readonly string[]) =>
    codes.map((code) => `${code} ${name.get(code) ?? ''}`).join('; ')
  const lines = [
    ...matching.matched.map(({ place, value, code }) => ({ place, value, code, hint: name.get(code) ?? '' })),
    ...matching.doubtful.map(({ place, value, candidates }) => ({
      ...{ place, value, code: '' },
      hint: listed(candidates),
    })),
    ...matching.unmatched.map(({ place, value, near }) => ({ place, value, code: '', hint: listed(near) })),
    ...Object.entries(mend).flatMap(([place, code]) =>
      code === null ? [{ place: Number(place), value: '', code: '-', hint: '' }] : [],
    ),
  ].sort((a, b) => a.place - b.place)
  const rows = lines.map(({ place, value, code, hint }) => [String(place), quoted(value), code, quoted(hint)])
  const missing = matching.missing.map((code) => ['', '""', code, quoted(name.get(code) ?? '')])
  return `\uFEFFfeature,value,code,hint\r\n${[...rows, ...missing].map((row) => `${row.join(',')}\r\n`).join('')}`
}

/** What a table says; lines without a feature or without a code say nothing. */
export function mendIn(text: string): { mend: Record<string, string | null> } | { refusal: Refusal<422> } {
  let rows: Record<string, string>[]
  try {
    rows = parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((each) => each.trim().toLowerCase()),
      delimiter: [',', ';', '\t'],
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    })
  } catch {
    return { refusal: unreadableMend(1) }
  }
  const mend: Record<string, string | null> = {}
  for (const [i, row] of rows.entries()) {
    const { feature, code } = row
    if (feature === undefined || code === undefined) return { refusal: unreadableMend(i + 2) }
    if (feature === '' || code === '') continue
    // spreadsheets drop the zeros in front
    const isCode = /^\d{1,5}$/.test(code)
    if (!/^[1-9]\d{0,5}$/.test(feature) || !(isCode || code === '-')) {
      return { refusal: unreadableMend(i + 2) }
    }
    mend[feature] = isCode ? code.padStart(5, '0') : null
  }
  return { mend }
}
