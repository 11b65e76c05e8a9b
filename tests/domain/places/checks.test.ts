import { describe, expect, test } from 'vitest'
import type { Borders } from '#domain/places/checks'
import { bordersOf, checkPlaces, communeAt, isSwapped } from '#domain/places/checks'
import type { LonLat } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { unknownChildren } from '#domain/places/village'
import { facility, settled, village } from '../../fixtures/places'
import { squareOf } from '../../fixtures/tiling'

// Two communes side by side, each a tenth of a degree wide: A from 104.0° to 104.1°, B from 104.1° to 104.2°.
const square = (id: string, west: number) => squareOf(id, west, 22, 0.1)
const areas: Areas = { type: 'FeatureCollection', features: [square('90001', 104), square('90002', 104.1)] }
const official = bordersOf(areas, false)
const sketch = bordersOf(areas, true)

const inA: LonLat = [104.05, 22.05]
const check = (
  villages: ReturnType<typeof village>[],
  facilities: ReturnType<typeof facility>[] = [],
  borders: Borders = official,
) => checkPlaces(villages, facilities, borders)

test('places in order raise nothing', () => {
  expect(
    check(
      [settled('a', inA, 40, { playArea: 'yes' }), settled('b', [104.06, 22.05], 30, { playArea: 'no' })],
      [facility({ id: 'p', village: 'a', position: inA }), facility({ id: 'q', position: null })],
    ),
  ).toEqual([])
})

test('latitude before longitude: to be swapped', () => {
  const [warning] = check([settled('a', [22.05, 104.05], 40)])
  expect(warning).toMatchObject({
    check: 'swapped-position',
    subject: 'a',
    mend: { kind: 'swap', position: [104.05, 22.05] },
  })
  expect([isSwapped([22.05, 104.05]), isSwapped([104.05, 22.05]), isSwapped([0, 0])]).toEqual([
    true,
    false,
    false,
  ])
})

describe('a point outside its commune', () => {
  test('in another: to be moved there; the distance is that to its own border', () => {
    const [warning] = check([settled('a', [104.12, 22.05], 40)])
    // 0.02° on the parallel of 22.05° N: 0.02 × 103.3 km
    expect(warning).toMatchObject({
      check: 'outside-commune',
      isSchematic: false,
      mend: { kind: 'move', commune: '90002' },
    })
    expect(Math.abs(warning!.metres! - 2063)).toBeLessThan(15)
  })

  test('in none: outside the province, and nobody knows where it belongs', () => {
    const [warning] = check([], [facility({ id: 'p', position: [104.5, 22.5] })])
    expect(warning).toMatchObject({ check: 'outside-province', place: 'facility', mend: null })
  })

  test('is let pass near the border while that is a sketch, and said to be judged by a sketch further out', () => {
    expect(check([settled('a', [104.12, 22.05], 40)], [], sketch)).toEqual([])
    expect(check([settled('a', [104.18, 22.05], 40)], [], sketch)).toMatchObject([
      { check: 'outside-commune', isSchematic: true },
    ])
  })
})

describe('a village without children', () => {
  test('is asked about when it counted and found none', () => {
    expect(check([settled('a', null, 0)])).toMatchObject([
      { check: 'no-children', mend: { kind: 'count-children' } },
    ])
  })

  test('is no fault when it did not count, or found some in one group', () => {
    expect(check([village({ id: 'a' })])).toEqual([])
    const children = { ...unknownChildren, children_0_2: 0, children_under_16: 3 }
    expect(check([village({ id: 'a', children })])).toEqual([])
  })
})

describe('two places on one spot', () => {
  // 0.0001° of latitude are 11 m, 0.0003° are 33 m
  const p = facility({ id: 'p', position: [104.05, 22.05] })
  test('of one kind are to be merged', () => {
    expect(check([], [p, facility({ id: 'q', position: [104.05, 22.0501] })])).toMatchObject([
      { check: 'same-spot', subject: 'q', other: 'p', metres: 11, mend: { kind: 'merge', with: 'p' } },
    ])
  })

  test('of different kinds may both be there', () => {
    const school = facility({ id: 'q', kind: 'preschool-main', position: [104.05, 22.05] })
    expect(check([], [p, school])).toMatchObject([{ check: 'same-spot', mend: null }])
  })

  test('further apart are two', () => {
    expect(check([], [p, facility({ id: 'q', position: [104.05, 22.0503] })])).toEqual([])
  })

  test('villages are asked about, too', () => {
    expect(check([settled('a', inA, 4), settled('b', inA, 5)])).toMatchObject([
      { check: 'same-position', subject: 'b', other: 'a', metres: 0 },
    ])
  })
})

describe('names', () => {
  const named = (id: string, name: string, fields: object = {}) => village({ id, name, ...fields })
  test('twice in a commune: one is to be renamed; case and blanks do not tell them apart', () => {
    expect(check([named('a', 'Nậm Đét'), named('b', 'nậm  đét')])).toMatchObject([
      { check: 'same-name', subject: 'b', other: 'a', mend: { kind: 'rename' } },
    ])
  })

  test('that differ by diacritics, type or commune are different', () => {
    const different = [
      named('a', 'Na Hối'),
      named('b', 'Nà Hối'),
      named('c', 'Na Hối', { type: 'tổ dân phố' }),
      named('d', 'Na Hối', { commune: '90002' }),
    ]
    expect(check(different)).toEqual([])
  })
})

describe('the register and the play area on record', () => {
  const of = (playArea: 'yes' | 'no' | 'unknown', condition: 'working' | 'closed' | 'unknown') =>
    check([village({ id: 'a', playArea })], [facility({ id: 'p', village: 'a', condition })])
  test('that contradict each other: the register is to follow', () => {
    expect(of('no', 'working')).toMatchObject([
      { check: 'play-area-differs', mend: { kind: 'set-play-area', playArea: 'yes' } },
    ])
    expect(of('yes', 'closed')).toMatchObject([{ mend: { playArea: 'no' } }])
  })

  test('that agree, or of which nothing is known, are left alone', () => {
    expect(of('yes', 'working')).toEqual([])
    expect(of('no', 'unknown')).toEqual([])
  })
})

test('the commune of a point is found, and none outside', () => {
  expect(communeAt(official, inA)).toBe('90001')
  expect(communeAt(official, [104.15, 22.05])).toBe('90002')
  expect(communeAt(official, [105, 22])).toBeNull()
})
