import { expect, test } from 'vitest'
import type { Ring } from '#domain/geodesy'
import type { Unit, Vintage } from '#domain/units'
import { readAreas } from '../../server/intake/boundaries-geojson'
import { matchAreas } from '../../server/intake/boundaries-match'
import { BoundaryProblem } from '../../server/intake/boundaries-problem'

const unit = (code: string, name: string, seat: Unit['seat']): Unit => ({
  ...{ vintage: '2024' as Vintage, level: 'commune' as const, code, name, seat },
  ...{ type: 'xã' as const, parent: '080', districts: [], areaKm2: null },
})
/** Two names that differ by one diacritic, one name twice, and one that begins like a type. */
const communes = [
  unit('02600', 'Sa Pa', [104.5, 22.5]),
  unit('02601', 'Sa Pả', [105.5, 22.5]),
  unit('02602', 'Thanh Bình', [106.5, 22.5]),
  unit('02603', 'Thanh Bình', [107.5, 22.5]),
  unit('02604', 'Xà Hồ', [108.5, 22.5]),
  unit('02605', 'Vạn Hòa', [109.5, 22.5]),
]
const spellings = [{ name: 'Vạn Hòa', variant: 'Bình Minh' }]

type Given = { id?: string | number; properties?: Record<string, unknown>; at?: number }
const square = (west: number): Ring => [
  [west, 22],
  [west + 1, 22],
  [west + 1, 23],
  [west, 23],
  [west, 22],
]
/** Features whose polygons lie, one after the other, at the communes' seats. */
const areasOf = (given: Given[]) =>
  readAreas(
    JSON.stringify({
      type: 'FeatureCollection',
      features: given.map(({ id, properties = {}, at }, i) => ({
        ...{ type: 'Feature', id, properties },
        geometry: { type: 'Polygon', coordinates: [square(at ?? 104 + i)] },
      })),
    }),
    'my.geojson',
  )
const named = (...names: string[]) => areasOf(names.map((name) => ({ properties: { TEN: name } })))
const match = (areas: ReturnType<typeof areasOf>, codeField?: string) =>
  matchAreas(areas, { communes, spellings, codeField }).features.map(({ id, geometry }) => [
    id,
    geometry.coordinates.flat(2)[0],
  ])
const problemOf = (areas: ReturnType<typeof areasOf>, codeField?: string): BoundaryProblem => {
  try {
    match(areas, codeField)
  } catch (error) {
    if (error instanceof BoundaryProblem) return error
  }
  throw new Error('no problem was found')
}

const all = communes.map(({ code }, i) => [code, 104 + i])

test('features are recognised by their own id, in any order', () => {
  const areas = areasOf(communes.map(({ code }, i) => ({ id: code, at: 104 + i })).reverse())
  expect(match(areas)).toEqual(all)
})

test('a field of codes is found by itself, also when the codes became numbers and lost their zero', () => {
  const areas = areasOf(communes.map(({ code }, i) => ({ id: i, properties: { n: i, ma_xa: Number(code) } })))
  expect(match(areas)).toEqual(all)
})

test('a field that is named is used, and one that does not exist is refused with those that do', () => {
  const areas = areasOf(communes.map(({ code }) => ({ properties: { wrong: '02600', right: code } })))
  expect(match(areas, 'right')).toEqual(all)
  const problem = problemOf(areas, 'rihgt')
  expect(problem.fault).toBe('usage')
  expect(problem.text.en).toContain('id, wrong, right')
})

const names = communes.map(({ name }) => name)

test.each([
  ['as they are', names],
  [
    'with the type before them',
    ['Thị trấn Sa Pa', 'Xã Sa Pả', 'Xã Thanh Bình', 'xã Thanh Bình', 'Xã Xà Hồ', 'P. Vạn Hòa'],
  ],
  ['decomposed', names.map((name) => name.normalize('NFD'))],
  ['in capitals with stray blanks', names.map((name) => ` ${name.toUpperCase().replace(' ', '  ')} `)],
  ['with the tone elsewhere', [...names.slice(0, 5), 'Vạn Hoà']],
  ['in a known other spelling', [...names.slice(0, 5), 'Bình Minh']],
])('names are recognised %s', (_, given) => {
  expect(match(named(...given))).toEqual(all)
})

test('names without diacritics and blanks are told apart by their place', () => {
  expect(match(named('SAPA', 'SAPA', 'Thanh Binh', 'Thanh Binh', 'XA HO', 'Xa Van Hoa'))).toEqual(all)
})

test('what is exactly the name of one commune is never taken for another', () => {
  expect(problemOf(named('Sa Pa', 'Sa Pa', 'Thanh Bình', 'Thanh Bình', 'Xà Hồ', 'Vạn Hòa')).lines).toEqual([
    '02600 Sa Pa: nhiều đối tượng / several features 1, 2',
    '02601 Sa Pả: không có trong tệp / not in the file',
  ])
})

test('of two communes with one name, the polygon’s place tells which it is; without it both are named', () => {
  const elsewhere = areasOf(names.map((TEN, i) => ({ properties: { TEN }, at: i === 2 ? 120 : 104 + i })))
  expect(problemOf(elsewhere).lines).toEqual([
    'đối tượng / feature 3 "Thanh Bình": có thể là / may be 02602 Thanh Bình, 02603 Thanh Bình',
  ])
})

test('everything unmatched, doubled and missing is listed, and it is the content that is wrong', () => {
  const problem = problemOf(named('Sa Pa', 'Sa Pa', 'Thanh Bình', 'Thanh Bình', 'Hà Nội', 'Vạn Hòa'))
  expect(problem.fault).toBe('content')
  expect(problem.text.en).toContain('6 communes: 4 places to mend')
  expect(problem.lines).toEqual([
    'đối tượng / feature 5 "Hà Nội": không có xã nào như vậy / no such commune; ở chỗ của / in the place of 02604 Xà Hồ',
    '02600 Sa Pa: nhiều đối tượng / several features 1, 2',
    '02601 Sa Pả: không có trong tệp / not in the file',
    '02604 Xà Hồ: không có trong tệp / not in the file',
  ])
})

test('a file without any known name or code lists all communes', () => {
  expect(problemOf(areasOf([{}])).lines).toHaveLength(7)
})

test('codes that fit places that do not are refused: another vintage reuses the codes', () => {
  const moved = areasOf(communes.map(({ code }, i) => ({ id: code, at: 107 + i })))
  const problem = problemOf(moved)
  expect(problem.text.en).toContain('--vintage')
  expect(problem.lines).toHaveLength(6)
})

test.each([
  [
    'an unknown coordinate system',
    { crs: { properties: { name: 'EPSG:3405' } } },
    'EPSG:3405; convert it to WGS 84',
  ],
  [
    'a feature without polygon',
    { features: [{ type: 'Feature', geometry: null }] },
    'feature 1 has no shape',
  ],
  ['a single feature', { type: 'Feature' }, 'is no FeatureCollection'],
])('%s is refused', (_, part, message) => {
  const text = JSON.stringify({ type: 'FeatureCollection', features: [], ...part })
  expect(() => readAreas(text, 'my.geojson')).toThrow(message)
})

test('WGS 84 may be declared', () => {
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } }
  expect(readAreas(JSON.stringify({ type: 'FeatureCollection', crs, features: [] }), 'my.geojson')).toEqual(
    [],
  )
})
