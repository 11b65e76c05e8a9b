import type { Catalogue } from '#domain/indicators'
import type { Observation } from '#domain/measures'
import { faultAt } from './located'
import { WideKey } from './shipped-rows'
import type { Located } from './table'
import { checkRows, numberPattern, parseCells } from './table'

/** Source of every made-up figure. */
export const illustrativeSource = 'illustrative'

const keys = Object.keys(WideKey.shape)

/**
 * Observations of a table with one line per unit and period and one column per measure.
 * An empty cell is "not reported" and gives no observation.
 * @throws Error naming file and line when a column is no measure or a cell is no number
 */
export function readWide(file: string, text: string, catalogue: Catalogue): Located<Observation>[] {
  const measures = new Set(catalogue.measures.map((measure) => measure.id))
  const cells = parseCells(file, text)
  const columns = Object.keys(cells[0]?.row ?? {}).filter((column) => !keys.includes(column))
  const stranger = columns.find((column) => !measures.has(column))
  if (stranger) {
    throw faultAt(
      file,
      1,
      `the column "${stranger}" is no measure`,
      'Use the id of a measure of the catalogue',
    )
  }
  return checkRows(file, cells, WideKey).flatMap(({ row, line }, index) =>
    columns.flatMap((measure) => {
      const cell = cells[index]?.row[measure] ?? ''
      if (cell === '') return []
      if (!numberPattern.test(cell)) {
        throw faultAt(file, line, `column "${measure}" is "${cell}", which is no number`, 'Correct the cell')
      }
      const value = Number(cell)
      return [
        {
          row: { ...row, measure, value, status: 'illustrative' as const, source: illustrativeSource },
          line,
        },
      ]
    }),
  )
}
