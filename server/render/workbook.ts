import type { Workbook } from 'exceljs'

/** A workbook without sheets. The library is large: it is loaded when the first one is asked for. */
export async function newWorkbook(): Promise<Workbook> {
  const { default: excel } = await import('exceljs')
  return new excel.Workbook()
}
