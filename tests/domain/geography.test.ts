import { describe, expect, test } from 'vitest'
import {
  geographyOf,
  provinceAround,
  provinceLookedAt,
  provinceOf,
  provincesOf,
  unitsIn,
} from '#domain/geography'
import type { Unit } from '#domain/units'

const unit = (level: Unit['level'], code: string, parent: string | null): Unit => ({
  ...{ vintage: '2025', level, code, name: code, type: 'xã', parent },
  ...{ districts: [], areaKm2: null, seat: null },
})

/** Of the second province some communes lie in a district, one lies in none. */
const two = geographyOf('2025', [
  unit('province', '20', null),
  unit('district', '201', '20'),
  unit('commune', '00003', '201'),
  unit('commune', '00002', '20'),
  unit('commune', '00005', '201'),
  unit('province', '10', null),
  unit('commune', '00001', '10'),
])
const one = geographyOf('2025', [unit('province', '10', null), unit('commune', '00001', '10')])

describe('the province looked at', () => {
  test('is the one asked for, else the first where there are several', () => {
    expect(provinceLookedAt(provincesOf(two), '20')).toBe('20')
    expect(provinceLookedAt(provincesOf(two), null)).toBe('10')
  })

  test('is all there is where there is only one: nothing has to be left out', () => {
    expect(provinceLookedAt(provincesOf(one), null)).toBeNull()
    expect(provinceLookedAt(provincesOf(one), '10')).toBeNull()
  })

  test('stays what was asked for where it does not exist, so that it can be said', () => {
    expect(provinceLookedAt(provincesOf(one), '20')).toBe('20')
    expect(provinceLookedAt(provincesOf(two), '30')).toBe('30')
    expect(provinceLookedAt([], null)).toBeNull()
  })

  test('is that of the unit asked about', () => {
    expect(provinceAround(two, '00003')).toBe('20')
    expect(provinceAround(two, null)).toBe('10')
    expect(provinceAround(one, '00001')).toBeNull()
  })
})

describe('a province', () => {
  test('is what a unit lies in, through a district or without one', () => {
    const codes = ['00003', '00002', '201', '20', '00001', '99999']
    expect(codes.map((code) => provinceOf(two, code))).toEqual(['20', '20', '20', '20', '10', null])
  })

  test('holds its units, each level in code order, and no others', () => {
    const codes = unitsIn(two, two.indexOf.get('20')!).map(({ code }) => code)
    expect(codes).toEqual(['20', '201', '00002', '00003', '00005'])
  })
})
