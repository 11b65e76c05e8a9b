import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sum } from 'd3'
import { describe, expect, test } from 'vitest'
import { illustrate } from '../../scripts/illustrate/story'
import { readKnown } from '../../scripts/illustrate/tables'
import { tableOf } from '../../scripts/illustrate/write'
import { readCatalogue } from '../../server/intake/catalogue'
import type { Cells } from './frictionless'
import { dataDir, rowsOf } from './frictionless'

const catalogue = readCatalogue(join(dataDir, 'catalogue.yaml'))
const rows = rowsOf('illustrative')
const oldPeriods = ['2023-H2', '2024-H1', '2024-H2', '2025-H1']
const newPeriods = ['2025-H2', '2026-H1']
const districtOf = new Map(rowsOf('units').map((unit) => [`${unit.vintage}/${unit.code}`, unit.parent]))
const official = rowsOf('observations')

/** Null is "not reported". */
const count = (row: Cells, measure: string): number | null => {
  const cell = row[measure]
  return cell === undefined || cell === '' ? null : Number(cell)
}
const inPeriod = (period: string) => rows.filter((row) => row.period === period)
const total = (period: string, measure: string) => sum(inPeriod(period), (row) => count(row, measure))
const published = (measure: string, period: string) =>
  Number(official.find((row) => row.code === '10' && row.measure === measure && row.period === period)?.value)

test('the script writes the committed file again, byte for byte', () => {
  const known = readKnown(dataDir)
  const committed = readFileSync(join(dataDir, 'illustrative.csv'), 'utf8')
  expect(tableOf(illustrate(known), known.catalogue)).toBe(committed)
})

test('152 old communes have four half-years, 99 new ones two', () => {
  expect([...new Set(rows.map((row) => row.period))].sort()).toEqual([...oldPeriods, ...newPeriods])
  for (const period of oldPeriods)
    expect(inPeriod(period).map((row) => row.vintage)).toEqual(Array(152).fill('2024'))
  for (const period of newPeriods)
    expect(inPeriod(period).map((row) => row.vintage)).toEqual(Array(99).fill('2025'))
})

describe('the sums agree exactly with what is published', () => {
  test.each([
    { what: 'children under 16', measure: 'children_under_16', period: '2023-H2', is: 227_532 },
    { what: 'households', measure: 'households', period: '2023-H2', is: 179_305 },
    { what: 'poor households', measure: 'households_poor', period: '2023-H2', is: 26_791 },
    { what: 'population at the end of 2024', measure: 'population', period: '2024-H2', is: 781_103 },
    {
      what: 'extremely disadvantaged villages, first list',
      measure: 'villages_extremely_difficult',
      period: '2023-H2',
      is: 605,
    },
    {
      what: 'extremely disadvantaged villages, changed list',
      measure: 'villages_extremely_difficult',
      period: '2024-H2',
      is: 603,
    },
    ...oldPeriods.map((period) => ({ what: `villages in ${period}`, measure: 'villages', period, is: 1568 })),
  ])('$what', ({ measure, period, is }) => {
    expect(total(period, measure)).toBe(is)
  })

  test.each([
    { measure: 'children_under_16', official: '2023', made: '2023-H2' },
    { measure: 'households_poor', official: '2023', made: '2023-H2' },
    { measure: 'villages', official: '2024-H2', made: '2024-H2' },
    { measure: 'villages_extremely_difficult', official: '2024-H2', made: '2024-H2' },
  ])('$measure of $made with the official table', ({ measure, official: period, made }) => {
    expect(total(made, measure)).toBe(published(measure, period))
  })

  const zoneNumber = { outside: '0', I: '1', II: '2', III: '3' } as Record<string, string>
  const counts = rowsOf('zones').filter((row) => row.level === 'district' && row.decision === '861/QĐ-TTg')

  test('70, 4 and 64 communes in zones III, II and I, district by district', () => {
    expect(counts).toHaveLength(36)
    for (const period of ['2023-H2', '2024-H1']) {
      for (const { code, zone, communes } of counts) {
        const made = inPeriod(period).filter(
          (row) => districtOf.get(`2024/${row.code}`) === code && row.zone_861 === zoneNumber[zone!],
        )
        expect(`${code} ${zone} ${made.length}`).toBe(`${code} ${zone} ${communes}`)
      }
    }
  })

  test('extremely disadvantaged villages by zone: 3 outside, 103, 24 and 475', () => {
    const inZone = ['0', '1', '2', '3'].map((zone) =>
      sum(
        inPeriod('2023-H2').filter((row) => row.zone_861 === zone),
        (row) => count(row, 'villages_extremely_difficult'),
      ),
    )
    expect(inZone).toEqual([3, 103, 24, 475])
  })

  test('the zone III commune of Bảo Thắng is a town, as published', () => {
    const units = new Map(rowsOf('units').map((unit) => [`${unit.vintage}/${unit.code}`, unit]))
    const made = inPeriod('2023-H2').filter(
      (row) => districtOf.get(`2024/${row.code}`) === '086' && row.zone_861 === '3',
    )
    expect(made.map((row) => units.get(`2024/${row.code}`)?.type)).toEqual(['thị trấn'])
  })
})

describe('every figure is possible', () => {
  test.each(
    catalogue.indicators
      .filter((indicator) => indicator.kind === 'ratio')
      .map((indicator) => ({ ...indicator })),
  )(
    '$id: numerator and unreported parts fit into the denominator',
    ({ numerator, denominator, unreported }) => {
      const population = new Map(
        official
          .filter((row) => row.vintage === '2025' && row.measure === 'population')
          .map((row) => [row.code, Number(row.value)]),
      )
      for (const row of rows) {
        const part = count(row, numerator)
        const own = denominator === 'communes' ? 1 : count(row, denominator!)
        const whole = denominator === 'population' ? (own ?? population.get(row.code!)) : own
        if (part === null) continue
        expect(whole).not.toBeNull()
        expect(part + (unreported ? (count(row, unreported) ?? 0) : 0)).toBeLessThanOrEqual(whole!)
      }
    },
  )

  test('deaths, abuse, drowning and child labour are never made up', () => {
    const sensitive = catalogue.indicators
      .filter((indicator) => indicator.sensitive)
      .flatMap((indicator) => [indicator.numerator, indicator.denominator])
    expect(sensitive).toContain('abuse_cases')
    expect(Object.keys(rows[0]!).filter((column) => sensitive.includes(column))).toEqual([])
  })

  test('age groups fit together', () => {
    for (const row of rows) {
      const [age5, age3to5, under5, under6, under16] = [
        'children_5',
        'children_3_5',
        'children_under_5',
        'children_under_6',
        'children_under_16',
      ].map((measure) => count(row, measure)!) as [number, number, number, number, number]
      expect(under6).toBe(under5 + age5)
      expect(under5).toBeGreaterThanOrEqual(count(row, 'children_0_2')! + age3to5 - age5)
      expect(under16).toBeGreaterThan(under6)
    }
  })
})

describe('some communes are silent, as in life', () => {
  test.each([...oldPeriods, ...newPeriods])(
    'two to four in %s, whose registers are still known',
    (period) => {
      const silent = inPeriod(period).filter((row) => row.villages_with_play_area === '')
      expect(silent.length).toBeGreaterThanOrEqual(2)
      expect(silent.length).toBeLessThanOrEqual(4)
      for (const row of silent) {
        expect(row.enrolled_3_5).toBe('')
        expect(row.villages).not.toBe('')
        expect(row.children_3_5).not.toBe('')
      }
      expect(total(period, 'villages_play_area_not_reported')).toBeGreaterThan(0)
    },
  )
})

describe('the story holds together', () => {
  const share = (of: readonly Cells[]) => {
    const told = of.filter((row) => row.villages_with_play_area !== '')
    return (
      sum(told, (row) => count(row, 'villages_with_play_area')) / sum(told, (row) => count(row, 'villages'))
    )
  }

  test('villages with a play area rise from about a third to about a half, and are rarest in zone III', () => {
    const shares = [...oldPeriods, ...newPeriods].map((period) => share(inPeriod(period)))
    expect(shares[0]).toBeGreaterThan(0.3)
    expect(shares.at(-1)).toBeLessThan(0.58)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    const latest = inPeriod('2025-H1')
    const inZone = (zone: string) => share(latest.filter((row) => row.zone_861 === zone))
    expect(inZone('3')).toBeLessThan(inZone('1') - 0.1)
    expect(inZone('1')).toBeLessThan(inZone('0') - 0.1)
  })

  test('a new commune goes on where its old ones stopped: their villages, and the highest of their zones', () => {
    const before = new Map(inPeriod('2025-H1').map((row) => [row.code, row]))
    const after = new Map(inPeriod('2025-H2').map((row) => [row.code, row]))
    const merged = new Map<string, Cells[]>()
    for (const { from_code: from, to_code: to } of rowsOf('crosswalk')) {
      const old = before.get(from)
      if (old) merged.set(to!, [...(merged.get(to!) ?? []), old])
    }
    expect(merged.size).toBe(48)
    for (const [code, olds] of merged) {
      const now = after.get(code)!
      expect(count(now, 'villages')).toBe(sum(olds, (row) => count(row, 'villages')))
      expect(count(now, 'zone_861')).toBe(Math.max(...olds.map((row) => count(row, 'zone_861')!)))
      if (now.villages_with_play_area === '' || olds.some((row) => row.villages_with_play_area === ''))
        continue
      const known = sum(olds, (row) => count(row, 'villages_with_play_area'))
      const unsaid = count(now, 'villages_play_area_not_reported')!
      expect(count(now, 'villages_with_play_area')! + unsaid).toBeGreaterThanOrEqual(known)
    }
  })

  test('a commune with a published number of villages keeps it', () => {
    expect(inPeriod('2023-H2').find((row) => row.code === '02707')?.villages).toBe('4')
  })
})
