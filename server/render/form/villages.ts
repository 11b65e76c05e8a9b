import type { DataValidation, Worksheet } from 'exceljs'
import type { Language } from '#domain/language'
import { childMeasures, villageTypes } from '#domain/places/village'
import type { FormContent, FormVillage } from './content'
import { asField, asHead, asHint, asLocked, asText, asTitle } from './cells'
import { villageWords } from './village-words'

/** Rows for villages that are not on record yet. */
const blankRows = 40

type Column = {
  head: string
  width: number
  value: (village: FormVillage) => string | number | null
  validation?: DataValidation
  isText?: boolean
}

/** A sheet on which a commune may list its villages, those on record filled in. */
export function addVillages(sheet: Worksheet, { villages, language }: FormContent): void {
  const w = villageWords[language]
  const columns = columnsOf(language)
  asTitle(sheet.addRow([w.title]))
  asHint(sheet.addRow([w.hint]))
  asHead(sheet.addRow(columns.map(({ head }) => head)), 48)
  for (const [i, { width }] of columns.entries()) sheet.getColumn(i + 1).width = width
  const rows = [...villages, ...Array.from({ length: blankRows }, () => null)]
  for (const village of rows) {
    const row = sheet.addRow(columns.map(({ value }) => (village === null ? null : value(village))))
    for (const [i, { validation, isText }] of columns.entries()) {
      const cell = row.getCell(i + 1)
      if (i === 0) asLocked(cell)
      else asField(cell, validation)
      if (isText) asText(cell)
      if (validation?.type === 'list') cell.alignment = { horizontal: 'center' }
    }
  }
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: 3, topLeftCell: 'C4', activeCell: 'B4' }]
  sheet.pageSetup.printTitlesRow = '3:3'
}

function columnsOf(language: Language): Column[] {
  const w = villageWords[language]
  const listed = (values: readonly string[]): DataValidation => ({
    ...{ type: 'list', formulae: [`"${values.join(',')}"`], allowBlank: true, showErrorMessage: true },
    ...{ errorStyle: 'stop', errorTitle: w.chooseTitle, error: w.choose(values.join(', ')) },
  })
  const between = (
    type: 'whole' | 'decimal',
    bounds: [number, number],
    said: { errorTitle: string; error: string },
  ): DataValidation => ({
    ...{ type, operator: 'between', formulae: bounds, allowBlank: true, showErrorMessage: true },
    ...{ errorStyle: 'stop', ...said },
  })
  const counted = between('whole', [0, 100_000], { errorTitle: w.wholeTitle, error: w.whole })
  const degrees = (from: number, to: number) =>
    between('decimal', [from, to], { errorTitle: w.degreesTitle, error: w.degrees })
  const truth = (value: boolean | null) => (value === null ? null : value ? w.yes : w.no)
  return [
    { head: w.heads.id, width: 24, value: ({ id }) => id, isText: true },
    { head: w.heads.name, width: 26, value: ({ name }) => name, isText: true },
    { head: w.heads.type, width: 13, value: ({ type }) => type, validation: listed(villageTypes) },
    {
      ...{ head: w.heads.difficult, width: 14, validation: listed([w.yes, w.no]) },
      value: ({ extremelyDisadvantaged }) => truth(extremelyDisadvantaged),
    },
    { head: w.heads.households, width: 10, value: ({ households }) => households, validation: counted },
    ...childMeasures.map((measure) => ({
      ...{ head: w.heads[measure], width: 11, validation: counted },
      value: ({ children }: FormVillage) => children[measure],
    })),
    {
      ...{ head: w.heads.playArea, width: 16, validation: listed([w.yes, w.no, w.repair]) },
      value: ({ playArea }) => ({ yes: w.yes, no: w.no, 'under-repair': w.repair, unknown: null })[playArea],
    },
    {
      ...{ head: w.heads.land, width: 11, validation: listed([w.yes, w.no]) },
      value: ({ land }) => ({ yes: w.yes, no: w.no, unknown: null })[land],
    },
    {
      ...{ head: w.heads.lon, width: 12, validation: degrees(102, 118) },
      value: ({ position }) => position?.[0] ?? null,
    },
    {
      ...{ head: w.heads.lat, width: 12, validation: degrees(7, 24) },
      value: ({ position }) => position?.[1] ?? null,
    },
  ]
}
