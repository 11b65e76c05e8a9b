import type { Measure } from '../measures'
import type { Unit } from '../units'
import { fold } from '../names'
import type { Match, Written } from './match'
import { createMatcher, hasMarks } from './match'
import { numberStyle, readNumber } from './number'
import type { NumberStyle } from './number'
import type {
  Answers,
  CellAddress,
  Column,
  Doubt,
  Entry,
  Finding,
  ReadingReference,
  ReportFile,
} from './reading'
import { cellFindings, fileFindings, findingFor, rowFindings } from './reading-findings'
import type { Table, TableCell, TableRow } from './table'
import { columnNumber, lookup } from './table'

export type TableReading = {
  entries: Entry[]
  findings: Finding[]
  doubts: Doubt[]
  rows: { inFile: number; matched: number; rejected: number }
  /** Whether reading stopped, because the table is evidently not one of communes. */
  isHopeless: boolean
}

/** Names that may be unknown at most: more than there are communes. */
const mostUnknown = 300

type Asked = Pick<ReportFile, 'vintage' | 'period' | 'area' | 'answers'>

/**
 * Figures of a table whose columns are known.
 * @param bottom the last row of the heading
 */
export function readTable(
  table: Table,
  bottom: number,
  columns: readonly Column[],
  asked: Asked,
  reference: ReadingReference,
): TableReading {
  const reading: TableReading = {
    ...{ entries: [], findings: [], doubts: [] },
    rows: { inFile: 0, matched: 0, rejected: 0 },
    isHopeless: false,
  }
  const { textAt, mergeAt } = lookup(table)
  const across = figureColumns(table, bottom, columns, reference, reading)
  const columnOf = (kind: 'code' | 'name' | 'district'): number | null => {
    const found = columns.find(({ role }) => role.kind === kind)
    return found ? columnNumber(found.column) : null
  }
  const at = { code: columnOf('code'), name: columnOf('name'), district: columnOf('district') }
  const rows = table.rows.filter(({ row, cells }) => row > bottom && !isNumbering(row, bottom, cells))
  const cellText = (row: number, column: number | null): string | null =>
    column === null ? null : textAt(row, column) || null
  const isBare = !rows.some(({ row }) => hasMarks(cellText(row, at.name) ?? ''))
  const match = createMatcher({ ...asked, ...reference, isBare })
  const unitOf = new Map(
    reference.units.filter(({ vintage }) => vintage === asked.vintage).map((unit) => [unit.code, unit]),
  )
  const doubts = new Map<string, Doubt>()
  const unknown = new Set<string>()
  /** The district whose name stood in a row of its own above. */
  let above: Unit | null = null

  const figuresIn = perRow(table, bottom, columns, reference)

  for (const row of rows) {
    reading.rows.inFile++
    const figures = figuresIn === null ? across : figuresIn(row)
    const written: Written = {
      code: cellText(row.row, at.code),
      name: cellText(row.row, at.name),
      district: cellText(row.row, at.district),
    }
    const address: CellAddress = { sheet: table.sheet, row: row.row, column: null }
    const found = answered(written, match, asked.answers ?? {}, { above, unitOf })
    if (found !== 'left-out' && found?.kind === 'sure' && !(figuresIn !== null && figures.length === 0)) {
      reading.rows.matched++
      const { unit, hasLostZeros } = found
      if (hasLostZeros) reading.findings.push(rowFindings.lostZeros(address, unit, written.code ?? ''))
      for (const column of figures)
        readFigure(row, column, unit, { table, asked, reference, mergeAt }, reading)
      continue
    }
    reading.rows.rejected++
    if (found !== null && found !== 'left-out' && found.kind === 'doubt')
      unknown.add(doubtKey(written, above))
    if (unknown.size > mostUnknown) return { ...reading, isHopeless: true }
    const hasFigures = figures.some(({ column }) => (row.cells.get(column)?.text.trim() ?? '') !== '')
    const names = [written.code, written.name].filter((text) => text !== null).join(' ')
    if (found === 'left-out') reading.findings.push(rowFindings.leftOut(address, names))
    else if (isTotal(row)) reading.findings.push(rowFindings.total(address))
    else if (found === null || found.kind === 'sure') {
      reading.findings.push(hasFigures ? rowFindings.noUnit(address) : rowFindings.text(address, textOf(row)))
    } else if (found.kind === 'wider') {
      above = found.unit
      reading.findings.push(rowFindings.wider(address, found.unit))
    } else if (found.kind === 'outside') {
      reading.findings.push(rowFindings.outside(address, found.unit))
    } else if (!hasFigures && found.candidates.length === 0) {
      reading.findings.push(rowFindings.text(address, textOf(row)))
    } else {
      const candidates = found.candidates.flatMap(({ code }) => unitOf.get(code) ?? [])
      reading.findings.push(rowFindings.doubtful(address, names, candidates))
      const key = doubtKey(written, above)
      const known = doubts.get(key)
      if (known) known.rows.push(row.row)
      else {
        doubts.set(key, {
          ...{ key, at: address, rows: [row.row], written: names, candidates: found.candidates },
        })
      }
    }
  }
  reading.doubts.push(...doubts.values())
  return reading
}

type FigureColumn = { column: number; letter: string; measure: Measure; style: NumberStyle }

function figureColumns(
  table: Table,
  bottom: number,
  columns: readonly Column[],
  { measures }: ReadingReference,
  { findings }: TableReading,
): FigureColumn[] {
  const byId = new Map(measures.map((measure) => [measure.id, measure]))
  const taken = new Set<string>()
  return columns.flatMap(({ column: letter, header, role }) => {
    const measure = role.kind === 'measure' ? byId.get(role.measure) : undefined
    if (!measure) return []
    if (taken.has(measure.id)) {
      const at = { sheet: table.sheet, row: bottom, column: letter }
      findings.push(fileFindings.repeatedColumn(at, measure, header))
      return []
    }
    taken.add(measure.id)
    const column = columnNumber(letter)
    return [{ column, letter, measure, style: numberStyle(textsBelow(table, bottom, column)) }]
  })
}

/** Of a table with a row per figure: the figure of a row, or none where it names no measure. Null for other tables. */
function perRow(
  table: Table,
  bottom: number,
  columns: readonly Column[],
  { measures }: ReadingReference,
): ((row: TableRow) => FigureColumn[]) | null {
  const columnOf = (kind: 'measure-id' | 'figure') => columns.find(({ role }) => role.kind === kind)?.column
  const [id, letter] = [columnOf('measure-id'), columnOf('figure')]
  if (id === undefined || letter === undefined) return null
  const column = columnNumber(letter)
  const style = numberStyle(textsBelow(table, bottom, column))
  return ({ cells }) => {
    const measure = measures.find((each) => each.id === cells.get(columnNumber(id))?.text.trim())
    return measure ? [{ column, letter, measure, style }] : []
  }
}

const textsBelow = ({ rows }: Table, bottom: number, column: number): string[] =>
  rows.flatMap(({ row, cells }) => {
    const cell = cells.get(column)
    return row > bottom && cell?.kind === 'text' ? [cell.text] : []
  })

/** A row of column numbers right below the heading: (1) (2) (3), or A B 1 2. */
function isNumbering(row: number, bottom: number, cells: ReadonlyMap<number, TableCell>): boolean {
  if (row !== bottom + 1 || cells.size < 3) return false
  const texts = [...cells.values()].map(({ text }) => text.replace(/[()\s]/g, ''))
  const numbers = texts.filter((text) => /^\d{1,2}$/.test(text)).map(Number)
  return (
    texts.every((text) => /^(\d{1,2}|[A-Z])$/.test(text)) &&
    numbers.length >= 2 &&
    numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1)
  )
}

const isTotal = ({ cells }: TableRow): boolean =>
  [...cells.values()].some(
    ({ kind, text }) => kind === 'text' && /^(tong( cong| so)?|cong|total|sum)$/.test(fold(text)),
  )

const textOf = ({ cells }: TableRow): string =>
  [...cells.values()]
    .map(({ text }) => text.trim())
    .join(' ')
    .slice(0, 80)

const doubtKey = ({ code, name, district }: Written, above: Unit | null): string =>
  [code, name, district ?? above?.code ?? null].map((text) => text?.trim() ?? '').join('|')

type Known = { above: Unit | null; unitOf: ReadonlyMap<string, Unit> }

/** The match of a row, or what was answered where it is doubtful; null where the row names no unit. */
function answered(
  written: Written,
  match: (written: Written) => Match,
  answers: Answers,
  { above, unitOf }: Known,
): Match | 'left-out' | null {
  if (written.code === null && written.name === null) return null
  const found = match(written)
  if (found.kind !== 'doubt') return found
  const inContext =
    above !== null && written.district === null ? match({ ...written, district: above.name }) : found
  if (inContext.kind !== 'doubt') return inContext
  const answer = answers[doubtKey(written, above)]
  if (answer === undefined) return found
  if (answer === null) return 'left-out'
  return unitOf.has(answer) ? match({ code: answer, name: null, district: null }) : found
}

type Context = {
  table: Table
  asked: Asked
  reference: ReadingReference
  mergeAt: ReturnType<typeof lookup>['mergeAt']
}

function readFigure(
  { row, cells }: TableRow,
  { column, letter, measure, style }: FigureColumn,
  unit: Unit,
  { table, asked, reference, mergeAt }: Context,
  reading: TableReading,
): void {
  const cell = cells.get(column)
  const at = { sheet: table.sheet, row, column: letter }
  const merge = mergeAt(row, column)
  if (!cell || cell.text.trim() === '') return
  const place = { at, unit, measure, written: cell.text.trim() }
  if (merge && merge.bottom > merge.top) {
    reading.findings.push(cellFindings.merged(place))
    return
  }
  const put = (value: number | null) =>
    reading.entries.push({
      unit: { vintage: unit.vintage, code: unit.code },
      ...{ measure: measure.id, period: asked.period, value, at, written: place.written },
    })
  if (cell.kind === 'number') put(Number(cell.text))
  else if (cell.kind === 'boolean' && measure.kind === 'flag') put(cell.text === 'TRUE' ? 1 : 0)
  else if (cell.kind !== 'text') reading.findings.push(cellFindings[cell.kind](place))
  else {
    const read = readNumber(cell.text, measure.kind, style, {
      unit: [measure.unit.vi, measure.unit.en],
      classes: (reference.classes[measure.id] ?? []).map(({ value, name }) => ({
        value,
        names: [name.vi, name.en],
      })),
    })
    const finding = findingFor(read, place)
    if (finding) reading.findings.push(finding)
    if (read.kind === 'number') put(read.value)
    if (read.kind === 'absent' || read.kind === 'dash') put(null)
  }
}
