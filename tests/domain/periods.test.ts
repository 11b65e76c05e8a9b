import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answering,
  byTime,
  endOf,
  halvesBefore,
  isPeriod,
  older,
  previousPeriod,
  yearBefore,
} from '#domain/periods'

const halfYears = fc
  .tuple(fc.integer({ min: 1990, max: 2090 }), fc.constantFrom(1, 2))
  .map(([year, half]) => `${year}-H${half}`)

test.each(['2023', '2024-H1', '2024-H2'])('%s is a period', (text) => expect(isPeriod(text)).toBe(true))
test.each(['', '24', '2024-H3', '2024-h1', '2024-H1 ', '2024-Q1', '2021–2022'])(
  '"%s" is no period',
  (text) => {
    expect(isPeriod(text)).toBe(false)
    expect(() => endOf(text)).toThrow(
      `"${text}" is not a period: write a year (2024) or a half-year (2024-H1)`,
    )
  },
)

describe('going back in time', () => {
  test.each([
    ['2024-H2', '2024-H1', '2023-H2'],
    ['2024-H1', '2023-H2', '2023-H1'],
    ['2024', '2024-H1', '2023-H2'], // a year ends with its second half
  ])('before %s comes %s, and a year ago was %s', (period, previous, yearAgo) => {
    expect(previousPeriod(period)).toBe(previous)
    expect(yearBefore(period)).toBe(yearAgo)
  })

  test('forth and back again is where one began', () => {
    fc.assert(
      fc.property(halfYears, fc.integer({ min: -40, max: 40 }), (period, halves) => {
        expect(halvesBefore(halvesBefore(period, halves), -halves)).toBe(period)
        expect(endOf(period) - endOf(halvesBefore(period, halves))).toBe(halves)
      }),
    )
  })
})

test('a figure of a whole year answers for its second half, after one of the half itself', () => {
  expect(answering('2024-H2')).toEqual(['2024-H2', '2024'])
  expect(answering('2024-H1')).toEqual(['2024-H1'])
  expect(answering('2024')).toEqual(['2024'])
})

test('periods sort in the order of time, a year after its halves', () => {
  const sorted = ['2023-H1', '2023-H2', '2023', '2024-H1', '2024-H2', '2024']
  fc.assert(
    fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), (shuffled) => {
      expect([...shuffled].sort(byTime)).toEqual(sorted)
    }),
  )
})

test('the older of two periods does not depend on their order', () => {
  expect(older('2024-H1', '2023')).toBe('2023')
  expect(older('2024', '2024-H2')).toBe('2024-H2')
  expect(older('2024-H2', '2024')).toBe('2024-H2')
  expect(older(null, '2024')).toBe('2024')
  expect(older('2024', null)).toBe('2024')
  expect(older(null, null)).toBeNull()
})
