import { createHash } from 'node:crypto'
import type { Bilingual } from '#domain/measures'
import type { FacilityContent } from '#domain/places/facility'
import type { Places } from '#domain/places/places'
import { villagesIn } from '#domain/places/places'
import type { Change } from '#domain/places/proposal'
import type { ImportContext } from '#domain/places/read-commune'
import type { ReadRow } from '#domain/places/read-row'
import { readFacilities } from '#domain/places/read-facilities'
import { readFacilityFeatures } from '#domain/places/read-geojson'
import { readVillages } from '#domain/places/read-villages'
import type { VillageContent } from '#domain/places/village'
import { Refusal } from '../reading/refusal'
import { tablesOf } from '../reading/report'

export type PlacesFile = { bytes: Uint8Array; fileName: string; kind: 'village' | 'facility' }

/** A row that was taken, as the change that it asks for. */
export type TakenRow = {
  kind: 'taken'
  row: number
  /** Id of the proposal that it becomes: the same file gives the same ids. */
  proposal: string
  change: Extract<Change, { action: 'add' | 'change'; kind: 'village' | 'facility' }>
  base: number | null
  /** What is on record says the same already. */
  isSame: boolean
  isSwapped: boolean
}
/** A row that was taken, before it is known which proposal it becomes. */
export type SettledRow = Omit<TakenRow, 'proposal'>
export type ImportedRow = TakenRow | Extract<ReadRow<never>, { kind: 'rejected' }>

export type PlacesImport = { kind: 'read'; rows: ImportedRow[] } | { kind: 'refused'; text: Bilingual }

/** Most rows of one file: a province has 3,000 villages. */
const mostRows = 10_000

/** Reads a file of villages (XLSX, CSV) or facilities (XLSX, CSV, GeoJSON). Every row is taken or rejected. */
export async function readPlacesFile(file: PlacesFile, context: ImportContext): Promise<PlacesImport> {
  try {
    const rows = await rowsOf(file, context)
    if (rows === null) return { kind: 'refused', text: noHeading }
    if (rows.length > mostRows) return { kind: 'refused', text: tooManyRows }
    const fileHash = hashOf(Buffer.from(file.bytes).toString('base64'))
    const seen = new Set<string>()
    return {
      kind: 'read',
      rows: rows.map((row) => {
        const settled = settle(row, context.places, seen)
        if (settled.kind === 'rejected') return settled
        return { ...settled, proposal: `import-${hashOf(`${fileHash}/${row.row}`)}` }
      }),
    }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', text: error.text }
    throw error
  }
}

type Content = VillageContent | FacilityContent

async function rowsOf(
  { bytes, fileName, kind }: PlacesFile,
  context: ImportContext,
): Promise<ReadRow<Content>[] | null> {
  if (kind === 'facility' && isJson(bytes)) return readFacilityFeatures(parsed(bytes), context)
  const { tables } = await tablesOf({ bytes, fileName })
  for (const table of tables) {
    const rows: ReadRow<Content>[] | null =
      kind === 'village' ? readVillages(table, context) : readFacilities(table, context)
    if (rows !== null) return rows
  }
  return null
}

const isJson = (bytes: Uint8Array): boolean =>
  /^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 200)).replace(/^\uFEFF/, ''))

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new Refusal('other-format', {
      vi: 'Tệp GeoJSON bị hỏng. Hãy xuất lại từ phần mềm bản đồ.',
      en: 'The GeoJSON is damaged. Export it again from the mapping program.',
    })
  }
}

/** A row as a change of what is on record; one that says the same as a row above is rejected. */
export function settle(
  read: ReadRow<Content>,
  places: Places,
  seen: Set<string>,
): SettledRow | Extract<ReadRow<never>, { kind: 'rejected' }> {
  if (read.kind === 'rejected') return read
  const { row, id, content, isSwapped } = read
  const record = 'playArea' in content ? knownVillage(places, content, id) : knownFacility(places, id)
  const subject = record?.id ?? (id !== null && isId(id) ? id : idFor(content))
  if (seen.has(subject)) {
    return {
      kind: 'rejected',
      row,
      text: {
        vi: 'Dòng này trùng với một dòng ở trên (cùng mã, hoặc cùng xã và tên). Hãy bỏ một dòng, hoặc ghi mã khác nhau.',
        en: 'This row is the same as one above (the same id, or commune and name). Remove one, or give them different ids.',
      },
    }
  }
  seen.add(subject)
  const change = { action: record ? 'change' : 'add', subject } as const
  return {
    kind: 'taken',
    row,
    change:
      'playArea' in content
        ? { kind: 'village', ...change, content }
        : { kind: 'facility', ...change, content },
    base: record?.since ?? null,
    isSame: record !== null && isSameContent(record, content),
    isSwapped,
  }
}

/** The real village that a row is about: by id, else by commune, type and name. Made-up ones are never taken over. */
function knownVillage(places: Places, { vintage, commune, type, name }: VillageContent, id: string | null) {
  const real = villagesIn(places, vintage, commune).filter(({ status }) => status !== 'illustrative')
  const bare = (text: string) => text.toLowerCase()
  return (
    real.find((village) => village.id === id) ??
    real.find((village) => village.type === type && bare(village.name) === bare(name)) ??
    null
  )
}

const knownFacility = (places: Places, id: string | null) =>
  places.facilities.find((facility) => facility.id === id && facility.status !== 'illustrative') ?? null

const isId = (id: string): boolean => /^[0-9A-Za-z][0-9A-Za-z._-]{0,79}$/.test(id) && !id.startsWith('mh-')

/** The same village or facility has the same id in every file. */
const idFor = (content: Content): string =>
  'playArea' in content
    ? `v-${hashOf([content.vintage, content.commune, content.type, content.name.toLowerCase()].join('/'))}`
    : `f-${hashOf([content.vintage, content.commune, content.kind, content.name, content.village, content.position].join('/'))}`

/** Makes ids: short, and the same for the same text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 20)

function isSameContent(record: object, content: Content): boolean {
  const before = new Map(Object.entries(record))
  return Object.entries(content).every(
    ([field, value]) => JSON.stringify(before.get(field)) === JSON.stringify(value),
  )
}

const noHeading: Bilingual = {
  vi: 'Không tìm thấy dòng tiêu đề. Danh sách thôn cần các cột «Mã xã» hoặc «Xã», «Tên thôn»…; danh sách công trình cần cột «Loại» và «Xã» hoặc «Kinh độ», «Vĩ độ».',
  en: 'No heading was found. A list of villages needs the columns "commune code" or "commune name" and "village"; one of facilities needs "kind" and "commune" or "longitude" and "latitude".',
}
const tooManyRows: Bilingual = {
  vi: `Tệp có hơn ${mostRows} dòng. Hãy chia theo xã hoặc huyện.`,
  en: `The file has more than ${mostRows} rows. Send it commune by commune.`,
}
