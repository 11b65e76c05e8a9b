import type { DataValidation, Worksheet } from 'exceljs'
import excel from 'exceljs'
import { formatFor } from '#domain/format'
import type { Stamp } from '#domain/intake/stamp'
import { stampRows, stampSheet } from '#domain/intake/stamp'
import { columnLetter } from '#domain/intake/table'
import { asBold, asField, asHead, asHint, asLabel, asLocked, asText, asTitle } from './cells'
import type { FormContent, FormMeasure } from './content'
import { villageWords } from './village-words'
import { addVillages } from './villages'
import type { FormWords } from './words'
import { formWords } from './words'

type Form = FormContent & { w: FormWords }

/**
 * A workbook to fill in: for one commune a row per measure, for several a row per commune. Codes, names and the last
 * real figures stand there already; a hidden sheet tells the reader how it is laid out. Takes seconds for a province.
 */
export async function templateWorkbook(content: FormContent): Promise<Buffer> {
  const w = formWords[content.language]
  const form: Form = { ...content, w }
  const workbook = new excel.Workbook()
  workbook.creator = w.creator
  // dated by its data, so that the same question gives the same workbook
  workbook.created = new Date(content.publishedAt)
  workbook.modified = workbook.created
  const isSingle = form.units.length === 1
  // a table of all measures fits no page: it goes over several, each with the names of the communes
  const sheet = workbook.addWorksheet(w.sheets.data, {
    pageSetup: isSingle ? page : { ...page, fitToWidth: 8 },
  })
  const columns = isSingle ? addLong(sheet, form) : addWide(sheet, form)
  await sheet.protect('', allowed)
  if (isSingle) {
    const villages = workbook.addWorksheet(villageWords[form.language].sheet, { pageSetup: page })
    addVillages(villages, form)
    await villages.protect('', allowed)
  }
  addGuide(workbook.addWorksheet(w.sheets.guide, { pageSetup: page }), form)
  const stamp = workbook.addWorksheet(stampSheet, { state: 'veryHidden' })
  const { vintage, period } = form
  stamp.addRows(stampRows({ vintage, period, sheet: w.sheets.data, headerRow, columns }))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const headerRow = 3

/** A4 across, as wide as the page and as long as it needs. */
const page = {
  orientation: 'landscape',
  paperSize: 9,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const

/** Looking at everything, and making columns wider, is nobody's slip. */
const allowed = { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true, formatRows: true }

type Columns = Stamp['columns']

/** One row per measure, for a single commune. */
function addLong(sheet: Worksheet, form: Form): Columns {
  const { units, measures, w, period, language } = form
  const format = formatFor(language)
  const heads = [w.code, w.name, w.theme, w.measure, w.unit, w.last, w.now(format.period(period)), w.id]
  addHead(sheet, form, heads, [11, 22, 22, 58, 14, 18, 20, 12])
  for (const unit of units) {
    for (const [i, measure] of measures.entries()) {
      const row = sheet.addRow([
        unit.code,
        format.unitName(unit),
        measure.theme?.[language] ?? '',
        measure.name[language],
        measure.unit[language],
        unit.last[i] ?? null,
        null,
        measure.id,
      ])
      row.alignment = { wrapText: true, vertical: 'middle' }
      row.eachCell({ includeEmpty: true }, asLabel)
      asText(row.getCell(1))
      asLast(row.getCell(6))
      asInput(row.getCell(7), measure, form)
    }
  }
  sheet.getColumn(8).hidden = true
  sheet.views = [{ state: 'frozen', xSplit: 4, ySplit: headerRow, topLeftCell: 'E4', activeCell: 'G4' }]
  const holds = ['code', 'name', 'ignored', 'ignored', 'ignored', 'ignored', 'figure', 'measure-id'] as const
  return holds.map((each, i) => ({ column: columnLetter(i + 1), holds: each, measure: '' }))
}

/** One row per commune, two columns per measure: the last figure and the new one. */
function addWide(sheet: Worksheet, form: Form): Columns {
  const { units, measures, w, language } = form
  const format = formatFor(language)
  const heads = measures.flatMap(({ name, unit }) => [
    w.lastOf(name[language]),
    `${name[language]} (${unit[language]})`,
  ])
  addHead(
    sheet,
    form,
    [w.code, w.name, w.district, ...heads],
    [11, 24, 22, ...heads.map((_, i) => (i % 2 ? 18 : 14))],
  )
  for (const unit of units) {
    const row = sheet.addRow([
      unit.code,
      format.unitName(unit),
      unit.district ? format.unitName(unit.district) : '',
      ...unit.last.flatMap((last) => [last, null]),
    ])
    asText(row.getCell(1))
    for (const [i, measure] of measures.entries()) {
      asLast(row.getCell(4 + 2 * i))
      asInput(row.getCell(5 + 2 * i), measure, form)
    }
  }
  sheet.getRow(headerRow).height = 92
  sheet.pageSetup.printTitlesColumn = 'A:C'
  sheet.views = [{ state: 'frozen', xSplit: 3, ySplit: headerRow, topLeftCell: 'D4', activeCell: 'E4' }]
  const own = (['code', 'name', 'district'] as const).map((holds) => ({ holds, measure: '' }))
  const pairs = measures.flatMap(({ id }) => [
    { holds: 'ignored' as const, measure: '' },
    { holds: 'measure' as const, measure: id },
  ])
  return [...own, ...pairs].map((each, i) => ({ column: columnLetter(i + 1), ...each }))
}

function addHead(sheet: Worksheet, { w, period, language, units }: Form, heads: string[], widths: number[]) {
  const format = formatFor(language)
  const [only, ...others] = units
  const title = w.title(format.period(period))
  asTitle(sheet.addRow([only && others.length === 0 ? `${title} – ${format.unitName(only)}` : title]))
  asHint(sheet.addRow([w.guide('', '')[1]?.[1]]))
  asHead(sheet.addRow(heads), 36)
  for (const [i, width] of widths.entries()) sheet.getColumn(i + 1).width = width
  sheet.pageSetup.printTitlesRow = `${headerRow}:${headerRow}`
}

function asLast(cell: excel.Cell) {
  asLocked(cell)
  cell.numFmt = '#,##0'
}

function asInput(cell: excel.Cell, measure: FormMeasure, form: Form) {
  asField(cell, validationOf(measure, form))
  cell.numFmt = '#,##0'
}

/** More than the whole province has people. */
const mostCounted = 10_000_000

function validationOf({ kind, classes }: FormMeasure, { w, language }: Form): DataValidation {
  const told = (title: string, text: string) => ({
    ...{ showErrorMessage: true, showInputMessage: true, allowBlank: true, errorStyle: 'stop' },
    ...{ errorTitle: title, error: text, promptTitle: title, prompt: text },
  })
  if (kind === 'flag') {
    return { type: 'list', formulae: ['"1,0"'], ...told(w.flagTitle, w.flag) }
  }
  if (kind === 'class') {
    const named = classes.map(({ value, name }) => `${value} = ${name[language]}`).join(', ')
    return {
      ...{ type: 'list', formulae: [`"${classes.map(({ value }) => value).join(',')}"`] },
      ...told(w.classTitle, w.class(named)),
    }
  }
  return {
    ...{ type: 'whole', operator: 'between', formulae: [0, mostCounted] },
    ...told(w.wholeTitle, w.whole),
  }
}

/** Letters of a line of the guide, less than its columns are wide: fonts differ. */
const lettersAcross = 125

function addGuide(sheet: Worksheet, { w, units, measures, period, language }: Form) {
  const format = formatFor(language)
  const names = units.slice(0, 5).map((unit) => format.unitName(unit))
  const named = units.length > 5 ? `${names.join(', ')} … (${units.length})` : names.join(', ')
  sheet.columns = [{ width: 34 }, { width: 70 }, { width: 16 }, { width: 60 }]
  asTitle(sheet.addRow([w.title(format.period(period))]))
  for (const line of w.guide(format.period(period), named)) {
    const row = sheet.addRow(line)
    row.alignment = { wrapText: true, vertical: 'top' }
    asBold(row.getCell(1))
    sheet.mergeCells(row.number, 2, row.number, 4)
    // rows of merged cells do not grow by themselves
    row.height = 16 * Math.ceil((line[1]?.length ?? 0) / lettersAcross)
  }
  sheet.addRow([])
  asHead(sheet.addRow(w.dictionary), 20)
  for (const { id, kind, name, unit, ...measure } of measures) {
    const classes = measure.classes.map((each) => `${each.value} = ${each.name[language]}`)
    const allowed = kind === 'class' ? classes.join(', ') : kind === 'flag' ? w.allowed.flag : w.allowed.count
    sheet.addRow([id, name[language], unit[language], allowed]).alignment = {
      wrapText: true,
      vertical: 'top',
    }
  }
}
