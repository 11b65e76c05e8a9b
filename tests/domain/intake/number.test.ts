import { expect, test } from 'vitest'
import type { ReadNumber } from '#domain/intake/number'
import { numberStyle, readNumber } from '#domain/intake/number'

const told = (read: ReadNumber) =>
  read.kind === 'number' || read.kind === 'percent'
    ? `${read.kind === 'percent' ? '%' : ''}${read.value}`
    : read.kind === 'unclear'
      ? read.readings.join(' or ')
      : read.kind

test.each([
  ...[
    ['12', '12'],
    ['1.234', '1234'],
    ['1,234', '1234'],
    ['1 234', '1234'],
    ['1\u00a0234', '1234'],
    ['1.234.567', '1234567'],
  ],
  ...[
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['12,5', '12.5'],
    ['0.123', '0.123'],
    ['95%', '%95'],
    ['12,5 %', '%12.5'],
  ],
  ...[
    ['１２', '12'],
    ['12 thôn', '12'],
    ['−3', '-3'],
    ['(12)', '-12'],
    ['không', '0'],
    ['Không có', '0'],
    ['none', '0'],
  ],
  ...[
    ['—', 'dash'],
    ['-', 'dash'],
    ['chưa có số liệu', 'absent'],
    ['…', 'absent'],
    ['N/A', 'absent'],
    ['chưa có', 'none-or-unknown'],
  ],
  ...[
    ['12/15', 'not-a-number'],
    ['khoảng 100', 'not-a-number'],
    ['1 23', 'not-a-number'],
    ['12 trẻ', 'not-a-number'],
    ['1e3', 'not-a-number'],
  ],
])('a count written “%s” is %s', (written, expected) => {
  expect(told(readNumber(written, 'count', { decimal: null }, { unit: ['thôn', 'villages'] }))).toBe(expected)
})

test('a thousand is not guessed where the column writes decimals with the same sign', () => {
  const style = numberStyle(['1.234', '12.5', '7'])
  expect(style).toEqual({ decimal: '.' })
  expect(told(readNumber('1.234', 'count', style))).toBe('1234 or 1.234')
  expect(numberStyle(['1.234,5', '1,234.5'])).toEqual({ decimal: null })
})

test.each([
  ...[
    ['có', '1'],
    ['x', '1'],
    ['✓', '1'],
    ['đạt', '1'],
    ['không', '0'],
    ['chưa có', '0'],
    ['0', '0'],
    ['—', 'dash'],
  ],
])('yes or no written “%s” is %s', (written, expected) => {
  expect(told(readNumber(written, 'flag', { decimal: null }))).toBe(expected)
})

test.each([
  ...[
    ['III', '3'],
    ['khu vực II', '2'],
    ['KV3', '3'],
    ['Zone I', '1'],
    ['2', '2'],
    ['Ngoài danh sách', '0'],
    ['chưa có', 'not-a-number'],
  ],
])('a zone written “%s” is %s', (written, expected) => {
  const classes = [{ value: 0, names: ['Ngoài danh sách', 'Not listed'] }]
  expect(told(readNumber(written, 'class', { decimal: null }, { classes }))).toBe(expected)
})
