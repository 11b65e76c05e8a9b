import { expect, test } from 'vitest'
import { endOf } from '#domain/periods'
import { targetPath } from '#domain/target-path'

const target = (value: number, year: number | null) => ({
  id: 't',
  value,
  year,
  scope: 'each' as const,
  clause: { vi: '', en: '' },
  source: 'law',
})
const start = { period: '2024-H2', value: 40 }

test('the way to a dated target is straight, then level', () => {
  expect(targetPath(start, target(60, 2025), '2026-H1')).toEqual([
    { end: endOf('2024-H2'), value: 40 },
    { end: endOf('2025'), value: 60 },
    { end: endOf('2026-H1'), value: 60 },
  ])
})

test('a target beyond what is drawn is approached', () => {
  // five years to go from 40 to 90: 10 a year
  expect(targetPath(start, target(90, 2029), '2025-H2').at(-1)).toEqual({ end: endOf('2025'), value: 50 })
})

test.each([null, 2020])('a target due (%s) is a level line', (year) => {
  expect(targetPath(start, target(100, year), '2026-H1').map(({ value }) => value)).toEqual([100, 100])
})
