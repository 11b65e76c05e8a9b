import ExcelJS from 'exceljs'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { bordersOf } from '#domain/places/checks'
import type { ImportContext } from '#domain/places/read-commune'
import { schematicTopology } from '#domain/schematic'
import { featuresOf } from '#domain/topology'
import type { TakenRow } from '../../../server/intake/places/import'
import { readPlacesFile } from '../../../server/intake/places/import'
import { readShipped } from '../../../server/intake/shipped'
import { placesOf, village } from '../../fixtures/places'

let context: ImportContext
beforeAll(() => {
  const shipped = readShipped(join(import.meta.dirname, '../../../data'))
  context = {
    vintage: '2025',
    units: shipped.units.filter(({ vintage }) => vintage === '2025'),
    nameVariants: shipped.variants,
    borders: bordersOf(featuresOf(schematicTopology(shipped)['2025'], 'commune'), true),
    places: placesOf([
      village({ id: 'known', commune: '02839', name: 'Na Hối', since: 7 }),
      village({ id: 'mh-1', commune: '02839', name: 'minh hoạ 1', status: 'illustrative' }),
    ]),
    source: 'list of 2026',
    asOf: '2026-06-30',
  }
})

const read = (text: string | Uint8Array, kind: 'village' | 'facility', fileName = 'places.csv') =>
  readPlacesFile(
    { bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text, fileName, kind },
    context,
  )
const rowsOf = async (...asked: Parameters<typeof read>) => {
  const answer = await read(...asked)
  if (answer.kind === 'refused') throw new Error(answer.text.en)
  return answer.rows
}
const taken = async (...asked: Parameters<typeof read>) =>
  (await rowsOf(...asked)).map((row) => {
    if (row.kind === 'rejected') throw new Error(row.text.en)
    return row
  })
const contentOf = ({ change }: TakenRow) => change.content

describe('a list of villages', () => {
  const header =
    'Mã xã;Tên thôn;Loại;Đặc biệt khó khăn;Số hộ;Trẻ dưới 16;Quỹ đất;Điểm vui chơi;Kinh độ;Vĩ độ\n'

  test('is read with Vietnamese headings, numbers and answers', async () => {
    const [row] = await taken(
      `${header}02839;Thôn Nậm Đét;;có;1.234;95;chưa;đang sửa chữa;104,2923;22,5233\n`,
      'village',
    )
    expect(row!.change.action).toBe('add')
    expect(contentOf(row!)).toEqual({
      vintage: '2025',
      commune: '02839',
      name: 'Nậm Đét',
      type: 'thôn',
      extremelyDisadvantaged: true,
      households: 1234,
      children: {
        children_0_2: null,
        children_3_5: null,
        children_5: null,
        children_under_5: null,
        children_under_6: null,
        children_under_16: 95,
      },
      land: 'no',
      playArea: 'under-repair',
      position: [104.2923, 22.5233],
      elevation: null,
      source: 'list of 2026',
      asOf: '2026-06-30',
    })
  })

  test('leaves what is not written unknown, never zero', async () => {
    const [row] = await taken(`${header}02839;Nậm Đét;bản;;;;;;;\n`, 'village')
    expect(contentOf(row!)).toMatchObject({
      type: 'bản',
      extremelyDisadvantaged: null,
      households: null,
      land: 'unknown',
      playArea: 'unknown',
      position: null,
    })
  })

  test('finds the commune by name, and by the position when no column names it', async () => {
    const byName = await taken('Xã,Tên thôn,Số hộ\nXã Bắc Hà,A,10\nbao nhai,B,20\n', 'village')
    expect(byName.map((row) => contentOf(row).commune)).toEqual(['02839', '02890'])
    const byPlace = await taken('Tên thôn,Kinh độ,Vĩ độ\nA,104.2923,22.5233\n', 'village')
    expect(contentOf(byPlace[0]!).commune).toBe('02839')
  })

  test('puts latitude and longitude in order when they were exchanged, and says so', async () => {
    const [row] = await taken('Mã xã,Tên thôn,Kinh độ,Vĩ độ\n02839,A,22.5233,104.2923\n', 'village')
    expect(row).toMatchObject({ isSwapped: true, change: { content: { position: [104.2923, 22.5233] } } })
  })

  test('knows a village that is on record, by name, but takes over no made-up one', async () => {
    const rows = await taken('Mã xã,Tên thôn,Số hộ\n02839,Na Hối,30\n02839,minh hoạ 1,20\n', 'village')
    expect(rows[0]).toMatchObject({ base: 7, change: { action: 'change', subject: 'known' } })
    expect(rows[1]).toMatchObject({ base: null, change: { action: 'add' } })
    expect(rows[1]!.change.subject).not.toBe('mh-1')
  })

  test('gives the same ids for the same file, so that sending it twice makes nothing twice', async () => {
    const text = 'Mã xã,Tên thôn,Số hộ\n02839,A,30\n02839,B,20\n'
    expect(await rowsOf(text, 'village')).toEqual(await rowsOf(text, 'village'))
    const ids = (await taken(text, 'village')).map(({ proposal }) => proposal)
    expect(new Set(ids).size).toBe(2)
  })

  test('is read from Excel, too', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('Sổ thôn')
    sheet.addRows([['DANH SÁCH THÔN'], ['Mã xã', 'Tên thôn', 'Số hộ'], ['02839', 'Nậm Đét', 45]])
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const [row] = await taken(bytes, 'village', 'so-thon.xlsx')
    expect(contentOf(row!)).toMatchObject({ name: 'Nậm Đét', households: 45 })
  })

  test('every row is taken or rejected with what to do, and one bad row spoils no other', async () => {
    const rows = await rowsOf(
      [
        'Mã xã,Tên thôn,Số hộ,Điểm vui chơi,Kinh độ,Vĩ độ',
        '02839,A,30,có,,',
        '99999,B,30,có,,',
        '02839,,30,có,,',
        '02839,C,abc,có,,',
        '02839,D,30,có lẽ,,',
        '02839,E,30,có,10,10',
        ',F,30,có,,',
        '02839,A,31,không,,',
        '02839,G,12,không,,',
      ].join('\n'),
      'village',
    )
    expect(rows).toHaveLength(9)
    expect(rows.map(({ kind }) => kind)).toEqual(['taken', ...Array<string>(7).fill('rejected'), 'taken'])
    for (const row of rows) {
      if (row.kind === 'rejected')
        expect([row.text.vi.length, row.text.en.length].every((n) => n > 20)).toBe(true)
    }
  })

  test('without a heading is refused with what it needs', async () => {
    expect(await read('1,2,3\n4,5,6\n', 'village')).toMatchObject({ kind: 'refused' })
  })
})

describe('a list of facilities', () => {
  test('is read from CSV, with the village by its name', async () => {
    const [row] = await taken(
      'Loại,Mã xã,Thôn,Tình trạng,Ngày kiểm tra,Sức chứa\nĐiểm vui chơi,02839,Thôn Na Hối,Đang sử dụng,31/12/2025,40\n',
      'facility',
    )
    expect(contentOf(row!)).toMatchObject({
      kind: 'play-area',
      village: 'known',
      condition: 'working',
      safetyCheckedOn: '2025-12-31',
      capacity: 40,
    })
  })

  test('takes no school yard for a play area, no day that there is not, no village that there is not', async () => {
    const rows = await rowsOf(
      'Loại,Mã xã,Thôn,Ngày kiểm tra\nSân trường,02839,,\nĐiểm vui chơi,02839,,31/02/2025\nĐiểm vui chơi,02839,Nơi khác,\n',
      'facility',
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['rejected', 'rejected', 'rejected'])
  })
})

describe('an export from OpenStreetMap', () => {
  const file = readFileSync(join(import.meta.dirname, 'osm-export.geojson'), 'utf8')

  test('is read: playgrounds, kindergartens, clinics, community centres; areas by their middle', async () => {
    const rows = await rowsOf(file, 'facility', 'export.geojson')
    expect(rows).toHaveLength(6)
    const found = rows.filter((row): row is TakenRow => row.kind === 'taken')
    expect(
      found.map((row) => [row.change.subject, 'kind' in row.change.content && row.change.content.kind]),
    ).toEqual([
      ['osm-node-1001', 'play-area'],
      ['osm-way-1002', 'preschool-main'],
      ['osm-node-1003', 'cultural-house'],
      ['osm-node-1004', 'health-station'],
    ])
    expect(contentOf(found[1]!).position).toEqual([104.293, 22.524])
    expect(new Set(found.map((row) => contentOf(row).commune))).toEqual(new Set(['02839']))
  })

  test('does not pass what one sees on a map for safe', async () => {
    const [playground] = await rowsOf(file, 'facility', 'export.geojson')
    expect(playground).toMatchObject({ change: { content: { condition: 'unknown' } } })
  })

  test('rejects a hospital and what lies outside the province, each with a reason', async () => {
    const rejected = (await rowsOf(file, 'facility', 'export.geojson')).filter(
      ({ kind }) => kind === 'rejected',
    )
    expect(rejected.map(({ row }) => row)).toEqual([5, 6])
  })

  test('that is damaged is refused', async () => {
    expect(await read(file.slice(0, 200), 'facility', 'export.geojson')).toMatchObject({ kind: 'refused' })
  })
})
