import type { Table } from '../intake/table'
import { fold } from '../names'
import type { Condition, FacilityContent, FacilityKind } from './facility'
import { conditions, facilityKinds } from './facility'
import { villagesIn } from './places'
import { cellsOf, countIn, dayIn, headedBy, positionIn, RowFault } from './read-cells'
import type { ImportContext } from './read-commune'
import type { ReadRow } from './read-row'
import { communeFinder, readRow } from './read-commune'

/** Folded headings of a list of facilities. */
const headings = {
  id: ['id', 'ma cong trinh', 'facility id'],
  kind: ['loai', 'loai cong trinh', 'kind'],
  name: ['ten', 'ten cong trinh', 'name'],
  code: ['ma xa', 'commune code', 'commune'],
  commune: ['xa', 'ten xa', 'xa phuong', 'commune name'],
  district: ['huyen', 'ten huyen', 'district'],
  village: ['thon', 'ten thon', 'village'],
  condition: ['tinh trang', 'hien trang', 'condition'],
  checked: ['ngay kiem tra', 'ngay kiem tra an toan', 'safety checked on', 'safety check'],
  opened: ['ngay dua vao su dung', 'ngay mo', 'opened on', 'opened'],
  capacity: ['suc chua', 'quy mo', 'capacity'],
  lon: ['kinh do', 'lon', 'long', 'longitude', 'x'],
  lat: ['vi do', 'lat', 'latitude', 'y'],
  elevation: ['do cao', 'cao do', 'do cao m', 'elevation', 'elevation m', 'ele'],
  source: ['nguon', 'source'],
  asOf: ['ngay', 'tinh den ngay', 'as of'],
} as const

const kindWords: Readonly<Record<string, FacilityKind>> = {
  'diem vui choi': 'play-area',
  'san choi': 'play-area',
  'khu vui choi': 'play-area',
  'truong mam non': 'preschool-main',
  'truong chinh': 'preschool-main',
  'diem truong': 'preschool-satellite',
  'diem truong mam non': 'preschool-satellite',
  'diem le': 'preschool-satellite',
  'nha van hoa': 'cultural-house',
  'tram y te': 'health-station',
}

const conditionWords: Readonly<Record<string, Condition>> = {
  'dang su dung': 'working',
  'hoat dong': 'working',
  tot: 'working',
  'dang sua chua': 'under-repair',
  'sua chua': 'under-repair',
  'hu hong': 'under-repair',
  'xuong cap': 'under-repair',
  'khong an toan': 'unsafe',
  'nguy hiem': 'unsafe',
  'da dong': 'closed',
  dong: 'closed',
  'ngung hoat dong': 'closed',
}

/** What a row or feature says of a facility, before its commune and village are found. */
export type FacilityWords = {
  id: string | null
  kind: FacilityKind
  name: string | null
  code: string | null
  commune: string | null
  district: string | null
  village: string | null
  placed: { position: [number, number]; isSwapped: boolean } | null
  condition: Condition
  safetyCheckedOn: string | null
  openedOn: string | null
  capacity: number | null
  elevation: number | null
  source: string | null
  asOf: string | null
}

/** Turns words into the content of a facility. @throws RowFault */
export function facilityReader(context: ImportContext) {
  const communeOf = communeFinder(context)
  return (words: FacilityWords) => {
    const position = words.placed?.position ?? null
    const commune = communeOf({ code: words.code, name: words.commune, district: words.district }, position)
    const content: FacilityContent = {
      kind: words.kind,
      name: words.name,
      vintage: context.vintage,
      commune,
      village: words.village === null ? null : villageNamed(context, commune, words.village),
      position,
      elevation: words.elevation,
      condition: words.condition,
      safetyCheckedOn: words.safetyCheckedOn,
      openedOn: words.openedOn,
      capacity: words.capacity,
      photo: null,
      source: words.source ?? context.source,
      asOf: words.asOf ?? context.asOf,
    }
    return { id: words.id, isSwapped: words.placed?.isSwapped ?? false, content }
  }
}

function villageNamed({ places, vintage }: ImportContext, commune: string, written: string): string {
  const villages = villagesIn(places, vintage, commune)
  const bare = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  const wanted = bare(written)
  const found = villages.filter(
    ({ id, name, type }) => id === written || bare(name) === wanted || bare(`${type} ${name}`) === wanted,
  )
  const [only] = found
  if (only && found.length === 1) return only.id
  throw new RowFault({
    vi: `Xã ${commune} ${found.length === 0 ? 'không có' : 'có nhiều'} thôn «${written}» trong sổ. Hãy nhập sổ thôn trước, hoặc ghi mã thôn.`,
    en: `The register of commune ${commune} has ${found.length === 0 ? 'no' : 'more than one'} village "${written}". Import the villages first, or write the village's id.`,
  })
}

/**
 * Reads a list of facilities.
 * @returns null when no row looks like its heading
 */
export function readFacilities(table: Table, context: ImportContext): ReadRow<FacilityContent>[] | null {
  const headed = headedBy(table, headings)
  if (!headed?.columns.has('kind')) return null
  const read = facilityReader(context)
  return headed.rows.map((row) =>
    readRow(row.row, () => {
      const cell = cellsOf(headed, row)
      return read({
        id: cell('id') || null,
        kind: kindIn(cell('kind')),
        name: cell('name').normalize('NFC') || null,
        code: cell('code') || null,
        commune: cell('commune') || null,
        district: cell('district') || null,
        village: cell('village') || null,
        placed: positionIn(cell('lon'), cell('lat')),
        condition: conditionIn(cell('condition')),
        safetyCheckedOn: dayIn(cell('checked'), { vi: 'Ngày kiểm tra', en: 'Safety check' }),
        openedOn: dayIn(cell('opened'), { vi: 'Ngày mở', en: 'Opened' }),
        capacity: countIn(cell('capacity'), headed.style, { vi: 'Sức chứa', en: 'Capacity' }),
        elevation: countIn(cell('elevation'), headed.style, { vi: 'Độ cao', en: 'Elevation' }),
        source: cell('source') || null,
        asOf: dayIn(cell('asOf'), { vi: 'Ngày', en: 'As of' }),
      })
    }),
  )
}

/** The kind that a word means. @throws RowFault, also for what must not pass for a play area */
export function kindIn(text: string): FacilityKind {
  const known = facilityKinds.find((kind) => kind === text) ?? kindWords[fold(text)]
  if (known !== undefined) return known
  throw new RowFault({
    vi: `Loại công trình «${text}» không rõ. Hãy ghi điểm vui chơi, trường mầm non, điểm trường, nhà văn hoá hoặc trạm y tế; sân trường không phải điểm vui chơi.`,
    en: `The kind "${text}" is not known. Write ${facilityKinds.join(', ')}; a school yard is no play area.`,
  })
}

/** The state of repair that a word means; `unknown` for nothing. @throws RowFault */
export function conditionIn(text: string): Condition {
  if (text === '') return 'unknown'
  const known = conditions.find((condition) => condition === text) ?? conditionWords[fold(text)]
  if (known !== undefined) return known
  throw new RowFault({
    vi: `Tình trạng «${text}» không rõ. Hãy ghi đang sử dụng, đang sửa chữa, không an toàn hoặc đã đóng.`,
    en: `The condition "${text}" is not known. Write ${conditions.join(', ')}.`,
  })
}
