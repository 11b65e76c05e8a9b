import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { group } from 'd3'
import { describe, expect, test } from 'vitest'
import type { Cells } from './frictionless'
import { rowsOf } from './frictionless'

const links = rowsOf('crosswalk')
const units = rowsOf('units')
const codesOf = (vintage: string) =>
  units.filter((unit) => unit.vintage === vintage && unit.level === 'commune').map((unit) => unit.code)
const byTarget = group(links, (link) => link.to_code!)

describe('the shipped crosswalk', () => {
  test('carries each of the 152 communes of old Lào Cai and 173 of old Yên Bái exactly once', () => {
    const from = (province: string) =>
      links.filter((link) => link.from_province === province).map((link) => link.from_code)
    expect(codesOf('2024')).toHaveLength(152)
    expect(from('10').sort()).toEqual(codesOf('2024').sort())
    expect(new Set(from('15')).size).toBe(173)
    expect(links).toHaveLength(325)
  })

  test('gives each of the 99 new communes its old ones: 48 from old Lào Cai, 51 from old Yên Bái, none from both', () => {
    expect([...byTarget.keys()].sort()).toEqual(codesOf('2025').sort())
    const provinces = [...byTarget.values()].map((parts) => [
      ...new Set(parts.map((part) => part.from_province)),
    ])
    expect(provinces.filter((of) => of.join() === '10')).toHaveLength(48)
    expect(provinces.filter((of) => of.join() === '15')).toHaveLength(51)
  })

  test('splits no commune, and the shares of a new commune add to 1', () => {
    expect(new Set(links.map((link) => link.weight))).toEqual(new Set(['1']))
    for (const parts of byTarget.values()) {
      const millionths = parts.map((part) => Math.round(Number(part.share_of_target) * 1e6))
      expect(millionths.reduce((sum, share) => sum + share, 0)).toBe(1_000_000)
    }
  })

  test('names units as the units do, and joins two former districts in 12 communes', () => {
    const names = new Map(units.map((unit) => [`${unit.vintage}/${unit.code}`, `${unit.type} ${unit.name}`]))
    for (const link of links) {
      expect(names.get(`2025/${link.to_code}`)).toBe(`${link.to_type} ${link.to_name}`)
      if (link.from_province === '10') {
        expect(names.get(`2024/${link.from_code}`)).toBe(`${link.from_type} ${link.from_name}`)
      }
    }
    const spanning = units.filter((unit) => unit.level === 'commune' && unit.districts?.includes(' '))
    expect(spanning).toHaveLength(12)
    for (const unit of spanning) {
      const districts = new Set(byTarget.get(unit.code!)?.map((link) => link.from_district_code))
      expect([...districts].sort().join(' ')).toBe(unit.districts)
    }
  })
})

describe('the text of Resolution 1673/NQ-UBTVQH15', () => {
  // the resolution speaks of the communes of mid-2025; vintage 2024 is of 1 February 2024, before these mergers
  const mergedIn2024: Record<string, string[]> = {
    'Xã Bắc Hà': ['xã Tà Chải'],
    'Phường Yên Bái': ['phường Nguyễn Phúc'],
    'Phường Nam Cường': ['xã Nga Quán'],
    'Phường Âu Lâu': ['xã Bảo Hưng'],
    'Xã Thác Bà': ['xã Yên Bình'],
    'Xã Trấn Yên': ['xã Đào Thịnh', 'xã Việt Thành'],
  }
  const formedIn2024 = 'xã Thành Thịnh'
  const spellings = new Map(
    rowsOf('name-variants')
      .filter((row) => row.vintage === '2024')
      .map(({ variant, name }) => [variant!, name!]),
  )
  const text = parse(readFileSync(join(import.meta.dirname, 'resolution-1673.csv')), {
    columns: true,
  }) as Cells[]

  const typed = (written: string): string => {
    const [, type = '', name = ''] = /^(Thị trấn|Phường|Xã) (.+)$/.exec(written) ?? []
    return `${type.toLowerCase()} ${spellings.get(name) ?? name}`
  }

  test('has a clause for each of the 99', () => {
    expect(text.map((clause) => clause.code).sort()).toEqual(codesOf('2025').sort())
  })

  test.each(text.map(({ code, commune, joined }) => ({ code: code!, commune: commune!, joined: joined! })))(
    '$commune joins $joined',
    ({ code, commune, joined }) => {
      const clause = joined
        .split(' + ')
        .map(typed)
        .filter((name) => name !== formedIn2024)
      const carried = byTarget.get(code)?.map((link) => `${link.from_type} ${link.from_name}`)
      expect(carried?.sort()).toEqual([...clause, ...(mergedIn2024[commune] ?? [])].sort())
    },
  )
})
