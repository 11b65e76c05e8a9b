import { formatFor } from '../format'
import { daysOf } from '../period-days'
import type { ReadRow } from '../places/read-row'
import { readVillages } from '../places/read-villages'
import { noPlaces } from '../places/places'
import type { VillageContent } from '../places/village'
import type { Finding, ReadingReference, ReportFile } from './reading'
import type { Table } from './table'

/** The villages of a template's own sheet, and what is said of them. */
export type VillageSheet = { villages: ReadRow<VillageContent>[]; findings: Finding[] }

/**
 * Villages that one commune wrote into the sheet for them of its template: they belong to the commune, and to the last
 * day of the period. A row that cannot be taken stops the report, as any other error.
 * @returns null when the file is of no single commune, or no sheet lists villages
 */
export function readVillageSheet(
  tables: readonly Table[],
  { vintage, period, area }: Pick<ReportFile, 'vintage' | 'period' | 'area'>,
  { units, nameVariants }: ReadingReference,
): VillageSheet | null {
  const commune = units.find((unit) => unit.vintage === vintage && unit.code === area)
  if (commune?.level !== 'commune') return null
  const context = {
    ...{ vintage, units, nameVariants, commune: commune.code, places: noPlaces },
    // the commune is known, so that nobody looks for it on the map
    borders: { communes: new Map(), isSchematic: true },
    source: `Phiếu số liệu ${formatFor('vi').period(period)}`,
    asOf: daysOf(period).last,
  }
  for (const table of tables) {
    const villages = readVillages(table, context)
    if (villages === null) continue
    const rejected = villages.flatMap((row): Finding[] =>
      row.kind === 'rejected'
        ? [
            {
              ...{ rule: 'village-row', severity: 'error', text: row.text },
              at: { sheet: table.sheet, row: row.row, column: null },
            },
          ]
        : [],
    )
    return { villages, findings: [...rejected, ...told(table.sheet, villages.length, rejected.length)] }
  }
  return null
}

function told(sheet: string, rows: number, rejected: number): Finding[] {
  if (rows === 0) return []
  const taken = rows - rejected
  return [
    {
      ...{ rule: 'villages', severity: 'note', at: null },
      text: {
        vi: `Trang “${sheet}”: ${rows} dòng, đọc được ${taken} thôn, ${rejected} dòng cần sửa. Khi nộp báo cáo, thôn mới hoặc có thay đổi thành đề nghị chờ duyệt ở trang Thôn và cơ sở.`,
        en: `Sheet “${sheet}”: ${rows} rows, ${taken} villages read, ${rejected} rows to mend. When the report is sent in, villages that are new or changed wait for review on the page Villages and facilities.`,
      },
    },
  ]
}
