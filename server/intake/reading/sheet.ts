import type { Merge, Table, TableCell, TableRow } from '#domain/intake/table'
import { columnNumber } from '#domain/intake/table'
import { limits } from './limits'
import { refusal } from './refusal'
import type { NumberShape } from './styles'
import { clipped, readXml } from './xml'

/** Counts rows and cells over all sheets of a file. */
export function createCounter() {
  let cells = 0
  return {
    /** @throws Refusal */
    addRow: (rowsOfSheet: number, cellsOfRow: number) => {
      cells += cellsOfRow
      if (rowsOfSheet > limits.rows) throw refusal('too-many-rows')
      if (cells > limits.cells) throw refusal('too-many-cells')
    },
  }
}

type Workbook = {
  strings: readonly string[]
  styles: readonly NumberShape[]
  counter: ReturnType<typeof createCounter>
}

type Started = {
  column: number
  type: string
  style: number
  value: string
  inline: string
  hasFormula: boolean
}

/** Cells of a sheet that hold anything. Rows and cells that only have a format leave nothing behind. @throws Refusal */
export async function readSheet(
  pieces: AsyncIterable<Buffer>,
  sheet: string,
  workbook: Workbook,
): Promise<Table> {
  const rows: TableRow[] = []
  const merges: Merge[] = []
  let row = 0
  let column = 0
  let isHidden = false
  let cells = new Map<number, TableCell>()
  let cell: Started | null = null
  let taken: 'value' | 'inline' | null = null

  await readXml(pieces, {
    shorten: withoutEmpty,
    open: (name, attributes) => {
      if (name === 'row') {
        row = numberIn(attributes['r']) ?? row + 1
        column = 0
        isHidden = attributes['hidden'] === '1' || attributes['hidden'] === 'true'
        cells = new Map()
      } else if (name === 'c') {
        column = columnIn(attributes['r']) ?? column + 1
        cell = {
          ...{ column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0) },
          ...{ value: '', inline: '', hasFormula: false },
        }
      } else if (name === 'v') taken = 'value'
      else if (name === 't') taken = 'inline'
      else if (name === 'f' && cell) cell.hasFormula = true
      else if (name === 'mergeCell') {
        const merge = mergeIn(attributes['ref'] ?? '')
        if (merge && merges.length < limits.merges) merges.push(merge)
      }
    },
    text: (text) => {
      if (cell && taken) cell[taken] += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') taken = null
      else if (name === 'c' && cell) {
        const found = cellOf(cell, workbook)
        if (found) cells.set(cell.column, found)
        cell = null
      } else if (name === 'row' && cells.size > 0) {
        rows.push({ row, isHidden, cells })
        workbook.counter.addRow(rows.length, cells.size)
      }
    },
  })
  return { sheet, rows: rows.sort((a, b) => a.row - b.row), merges }
}

/** Cells that have a format only, as every program writes them, and rows of them: sheets have up to a million. */
const emptyCell = /<c r="[A-Z]+\d+"(?: s="\d+")?\s?\/>/g
const emptyRow = /<row r="\d+"[^<>]*(?:\/>|>\s*<\/row>)/g

/** Reading what is empty tag by tag would take longer than all the rest. */
const withoutEmpty = (xml: string): string => xml.replace(emptyCell, '').replace(emptyRow, '')

function cellOf(cell: Started, { strings, styles }: Workbook): TableCell | null {
  const { type, value, inline, hasFormula } = cell
  if (hasFormula && value === '' && inline === '') return { kind: 'uncomputed', text: '=' }
  const text = type === 's' ? (strings[Number(value)] ?? '') : type === 'inlineStr' ? inline : value
  if (text.trim() === '') return null
  if (type === 'e') return { kind: 'error', text }
  if (type === 'b') return { kind: 'boolean', text: value === '1' ? 'TRUE' : 'FALSE' }
  if (type === 'd') return { kind: 'date', text }
  if (type !== 'n') return { kind: 'text', text: clipped(text).normalize('NFC') }
  const number = Number(value)
  if (!Number.isFinite(number)) return { kind: 'text', text: clipped(text) }
  const shape = styles[cell.style] ?? 'number'
  // hair left over from binary sums, which Excel does not show either
  const shown = Number(number.toPrecision(15))
  if (shape === 'percent') return { kind: 'percent', text: `${Number((shown * 100).toPrecision(12))}%` }
  return { kind: shape, text: String(shown) }
}

const numberIn = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : null

const columnIn = (reference: string | undefined): number | null => {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  return letters === undefined ? null : columnNumber(letters)
}

function mergeIn(reference: string): Merge | null {
  const [, left, top, right, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? []
  if (left === undefined || right === undefined) return null
  return { top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) }
}
