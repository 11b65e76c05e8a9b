import type { Workbook, Worksheet } from 'exceljs'
import type { AllocationAnswer } from '#domain/allocation/allocate'
import type { Plan } from '#domain/allocation/answer'
import type { Intervention } from '#domain/allocation/interventions'
import { zones } from '#domain/allocation/interventions'
import type { UnknownNeed } from '#domain/allocation/needs'
import type { AllocationRequest } from '#domain/allocation/request'
import type { Names } from '#domain/budget-words'
import { budgetWords } from '#domain/budget-words'
import type { Dataset } from '#domain/dataset'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import type { PrioritySettings } from '#domain/priority/question'
import { neutralised } from '#domain/spreadsheet'
import type { Status } from '#domain/status'
import { words } from '#domain/words'
import { budgetDocumentWords } from './budget-xlsx-words'
import { newWorkbook } from './workbook'

/** All that the document of a budget is made from. */
export type BudgetDocument = {
  dataset: Dataset
  priority: PrioritySettings
  /** Name of the scenario; null when it was not saved. */
  name: string | null
  answer: {
    dataVersion: number
    asked: AllocationRequest
    status: Status | null
    answer: Exclude<AllocationAnswer, { kind: 'refused' }>
    unknown: readonly UnknownNeed[]
    kinds: readonly Intervention[]
    scores: Readonly<Record<string, number>>
  }
}

type Cell = string | number | null
const amounts = '#,##0'

/**
 * A budget as a workbook: the list with its reasons, what is not built and why, the districts before and after, and a
 * sheet that says what was asked, what the words mean, and where costs and figures come from.
 */
export async function budgetXlsx(
  document: BudgetDocument,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const w = budgetDocumentWords[language]
  const workbook = await newWorkbook()
  workbook.creator = w.creator
  // dated by its data, so that the same question gives the same workbook
  workbook.created = new Date(document.dataset.publishedAt)
  workbook.modified = workbook.created
  const { answer } = document.answer
  if (answer.kind === 'planned') {
    const names = namesOf(document, language)
    const mark = markOf(document, language)
    addList(sheetOf(workbook, w.sheets.list, mark), document, answer.plan, names, language)
    addOut(sheetOf(workbook, w.sheets.out, mark), document, answer.plan, names, language)
    addDistricts(sheetOf(workbook, w.sheets.districts, mark), answer.plan, names, language)
  }
  addNotes(workbook.addWorksheet(w.sheets.notes, { pageSetup: page }), document, language)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const page = { orientation: 'landscape' as const, paperSize: 9, fitToPage: true, fitToHeight: 0 }

/** What stands over every table, so that no sheet that is copied or printed by itself passes for real. */
function markOf({ answer: { status } }: BudgetDocument, language: Language): string | null {
  if (status !== 'illustrative') return null
  return `${words[language].status[status]}: ${words[language].statusHint[status]}`
}

/** A sheet whose head, under the mark if there is one, stays on the screen and on every printed page. */
function sheetOf(workbook: Workbook, name: string, mark: string | null) {
  const head = mark === null ? 1 : 2
  const sheet = workbook.addWorksheet(name, { pageSetup: page, views: [{ state: 'frozen', ySplit: head }] })
  sheet.pageSetup.printTitlesRow = `1:${head}`
  if (mark !== null) sheet.addRow([mark])
  return sheet
}

/** Names of units and kinds in the language of the document. */
export function namesOf({ dataset, answer }: BudgetDocument, language: Language): Names {
  const { units, indexOf } = dataset.geographies[answer.asked.vintage]
  const format = formatFor(language)
  return {
    unit: (code) => {
      const unit = units[indexOf.get(code) ?? -1]
      return unit ? format.unitName(unit) : code
    },
    kind: (id) => answer.kinds.find((kind) => kind.id === id)?.name[language] ?? id,
  }
}

const written = (cell: Cell): Cell => (typeof cell === 'string' ? neutralised(cell) : cell)

function fill(sheet: Worksheet, columns: readonly (readonly [string, number])[], rows: readonly Cell[][]) {
  const head = sheet.addRow(columns.map(([heading]) => heading))
  head.font = { bold: true, color: { argb: 'FFFFFFFF' } }
  head.alignment = { wrapText: true, vertical: 'middle' }
  head.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF0E4A5A' } }
  })
  for (const row of rows) sheet.addRow(row.map(written))
  for (const [at, [, width]] of columns.entries()) {
    const column = sheet.getColumn(at + 1)
    column.width = width
    column.alignment = { wrapText: true, vertical: 'top' }
  }
  if (head.number === 1) return
  const mark = sheet.getRow(1)
  mark.font = { bold: true, color: { argb: 'FF9A3412' } }
  // over the whole table, not within the first column
  mark.getCell(1).alignment = { wrapText: false, vertical: 'middle' }
}

function addList(sheet: Worksheet, document: BudgetDocument, plan: Plan, names: Names, language: Language) {
  const w = budgetDocumentWords[language].list
  const { reasonIn } = budgetWords[language]
  const lines = plan.funded.map((line): Cell[] => [
    line.code,
    names.unit(line.code),
    names.unit(line.district),
    names.kind(line.intervention),
    line.count,
    line.unitCostMillion,
    line.promisedMillion,
    line.costMillion,
    line.children,
    document.answer.scores[line.code] ?? null,
    line.favoured ? w.yes : w.no,
    line.reasons.map((reason) => reasonIn(reason, names)).join('; '),
  ])
  const sum = (of: (line: Plan['funded'][number]) => number) =>
    plan.funded.reduce((total, line) => total + of(line), 0)
  const total: Cell[] = [
    '',
    w.total,
    '',
    '',
    sum(({ count }) => count),
    null,
    sum(({ promisedMillion }) => promisedMillion),
    sum(({ costMillion }) => costMillion),
    sum(({ children }) => children),
    null,
    '',
    '',
  ]
  const widths = [9, 24, 22, 28, 9, 14, 14, 14, 11, 10, 12, 70]
  fill(
    sheet,
    w.head.map((heading, at) => [heading, widths[at] ?? 12] as const),
    [...lines, total],
  )
  for (const at of [5, 6, 7, 8, 9]) sheet.getColumn(at).numFmt = amounts
  sheet.getColumn(10).numFmt = '0.000'
  if (sheet.lastRow) sheet.lastRow.font = { bold: true }
}

function addOut(sheet: Worksheet, { answer }: BudgetDocument, plan: Plan, names: Names, language: Language) {
  const w = budgetDocumentWords[language].out
  const { reasonOut, unknown } = budgetWords[language]
  const widths = [9, 24, 22, 28, 11, 90]
  fill(
    sheet,
    w.head.map((heading, at) => [heading, widths[at] ?? 12] as const),
    [
      ...plan.unfunded.map(({ code, district, intervention, count, reason }): Cell[] => [
        code,
        names.unit(code),
        names.unit(district),
        names.kind(intervention),
        count,
        reasonOut(reason, names),
      ]),
      ...answer.unknown.map(({ code, intervention, why }): Cell[] => [
        code,
        names.unit(code),
        '',
        names.kind(intervention),
        null,
        unknown[why],
      ]),
    ],
  )
}

function addDistricts(sheet: Worksheet, plan: Plan, names: Names, language: Language) {
  const w = budgetDocumentWords[language].districts
  const share = (part: number, all: number) => (all === 0 ? null : part / all)
  const rows = [...plan.coverage.districts, ...plan.coverage.whole].map((row): Cell[] => [
    row.code === '' ? budgetDocumentWords[language].list.total : names.unit(row.code),
    names.kind(row.intervention),
    row.children,
    row.before,
    row.after,
    share(row.before, row.children),
    share(row.after, row.children),
    row.lackingBefore,
    row.lackingAfter,
  ])
  const widths = [26, 28, 14, 14, 14, 12, 12, 12, 12]
  fill(
    sheet,
    w.head.map((heading, at) => [heading, widths[at] ?? 12] as const),
    rows,
  )
  for (const at of [3, 4, 5, 8, 9]) sheet.getColumn(at).numFmt = amounts
  for (const at of [6, 7]) sheet.getColumn(at).numFmt = '0.0%'
}

function addNotes(sheet: Worksheet, document: BudgetDocument, language: Language): void {
  const { dataset, priority, answer, name } = document
  const { asked, kinds } = answer
  const w = budgetDocumentWords[language]
  const format = formatFor(language)
  const section = (title: string, rows: readonly Cell[][]) => {
    sheet.addRow([title]).font = { bold: true, size: 13 }
    for (const row of rows) sheet.addRow(row.map(written))
    sheet.addRow([])
  }
  if (answer.status !== null) {
    section(words[language].status[answer.status], [[words[language].statusHint[answer.status]]])
  }
  const rule = (id: string) => priority.rules.find((one) => one.id === id)?.name[language] ?? id
  section(w.asked.title, [
    [w.asked.name, name],
    [w.asked.version, answer.dataVersion],
    [w.asked.vintage, asked.vintage],
    [w.asked.period, format.period(asked.period)],
    [w.asked.budget, asked.budgetMillion],
    [w.asked.objective, budgetWords[language].objectives[asked.objective]],
    [w.asked.share, asked.share === null ? null : `${asked.share.percent} %: ${rule(asked.share.rule)}`],
    [w.asked.first, kinds.find(({ id }) => id === asked.firstEverywhere)?.name[language] ?? null],
    [w.asked.rules, asked.rules.map(rule).join(' → ') || null],
    [w.asked.end, budgetWords[language].ends[asked.end]],
  ])
  section(
    w.weights,
    priority.criteria
      .filter(({ id }) => (asked.weights[id] ?? 0) > 0)
      .map((criterion) => [
        criterion.name[language],
        asked.weights[criterion.id] ?? 0,
        criterion.note[language],
        criterion.source === null ? null : (dataset.sources.get(criterion.source)?.title ?? criterion.source),
      ]),
  )
  section(w.costs.title, [
    [...w.costs.head],
    ...kinds.map((kind) => [
      kind.name[language],
      zones.map((zone) => kind.costMillion[zone]).join(' · '),
      kind.note[language],
      dataset.sources.get(kind.source)?.title ?? kind.source,
      dataset.sources.get(kind.source)?.url ?? null,
    ]),
  ])
  section(
    w.definitions.title,
    w.definitions.rows.map((row) => [row]),
  )
  for (const [at, width] of [36, 40, 70, 50, 50].entries()) {
    const column = sheet.getColumn(at + 1)
    column.width = width
    column.alignment = { wrapText: true, vertical: 'top' }
  }
}
