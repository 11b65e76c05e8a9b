import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeRow } from '#domain/attributes'
import { compileFilter } from '#domain/cql2/evaluate'
import { parseJson } from '#domain/cql2/json'
import { likeTest } from '#domain/cql2/like'
import type { Queryables } from '#domain/cql2/scalars'
import { parseText } from '#domain/cql2/text'
import { InputError } from '#domain/input-problem'
import type { Located } from '#domain/located'
import { crs84, referenceSystem } from '#domain/reference-systems'

const queryables: Queryables = new Map([
  ['code', 'text'],
  ['name', 'text'],
  ['rate', 'number'],
  ['zone', 'integer'],
  ['made_up', 'boolean'],
  ['day', 'date'],
  ['geometry', 'geometry'],
])

const square = (west: number, south: number): Located => ({
  extent: [west, south, west + 1, south + 1],
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + 1, south],
        [west + 1, south + 1],
        [west, south + 1],
        [west, south],
      ],
    ],
  },
})

const row = (code: string, name: string, rest: AttributeRow): AttributeRow => ({ code, name, ...rest })

// four units in a row from west to east; the last has no figures and no shape
const units = [
  {
    row: row('001', 'Sa Pa', { rate: 10, zone: 1, made_up: false, day: '2024-06-30' }),
    area: square(103, 22),
  },
  {
    row: row('002', 'Sa Pả', { rate: 50, zone: 3, made_up: true, day: '2024-12-31' }),
    area: square(104, 22),
  },
  {
    row: row('003', 'Y Tý', { rate: 50.5, zone: 3, made_up: false, day: '2025-06-30' }),
    area: square(105, 22),
  },
  { row: row('004', "Đầm'", { rate: null, zone: null, made_up: null, day: null }), area: null },
]

const pass = (filter: string, { json = false, system = crs84 } = {}): string => {
  const test = compileFilter(json ? parseJson(filter) : parseText(filter), queryables, system)
  return units.flatMap((unit) => (test(unit) ? [String(unit.row['code']).slice(2)] : [])).join('')
}

describe('a filter in CQL2 text', () => {
  test.each([
    ["code = '002'", '2'],
    ["code <> '002'", '134'],
    ['rate > 50', '3'],
    ['rate >= 50', '23'],
    ['rate < 50', '1'],
    ['rate <= 50.0', '12'],
    ['rate = 5.05e1', '3'],
    ['-1 < rate', '123'],
    ["day = DATE('2024-12-31')", '2'],
    ["day < DATE('2025-01-01')", '12'],
    ["day >= TIMESTAMP('2024-12-31T00:00:00Z')", '23'],
    ["day > TIMESTAMP('2024-12-31T00:00:01Z')", '3'],
    ['made_up = true', '2'],
    ['made_up', '2'],
    ['not made_up', '13'],
    ['TRUE', '1234'],
    ['false', ''],
    ['rate IS NULL', '4'],
    ['rate is not null', '123'],
    ['geometry IS NULL', '4'],
    ["name LIKE 'Sa%'", '12'],
    ["name NOT LIKE 'Sa%'", '34'],
    ["name LIKE '_ T_'", '3'],
    ["name LIKE 'sa%'", ''],
    ["CASEI(name) LIKE casei('SA PA')", '1'],
    ["name ILIKE 'SA PA'", '1'],
    ["ACCENTI(name) = ACCENTI('Sa Pa')", '12'],
    ["CASEI(ACCENTI(name)) LIKE 'dam%'", '4'],
    ["name = 'Đầm'''", '4'],
    ["name = 'Đầm\\''", '4'],
    ['rate BETWEEN 10 AND 50', '12'],
    ['rate NOT BETWEEN 10 AND 50', '3'],
    ["code IN ('001', '003')", '13'],
    ["code NOT IN ('001', '003')", '24'],
    ["day IN (DATE('2024-12-31'), DATE('2023-12-31'))", '2'],
    ["day IN ('2024-12-31', '2023-12-31T00:00:00Z')", '2'],
    ["'it''s' = 'it\\'s'", '1234'],
    ["'\\a\\b\\t\\n\\v\\f\\r' = '\u0007\b\t\n\v\f\r'", '1234'],
    ["'50\\%' LIKE '50\\\\\\%'", '1234'],
    ['"zone" IN (3)', '23'],
    ["rate > 20 AND zone = 3 OR code = '001'", '123'],
    ["rate > 20 AND (zone = 1 OR code = '003')", '3'],
    ['NOT (rate > 20)', '1'],
    ['NOT rate > 20 AND zone = 1', '1'],
    ['S_INTERSECTS(geometry, POINT(104.5 22.5))', '2'],
    ['S_INTERSECTS(geometry, POINT(104 22.5))', '12'],
    ['s_intersects(POINT Z (104.5 22.5 300), geometry)', '2'],
    ['S_INTERSECTS(geometry, BBOX(102, 21, 103.5, 22.5))', '1'],
    ['S_INTERSECTS(geometry, BBOX(102, 21, 0, 103.5, 22.5, 900))', '1'],
    ['S_INTERSECTS(geometry, BBOX(150, -90, -150, 90))', ''],
    ['S_INTERSECTS(geometry, POLYGON((103.2 22.2, 104.5 22.2, 104.5 22.4, 103.2 22.2)))', '12'],
    ['S_INTERSECTS(geometry, LINESTRING(103.5 22.5, 105.5 22.5))', '123'],
    ['S_INTERSECTS(geometry, MULTIPOINT((103.5 22.5), (105.5 22.5)))', '13'],
    ['S_INTERSECTS(geometry, MULTIPOINT(103.5 22.5, 105.5 22.5))', '13'],
    ['S_INTERSECTS(geometry, MULTILINESTRING((100 1, 101 1), (105.2 22.1, 105.3 22.1)))', '3'],
    ['S_INTERSECTS(geometry, MULTIPOLYGON(((104.2 22.2, 104.5 22.2, 104.5 22.4, 104.2 22.2))))', '2'],
    [
      'S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(103.5 22.5), LINESTRING(105.2 22.1, 105.3 22.1)))',
      '13',
    ],
    ['NOT S_INTERSECTS(geometry, POINT(104.5 22.5))', '13'],
    ['S_INTERSECTS(geometry, geometry)', '123'],
    ['S_INTERSECTS(BBOX(103, 22, 104, 23), POINT(103.5 22.5))', '1234'],
    ['S_INTERSECTS(LINESTRING(103 22, 104 23), POINT(103.5 22.6))', ''],
    ['S_INTERSECTS(LINESTRING(103 22, 104 23), MULTIPOINT(0 0, 103.5 22.5))', '1234'],
    ['S_INTERSECTS(BBOX(150, -90, -150, 90), POINT(-170 0))', '1234'],
  ])('%s', (filter, expected) => {
    expect(pass(filter)).toBe(expected)
  })

  test('reads coordinates in the order of the system they are in', () => {
    const system = referenceSystem('EPSG:4326')!
    expect(pass('S_INTERSECTS(geometry, POINT(22.5 104.5))', { system })).toBe('2')
    expect(pass('S_INTERSECTS(geometry, BBOX(21, 102, 22.5, 103.5))', { system })).toBe('1')
  })
})

describe('a filter in CQL2 JSON', () => {
  const property = (name: string) => ({ property: name })
  test.each([
    [{ op: '=', args: [property('code'), '002'] }, '2'],
    [{ op: '<>', args: [property('code'), '002'] }, '134'],
    [
      {
        op: 'and',
        args: [
          { op: '>', args: [property('rate'), 20] },
          { op: '=', args: [property('zone'), 3] },
        ],
      },
      '23',
    ],
    [
      {
        op: 'or',
        args: [
          { op: '<', args: [property('rate'), 20] },
          { op: '>=', args: [property('rate'), 50.5] },
        ],
      },
      '13',
    ],
    [{ op: 'not', args: [{ op: '<=', args: [property('rate'), 20] }] }, '23'],
    [{ op: 'like', args: [property('name'), 'Sa%'] }, '12'],
    [
      {
        op: 'like',
        args: [
          { op: 'casei', args: [property('name')] },
          { op: 'casei', args: ['SA PA'] },
        ],
      },
      '1',
    ],
    [{ op: '=', args: [{ op: 'accenti', args: [property('name')] }, 'Sa Pa'] }, '12'],
    [{ op: 'between', args: [property('rate'), 10, 50] }, '12'],
    [{ op: 'in', args: [property('code'), ['001', '003']] }, '13'],
    [{ op: 'isNull', args: [property('rate')] }, '4'],
    [{ op: '>', args: [property('day'), { date: '2024-12-31' }] }, '3'],
    [{ op: '>', args: [property('day'), { timestamp: '2024-12-31T00:00:00Z' }] }, '3'],
    [property('made_up'), '2'],
    [true, '1234'],
    [
      { op: 's_intersects', args: [property('geometry'), { type: 'Point', coordinates: [104.5, 22.5] }] },
      '2',
    ],
    [{ op: 's_intersects', args: [property('geometry'), { bbox: [102, 21, 103.5, 22.5] }] }, '1'],
    [
      {
        op: 's_intersects',
        args: [
          property('geometry'),
          { type: 'GeometryCollection', geometries: [{ type: 'MultiPoint', coordinates: [[103.5, 22.5]] }] },
        ],
      },
      '1',
    ],
  ])('%j', (filter, expected) => {
    expect(pass(JSON.stringify(filter), { json: true })).toBe(expected)
  })
})

/** What is said against a filter. */
const refused = (filter: string, json = false) => {
  try {
    pass(filter, { json })
  } catch (error) {
    if (error instanceof InputError) return error.problems[0]!
    throw error
  }
  throw new Error(`"${filter}" was accepted`)
}

describe('a filter that makes no sense is refused with place and remedy', () => {
  test.each([
    ['', 1, 'property'],
    ['rate >', 7, 'value'],
    ['rate > AND zone = 1', 8, 'found "AND"'],
    ['rate 5', 6, 'LIKE'],
    ['rate ~ 5', 6, '"~"'],
    ["name = 'Sa", 8, 'never closed'],
    ['(rate > 5', 10, ')'],
    ['rate > 5)', 9, 'the end'],
    ['rate > 5 zone = 3', 10, 'AND'],
    ['rat > 5', 1, 'rate'],
    ['rate > "5"', 8, 'no property "5"'],
    ["rate > '5'", 8, 'single quotes'],
    ['code = 85', 8, "'085'"],
    ['name LIKE 5', 11, 'Sa%'],
    ['rate LIKE 5', 11, 'Sa%'],
    ["rate LIKE '5'", 1, 'text'],
    ['rate BETWEEN 1 OR 2', 16, 'AND'],
    ['code BETWEEN 1 AND 2', 1, 'number'],
    ['code IN ()', 10, 'value'],
    ["code IN ('001' '002')", 16, ','],
    ['rate IS 5', 9, 'NULL'],
    ['rate NOT 5', 10, 'BETWEEN'],
    ["day > '2024-01-01'", 7, 'DATE('],
    ["day IN ('soon')", 9, 'DATE('],
    ["day > DATE('2024-13-01')", 12, 'no date'],
    ["day > DATE('2023-02-29')", 12, 'no date'],
    ["day > TIMESTAMP('2024-06-31T00:00:00Z')", 17, 'no moment'],
    ["day > DATE('soon')", 12, 'no date'],
    ['zone', 1, 'boolean'],
    ['geometry = 5', 1, 'S_INTERSECTS'],
    ['upper(name) = 5', 1, 'CASEI'],
    ['S_INTERSECTS(geometry, POINT(90 180))', 24, 'not on the earth'],
    ['S_INTERSECTS(geometry, POINT(22.5 104.5))', 24, 'longitude comes first'],
    ['S_INTERSECTS(geometry, POINT(104))', 33, 'a number'],
    ['S_INTERSECTS(geometry, POLYGON((1 1, 2 2, 3 3, 4 4)))', 52, 'closed'],
    ['S_INTERSECTS(geometry, BBOX(1, 2, 3))', 37, '4 or 6'],
    ['S_INTERSECTS(geometry, BBOX(105, 22, 103, 23))', 24, 'exchanged'],
    ['S_INTERSECTS(geometry, BBOX(103, 23, 105, 22))', 24, 'exchanged'],
    ['S_INTERSECTS(name, POINT(104 22))', 14, 'no geometry'],
    ['S_INTERSECTS(geometry)', 22, ','],
  ])('%s', (filter, place, hint) => {
    const { at, message } = refused(filter)
    expect(at).toBe(`filter:${place}`)
    expect(message.en).toContain(`Character ${place}: `)
    expect(message.en).toContain(hint)
    expect(message.vi).toMatch(/^Ký tự \d+: /)
  })

  test.each([
    ['{', 'filter/', 'no valid JSON'],
    ['{}', 'filter/op', 's_intersects'],
    ['5', 'filter/', '"op"'],
    ['{"op":"=","args":[{"property":"rate"}]}', 'filter/args', 'exactly 2'],
    ['{"op":"=","args":[{"property":"rat"},5]}', 'filter/args[0]', 'rate'],
    ['{"op":"=","args":[{"property":"rate"},"5"]}', 'filter/args[1]', 'single quotes'],
    ['{"op":"and","args":[true,{"op":"="}]}', 'filter/args[1].args', '[…]'],
    ['{"op":"like","args":[{"property":"name"},5]}', 'filter/args[1]', 'Sa%'],
    ['{"op":"in","args":[{"property":"code"},"001"]}', 'filter/args[1]', '[…]'],
    ['{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point"}]}', 'filter/args[1]', 'GeoJSON'],
    ['{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[1,2]}]}', 'filter/args[1].bbox', '104'],
  ])('%s', (filter, place, hint) => {
    const { at, message } = refused(filter, true)
    expect(at).toBe(place)
    expect(message.en).toContain(hint)
  })

  test('however deep it is nested', () => {
    expect(refused(`${'('.repeat(5000)}true${')'.repeat(5000)}`).message.en).toContain('levels deep')
    expect(refused(`${'NOT '.repeat(5000)}true`).message.en).toContain('levels deep')
    const deep = `${'{"op":"not","args":['.repeat(3000)}true${']}'.repeat(3000)}`
    expect(refused(deep, true).message.en).toContain('levels deep')
    expect(() => pass(`S_INTERSECTS(geometry, ${'GEOMETRYCOLLECTION('.repeat(3000)}`)).toThrow(InputError)
    expect(() => pass(`${'casei('.repeat(3000)}name`)).toThrow(InputError)
  })

  test('whatever is typed, the answer is a result or a refusal', () => {
    const pieces = [
      'code',
      "'001'",
      'rate',
      '5',
      '=',
      '<',
      'AND',
      'OR',
      'NOT',
      '(',
      ')',
      'LIKE',
      'IN',
      ',',
      'IS',
      'NULL',
      '-',
      'BBOX',
      'POINT',
      "'",
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 12 }), (words) => {
        try {
          pass(words.join(' '))
        } catch (error) {
          expect(error).toBeInstanceOf(InputError)
        }
      }),
    )
  })
})

describe('LIKE', () => {
  test('agrees with the regular expression it stands for', () => {
    const character = fc.constantFrom('a', 'b', '%', '_', 'ế')
    fc.assert(
      fc.property(
        fc.string({ unit: character, maxLength: 8 }),
        fc.string({ unit: character, maxLength: 8 }),
        (pattern, text) => {
          const same = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'u')
          expect(likeTest(pattern)(text)).toBe(same.test(text))
        },
      ),
    )
  })

  test('takes escaped wildcards as they stand', () => {
    expect(likeTest('50\\%')('50%')).toBe(true)
    expect(likeTest('50\\%')('50x')).toBe(false)
  })
})

test('a missing value makes neither a comparison nor its opposite true', () => {
  for (const filter of ['rate > 20', 'zone = 3', "day < DATE('2025-01-01')", 'rate BETWEEN 0 AND 100']) {
    const [yes, no] = [pass(filter), pass(`NOT (${filter})`)]
    expect([...yes, ...no].sort().join('')).toBe('123')
  }
})
