import { expect, test } from 'vitest'
import { checkReport } from '#domain/intake/check'
import { isJump } from '#domain/intake/check-history'
import { outlying } from '#domain/intake/check-outliers'
import type { Entry } from '#domain/intake/reading'
import { createDataset } from '#domain/dataset'
import { smallDataset, smallInput } from '../../fixtures/small-dataset'

const entry = (code: string, measure: string, value: number | null, row = 2, column = 'C'): Entry => ({
  ...{ unit: { vintage: '2024', code }, measure, period: '2025-H1', value, written: String(value) },
  at: { sheet: 'S', row, column },
})
const check = (entries: Entry[], dataset = smallDataset, expected: string[] = []) =>
  checkReport(
    dataset,
    { entries, findings: [] },
    { period: '2025-H1', expected: expected.map((code) => ({ vintage: '2024', code })) },
  )
const told = (...given: Parameters<typeof check>) =>
  check(...given).map(({ rule, severity }) => `${severity} ${rule}`)

test.each([
  ['children_3_5', -1, 'error negative'],
  ['children_3_5', 12.5, 'error not-whole'],
  ['children_3_5', 20_000_000, 'error too-large'],
  ['commune_has_play_area', 2, 'error not-yes-or-no'],
  ['zone_861', 4, 'error unknown-class'],
])('%s = %s is %s', (measure, value, expected) => {
  expect(told([entry('00003', measure, value)])).toEqual([expected])
})

test('1.234 where a whole number is needed asks whether 1,234 is meant', () => {
  expect(check([entry('00003', 'children_3_5', 1.234)])[0]?.text.vi).toContain('hãy ghi 1234')
})

test('a part above its whole is an error that names both cells', () => {
  const found = check([entry('00004', 'children_3_5', 60), entry('00004', 'enrolled_3_5', 61, 2, 'D')])
  expect(found).toMatchObject([{ rule: 'part-above-whole', severity: 'error', at: { row: 2, column: 'D' } }])
  expect(found[0]?.text.en).toContain('enrolled_3_5 61 (cell D2) is more than “children_3_5” 60 (cell C2)')
})

test('a whole that the file does not have is the published one: 4 villages, of which 4 and 1', () => {
  const found = check([
    entry('00001', 'villages_with_play_area', 4),
    entry('00001', 'villages_play_area_not_reported', 1),
  ])
  expect(found).toMatchObject([{ rule: 'part-above-whole' }])
  expect(found[0]?.text.en).toContain('= 5 is more than “villages” 4 (published, 2023)')
})

test('declared sums must come out equal, and are not judged while a part is missing', () => {
  const dataset = createDataset({
    ...smallInput,
    catalogue: {
      ...smallInput.catalogue,
      relations: [
        { parts: ['enrolled_3_5', 'children_forums'], whole: 'children_3_5', is: 'equal', severity: 'error' },
      ],
    },
  })
  const [whole, one, other] = [
    entry('00004', 'children_3_5', 60),
    entry('00004', 'enrolled_3_5', 50, 2, 'D'),
    entry('00004', 'children_forums', 3, 2, 'E'),
  ]
  expect(told([whole, one, other], dataset)).toContain('error sum')
  expect(told([whole, one], dataset)).not.toContain('error sum')
})

test.each([
  [2, 6, false, false],
  [20, 48, false, true],
  [1000, 1400, false, true],
  [10_000, 10_900, false, false],
  [12, 13, true, false],
  [12, 14, true, true],
])('from %i to %i (register: %s) is a jump: %s', (last, value, carries, expected) => {
  expect(isJump(value, last, { carries })).toBe(expected)
})

test('a jump against the half-year before is a warning, and names it', () => {
  const found = check([entry('00002', 'children_3_5', 99)])
  expect(found).toMatchObject([{ rule: 'jump', severity: 'warning' }])
  expect(found[0]?.text.vi).toContain('990')
})

test('a yes that became no is asked about', () => {
  expect(told([entry('00001', 'commune_has_play_area', 0)])).toEqual(['warning jump'])
})

test('the same figure twice: equal is a warning, different an error', () => {
  const first = entry('00004', 'children_3_5', 60)
  expect(told([first, entry('00004', 'children_3_5', 60, 5)])).toEqual(['warning repeated'])
  expect(told([first, entry('00004', 'children_3_5', 61, 5)])).toEqual(['error contradicting'])
})

test('units that were expected and are not in the file are named', () => {
  expect(check([entry('00004', 'children_3_5', 60)], smallDataset, ['00004', '00005'])).toMatchObject([
    { rule: 'unit-not-reported', unit: { code: '00005' } },
  ])
})

test('an outlier lies beyond 3.5 robust deviations and beyond chance', () => {
  // median 0.90, MAD 0.01: 0.6745 · 0.40 ÷ 0.01 = 27
  const others = [0.88, 0.89, 0.89, 0.9, 0.9, 0.91, 0.91, 0.92]
  expect(outlying({ share: 0.5, of: 100 }, others)).toBeCloseTo(0.9)
  // 3 · √(0.9 · 0.1 ÷ 4) = 0.45: four children prove nothing
  expect(outlying({ share: 0.5, of: 4 }, others)).toBeNull()
  expect(outlying({ share: 0.93, of: 1000 }, others)).toBeNull()
})
