import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sortKeys } from '#domain/compare-order'
import { rankings } from '#domain/equity/ranking'
import type { Comparison } from '#domain/view/comparison'
import { startingComparison, tabs } from '#domain/view/comparison'
import type { View } from '#domain/view/address'
import { comparePath, parseView, signInAddress, startingView, viewToAddress } from '#domain/view/address'

const read = (address: string): View => {
  const { pathname, search } = new URL(address, 'http://localhost')
  return parseView(pathname, search)
}

describe('an address', () => {
  test('of the start is short', () => {
    expect(viewToAddress(startingView)).toBe('/')
    expect(viewToAddress({ ...startingView, path: comparePath })).toBe('/compare')
  })

  test('says what differs from the start', () => {
    const view = {
      ...startingView,
      path: comparePath,
      comparison: { ...startingComparison, tab: 'chance', versus: ['084', '085'] } as Comparison,
    }
    expect(viewToAddress(view)).toBe('/compare?tab=chance&versus=084%2C085')
  })

  test('of the map does not carry the comparison', () => {
    const comparison = { ...startingComparison, pinned: ['085'] }
    expect(viewToAddress({ ...startingView, comparison })).toBe('/')
  })

  test('brings back every comparison', () => {
    const code = fc.integer({ min: 10, max: 99_999 }).map(String)
    const codes = (most: number) => fc.uniqueArray(code, { maxLength: most })
    const name = fc.constantFrom('play-areas-villages', 'zone', 'stunting@kh284', 'preschool-3-5')
    const sorting = fc.oneof(
      fc.constant(null),
      fc.record({ column: fc.constant('name' as const), isDescending: fc.boolean() }),
      fc.record({ column: name, key: fc.constantFrom(...sortKeys), isDescending: fc.boolean() }),
    )
    const comparison: fc.Arbitrary<Comparison> = fc.record({
      tab: fc.constantFrom(...tabs),
      columns: fc.uniqueArray(name, { minLength: 1 }),
      base: fc.constantFrom(null, '2024-H1'),
      sorting,
      pinned: codes(40),
      lines: codes(8),
      second: name,
      rank: fc.constantFrom(...rankings.map(({ id }) => id)),
      versus: codes(2),
      several: fc.constantFrom('indicators' as const, 'periods' as const),
      scale: fc.constantFrom('own' as const, 'shared' as const),
    })
    fc.assert(
      fc.property(comparison, (chosen) => {
        const view = { ...startingView, path: comparePath, comparison: chosen }
        expect(read(viewToAddress(view))).toEqual(view)
      }),
    )
  })
})

describe('an address that makes no sense', () => {
  test.each([
    ['tab=swings', 'tab'],
    ['columns=A B,<script>', 'columns'],
    ['sort=zone.height.up', 'sorting'],
    ['sort=', 'sorting'],
    ['pinned=Bắc Hà', 'pinned'],
    ['rank=height', 'rank'],
    ['second=a b', 'second'],
    ['scale=big', 'scale'],
  ] as const)('%s is as at the start', (search, key) => {
    expect(parseView(comparePath, `?${search}`).comparison[key]).toEqual(startingComparison[key])
  })

  test('too many columns, lines or units are cut to what can be shown', () => {
    const many = Array.from({ length: 60 }, (_, at) => 10_000 + at)
    const { comparison } = parseView(
      comparePath,
      `?columns=${many.map((n) => `i${n}`)}&lines=${many}&versus=${many}&pinned=${many}`,
    )
    expect(
      [comparison.columns, comparison.lines, comparison.versus, comparison.pinned].map((l) => l.length),
    ).toEqual([12, 8, 2, 40])
  })
})

test('what a form sends without a value is as if it were not said', () => {
  expect(parseView('/', '?district=&period=&unit=&target=&vintage=2024')).toEqual({
    ...startingView,
    vintage: '2024',
  })
})

test('who signs in comes back to where they were, in their language; a door leads to no door', () => {
  const english: View = { ...startingView, path: '/data', lang: 'en' }
  const address = new URL(signInAddress(english), 'http://localhost')
  expect(address.pathname).toBe('/sign-in')
  expect(Object.fromEntries(address.searchParams)).toEqual({ next: '/data?lang=en', lang: 'en' })
  expect(signInAddress({ ...startingView, path: '/sign-in' })).toBe('/sign-in')
  expect(signInAddress({ ...startingView, path: '/join', lang: 'en' })).toBe('/sign-in?lang=en')
})
