import { expect, test } from 'vitest'
import { formatFor } from '#domain/format'
import { en } from '../web/i18n/en'
import { vi } from '../web/i18n/vi'

const keysOf = (node: object, path = ''): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  )

test('both languages say the same things', () => {
  expect(keysOf(en)).toEqual(keysOf(vi))
  for (const words of [vi, en]) {
    for (const text of Object.values(words.controls))
      if (typeof text === 'string') expect(text.trim()).not.toBe('')
  }
})

test('numbers, dates and periods are written as each language expects', () => {
  const [vietnamese, english] = [formatFor('vi'), formatFor('en')]
  expect(vietnamese.count(1234.5)).toBe('1.234,5')
  expect(english.count(1234.5)).toBe('1,234.5')
  expect(vietnamese.value(41.26, 'percent')).toBe('41,3%')
  expect(vietnamese.value(null, 'percent')).toBe('–')
  expect(vietnamese.date('2024-12-31T00:00:00Z')).toBe('31/12/2024')
  expect(vietnamese.period('2025-H1')).toBe('6 tháng đầu năm 2025')
  expect(english.period('2025-H2')).toBe('second half of 2025')
  expect(vietnamese.period('2023')).toBe('năm 2023')
})

test('names are sorted as Vietnamese sorts them: Đ after D', () => {
  const { compare } = formatFor('vi')
  expect(['Đông', 'Dền', 'Ăn', 'An', 'Sa Pả', 'Sa Pa'].sort(compare)).toEqual([
    'An',
    'Ăn',
    'Dền',
    'Đông',
    'Sa Pa',
    'Sa Pả',
  ])
})
