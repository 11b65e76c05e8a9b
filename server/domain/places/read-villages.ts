import type { Table } from '../intake/table'
import { fold } from '../names'
import { answerIn, cellsOf, countIn, dayIn, headedBy, positionIn, RowFault } from './read-cells'
import type { ImportContext } from './read-commune'
import type { ReadRow } from './read-row'
import { communeFinder, readRow } from './read-commune'
import type { PlayAreaState, VillageContent, VillageType } from './village'

/** Folded headings of a list of villages. */
const headings = {
  id: ['id', 'ma thon', 'village id'],
  code: ['ma xa', 'ma don vi', 'commune code', 'commune'],
  commune: ['xa', 'ten xa', 'xa phuong', 'commune name'],
  district: ['huyen', 'ten huyen', 'district'],
  name: ['thon', 'ten thon', 'ten thon ban', 'thon ban', 'thon ban to dan pho', 'name', 'village'],
  type: ['loai', 'loai thon', 'type'],
  difficult: ['dac biet kho khan', 'thon dac biet kho khan', 'dbkk', 'extremely disadvantaged'],
  households: ['so ho', 'ho', 'households'],
  children_0_2: ['tre 0 2', 'tre nha tre', 'tre 3 36 thang', 'children 0 2'],
  children_3_5: ['tre 3 5', 'tre 3 5 tuoi', 'children 3 5'],
  children_5: ['tre 5 tuoi', 'children 5'],
  children_under_5: ['tre duoi 5', 'tre duoi 5 tuoi', 'children under 5'],
  children_under_6: ['tre duoi 6', 'tre duoi 6 tuoi', 'children under 6'],
  children_under_16: [
    'tre em',
    'so tre em',
    'tre duoi 16',
    'tre em duoi 16 tuoi',
    'children',
    'children under 16',
  ],
  land: ['quy dat', 'dat', 'co san dat', 'san sang dat', 'land', 'land ready'],
  playArea: ['diem vui choi', 'san choi', 'co diem vui choi', 'play area'],
  lon: ['kinh do', 'lon', 'long', 'longitude', 'x'],
  lat: ['vi do', 'lat', 'latitude', 'y'],
  elevation: ['do cao', 'cao do', 'do cao m', 'elevation', 'elevation m', 'ele'],
  source: ['nguon', 'source'],
  asOf: ['ngay', 'tinh den ngay', 'as of'],
} as const

const types: Readonly<Record<string, VillageType>> = {
  thon: 'thôn',
  ban: 'bản',
  'to dan pho': 'tổ dân phố',
  tdp: 'tổ dân phố',
  to: 'tổ dân phố',
}

/**
 * Reads a list of villages. An empty cell is "not known".
 * @returns null when no row looks like its heading
 */
export function readVillages(table: Table, context: ImportContext): ReadRow<VillageContent>[] | null {
  const headed = headedBy(table, headings)
  if (!headed?.columns.has('name')) return null
  const communeOf = communeFinder(context)
  return headed.rows.map((row) =>
    readRow(row.row, () => {
      const cell = cellsOf(headed, row)
      const placed = positionIn(cell('lon'), cell('lat'))
      const { name, type } = nameIn(cell('name'), cell('type'))
      const count = (field: keyof typeof headings) =>
        countIn(cell(field), headed.style, { vi: headings[field][0], en: field.replaceAll('_', ' ') })
      const land = answerIn(cell('land'), { vi: 'Quỹ đất', en: 'Land' })
      return {
        id: cell('id') || null,
        isSwapped: placed?.isSwapped ?? false,
        content: {
          vintage: context.vintage,
          commune: communeOf(
            { code: cell('code') || null, name: cell('commune') || null, district: cell('district') || null },
            placed?.position ?? null,
          ),
          name,
          type,
          extremelyDisadvantaged: answerIn(cell('difficult'), {
            vi: 'Đặc biệt khó khăn',
            en: 'Extremely disadvantaged',
          }),
          households: count('households'),
          children: {
            children_0_2: count('children_0_2'),
            children_3_5: count('children_3_5'),
            children_5: count('children_5'),
            children_under_5: count('children_under_5'),
            children_under_6: count('children_under_6'),
            children_under_16: count('children_under_16'),
          },
          land: land === null ? 'unknown' : land ? 'yes' : 'no',
          playArea: playAreaIn(cell('playArea')),
          position: placed?.position ?? null,
          elevation: countIn(cell('elevation'), headed.style, { vi: 'Độ cao', en: 'Elevation' }),
          source: cell('source') || context.source,
          asOf: dayIn(cell('asOf'), { vi: 'Ngày', en: 'As of' }) ?? context.asOf,
        },
      }
    }),
  )
}

/** "Bản Phố" in a column of its own kind is a name; "Thôn Na Hối" is a thôn called Na Hối. */
function nameIn(written: string, typed: string): { name: string; type: VillageType } {
  const text = written.normalize('NFC').replace(/\s+/g, ' ').trim()
  const type = types[fold(typed)]
  if (typed !== '' && type === undefined) {
    throw new RowFault({
      vi: `Loại «${typed}» không rõ. Hãy ghi thôn, bản hoặc tổ dân phố.`,
      en: `The type "${typed}" is not known. Write thôn, bản or tổ dân phố.`,
    })
  }
  const [, , rest] = /^(thôn|tổ dân phố|tdp)\s+(.+)$/iu.exec(text) ?? []
  const name = rest ?? text
  if (name === '') {
    throw new RowFault({ vi: 'Dòng không có tên thôn.', en: 'The row names no village.' })
  }
  const said = rest === undefined ? undefined : types[fold(text.slice(0, text.length - rest.length))]
  return { name, type: type ?? said ?? 'thôn' }
}

function playAreaIn(text: string): PlayAreaState {
  if (/(sua chua|hu hong|xuong cap|repair)/.test(fold(text))) return 'under-repair'
  const has = answerIn(text, { vi: 'Điểm vui chơi', en: 'Play area' })
  return has === null ? 'unknown' : has ? 'yes' : 'no'
}
