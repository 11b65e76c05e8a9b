import { formatFor } from '#domain/format'
import { createHeadings } from '#domain/intake/headings'
import type { Heading } from '#domain/intake/layout'
import { columnsOf, headingOf, layoutOf, mappedColumns, mappingOf } from '#domain/intake/layout'
import type { Column, Finding, Mapping, Reading, ReadingReference, ReportFile } from '#domain/intake/reading'
import { fileFindings } from '#domain/intake/reading-findings'
import { readTable } from '#domain/intake/read-table'
import { readVillageSheet } from '#domain/intake/village-sheet'
import type { Stamp } from '#domain/intake/stamp'
import { stampIn, stampSheet, stampedColumns } from '#domain/intake/stamp'
import type { Table } from '#domain/intake/table'
import { columnLetter, columnNumber, lookup } from '#domain/intake/table'
import { legacyReading } from './legacy-text'
import { limits } from './limits'
import { Refusal, refusal } from './refusal'
import { sniff } from './sniff'
import { readTextTable } from './text-table'
import type { FileTables } from './workbook'
import { readWorkbook } from './workbook'

/** Reads a report in this thread. It may take long and much memory: see `createReader`. */
export async function readReport(
  file: ReportFile,
  reference: ReadingReference,
  unpackingMilliseconds = limits.unpackingMilliseconds,
): Promise<Reading> {
  try {
    return readTables(await tablesOf(file, unpackingMilliseconds), file, reference)
  } catch (cause) {
    if (cause instanceof Refusal) return { kind: 'refused', reason: cause.reason, text: cause.text }
    throw cause
  }
}

/** The cells of a file of any kind that can be read, in Unicode. @throws Refusal */
export async function tablesOf(
  { bytes, fileName }: Pick<ReportFile, 'bytes' | 'fileName'>,
  unpackingMilliseconds = limits.unpackingMilliseconds,
): Promise<FileTables> {
  const found =
    sniff(bytes) === 'zip'
      ? await readWorkbook(bytes, stampSheet, unpackingMilliseconds)
      : readTextTable(bytes, fileName)
  const { encoding, convert } = legacyReading(textsOf(found.tables))
  if (encoding === null) return found
  const tables = found.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: new Map([...row.cells].map(([at, cell]) => [at, { ...cell, text: convert(cell.text) }])),
    })),
  }))
  return { ...found, tables, encoding }
}

function* textsOf(tables: readonly Table[]): Iterable<string> {
  for (const { rows } of tables) {
    for (const { cells } of rows) for (const { kind, text } of cells.values()) if (kind === 'text') yield text
  }
}

type Chosen = { table: Table; heading: Heading; columns: Column[]; isTemplate: boolean }

function readTables(found: FileTables, file: ReportFile, reference: ReadingReference): Reading {
  const { tables, hiddenSheets } = found
  if (tables.length === 0) throw refusal('no-table')
  const chosen = choose(found, file, reference)
  const { table, heading, columns, isTemplate } = chosen
  const layout = layoutOf(heading.columns.map(({ header }) => header))
  const hasUnits = columns.some(({ role }) => role.kind === 'code' || role.kind === 'name')
  if (!hasUnits || !columns.some(({ role }) => role.kind === 'measure' || role.kind === 'figure')) {
    return unmapped(tables, { ...chosen, layout })
  }
  const { isHopeless, ...reading } = readTable(table, heading.bottom, columns, file, reference)
  if (isHopeless) throw refusal('no-communes')
  const sheet = isTemplate ? readVillageSheet(tables, file, reference) : null
  const hiddenRows = table.rows.filter(({ isHidden, row }) => isHidden && row > heading.bottom)
  const others = tables.filter((each) => each !== table && !(isTemplate && each.sheet !== table.sheet))
  const unknown = columns.filter(({ role }) => role.kind === 'unknown')
  const said: Finding[] = [
    ...(found.encoding === null ? [] : [fileFindings.converted(found.encoding)]),
    ...(found.hasMacros ? [fileFindings.macros()] : []),
    ...(hiddenSheets.length === 0 ? [] : [fileFindings.hiddenSheets(hiddenSheets)]),
    ...(others.length === 0
      ? []
      : [
          fileFindings.otherSheets(
            table.sheet,
            others.map(({ sheet }) => sheet),
          ),
        ]),
    ...(hiddenRows.length === 0
      ? []
      : [
          fileFindings.hiddenRows(
            table.sheet,
            hiddenRows.map(({ row }) => row),
          ),
        ]),
    ...(unknown.length === 0 ? [] : [fileFindings.unknownColumns(unknown.map(({ header }) => header))]),
  ]
  return {
    kind: 'read',
    ...reading,
    findings: [...said, ...reading.findings, ...(sheet?.findings ?? [])],
    ...(sheet && { villages: sheet.villages }),
    sheet: table.sheet,
    layout,
    columns,
    mapping: mappingOf(table.sheet, { ...heading, columns }),
    isTemplate,
  }
}

/** The table to read and its columns: as the template, a mapping, or the headings say. */
function choose(
  { tables, stamp: stampTable }: FileTables,
  file: ReportFile,
  reference: ReadingReference,
): Chosen {
  const headings = createHeadings(reference.measures)
  const stamp = stampIn(stampTable)
  const stamped = stamp && tables.find(({ sheet }) => sheet === stamp.sheet)
  if (stamp && stamped && file.mapping === undefined) {
    assertFor(stamp, file)
    const { textAt } = lookup(stamped)
    const columns = stampedColumns(stamp, (column) => textAt(stamp.headerRow, columnNumber(column)))
    return {
      table: stamped,
      heading: { top: stamp.headerRow, bottom: stamp.headerRow, columns },
      columns,
      isTemplate: true,
    }
  }
  if (file.mapping !== undefined) {
    const mapped = tables.map((table) => asMapped(table, file.mapping)).find((found) => found !== null)
    if (mapped) return mapped
  }
  const candidates = tables.map((table) => ({
    table,
    heading: headingOf(table, headings) ?? guessed(table, headings),
  }))
  const worth = ({ heading }: { heading: Heading }) =>
    heading.columns.filter(({ role }) => role.kind !== 'unknown').length
  const best = candidates.sort((a, b) => worth(b) - worth(a))[0]
  if (!best) throw refusal('no-table')
  const { table, heading } = best
  const remembered = file.mappings?.[layoutOf(heading.columns.map(({ header }) => header))]
  const columns = remembered ? mappedColumns(heading.columns, remembered) : heading.columns
  return { table, heading, columns, isTemplate: false }

  function asMapped(table: Table, mapping: Mapping | undefined): Chosen | null {
    if (!mapping || (mapping.sheet !== null && mapping.sheet !== table.sheet)) return null
    const top = Math.max(1, mapping.headerRow - mapping.headerRows + 1)
    const found = columnsOf(table, top, mapping.headerRow, headings)
    const heading = { top, bottom: mapping.headerRow, columns: found }
    return { table, heading, columns: mappedColumns(found, mapping), isTemplate: false }
  }
}

/** Where nothing names a unit, the heading may be the first of the fullest rows. */
function guessed(table: Table, headings: ReturnType<typeof createHeadings>): Heading {
  const start = table.rows.slice(0, 30)
  const texts = ({ cells }: Table['rows'][number]) =>
    [...cells.values()].filter(({ kind }) => kind === 'text').length
  const most = Math.max(...start.map(texts))
  const row = start.find((each) => texts(each) === most)?.row ?? 1
  return { top: row, bottom: row, columns: columnsOf(table, row, row, headings) }
}

function assertFor(stamp: Stamp, { vintage, period }: ReportFile): void {
  const [vi, en] = [formatFor('vi'), formatFor('en')]
  if (stamp.vintage !== vintage) {
    throw new Refusal('other-vintage', {
      vi: `Biểu mẫu này lập theo địa giới năm ${stamp.vintage}, còn đợt báo cáo theo địa giới năm ${vintage}. Hãy tải biểu mẫu mới.`,
      en: `This template is for the units of ${stamp.vintage}, but the report is for those of ${vintage}. Download a new template.`,
    })
  }
  if (stamp.period !== period) {
    throw new Refusal('other-period', {
      vi: `Biểu mẫu này của kỳ ${vi.period(stamp.period)}, còn bạn đang nộp cho ${vi.period(period)}. Hãy chọn đúng kỳ hoặc tải biểu mẫu mới.`,
      en: `This template is for the ${en.period(stamp.period)}, but you report for the ${en.period(period)}. Choose that period or download a new template.`,
    })
  }
}

const shownRows = 25
const shownColumns = 60

function unmapped(
  tables: readonly Table[],
  { table, heading, columns, layout }: Chosen & { layout: string },
): Reading {
  return {
    kind: 'unmapped',
    sheets: tables.map(({ sheet, rows }) => ({
      sheet,
      rows: rows.slice(0, shownRows).map(({ row, cells }) => ({
        row,
        cells: Object.fromEntries(
          [...cells].slice(0, shownColumns).map(([at, { text }]) => [columnLetter(at), text.slice(0, 200)]),
        ),
      })),
    })),
    layout,
    columns,
    proposal: mappingOf(table.sheet, { ...heading, columns }),
    text: {
      vi: 'Chưa nhận ra cột nào là đơn vị và cột nào là chỉ tiêu. Hãy ghép các cột với chỉ tiêu; lần sau tệp cùng dạng sẽ được nhận ra.',
      en: 'It is not known which columns hold the unit and the measures. Say what the columns hold; files of the same form will be recognised from then on.',
    },
  }
}
