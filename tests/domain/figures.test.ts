import { expect, test } from 'vitest'
import { overallInWords, rangeInWords, spanInWords } from '#domain/figures'
import { unknownValue } from '#domain/value'
import { question } from '../fixtures/small-dataset'

const { indicator } = question('play-areas-villages')
const count = { ...indicator, kind: 'count', unit: 'count' } as const

test.each([
  [{ value: 41.26 }, indicator, '41,3%'],
  [{ value: null, low: 10 }, indicator, 'Chưa xác định được'],
  [{ value: null, low: 120 }, count, 'ít nhất 120'],
])('a whole of %j is said as "%s"', (part, of, said) => {
  expect(overallInWords({ ...unknownValue, ...part }, of, 'vi')).toBe(said)
})

test('a range is said only where the truth has two ends', () => {
  expect(rangeInWords({ ...unknownValue, low: 38, high: 52 }, indicator, 'vi')).toBe('38% – 52%')
  expect(rangeInWords({ ...unknownValue, low: 38, high: 38 }, indicator, 'vi')).toBeNull()
  expect(rangeInWords({ ...unknownValue, low: 38, high: null }, indicator, 'vi')).toBeNull()
})

test.each([
  [117, 117, '117'],
  [null, 117, '117'],
  [1200, 1300, '1,200 – 1,300'],
  [5, null, 'at least 5'],
  [0, null, 'Not known'],
  [null, null, 'Not known'],
])('from %s to %s is said as "%s"', (least, most, said) => {
  expect(spanInWords(least, most, 'en')).toBe(said)
})
