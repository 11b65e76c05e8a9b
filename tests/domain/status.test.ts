import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Status } from '#domain/status'
import { estimatedFrom, isStatus, statuses, weakest } from '#domain/status'

const anyStatus = fc.constantFrom<Status | null>(...statuses, null)

test.each<[Status | null, Status | null, Status | null]>([
  ['official', 'reported', 'reported'],
  ['reported', 'estimated', 'estimated'],
  ['estimated', 'illustrative', 'illustrative'],
  ['illustrative', 'official', 'illustrative'],
  [null, 'official', 'official'],
  ['reported', null, 'reported'],
  [null, null, null],
])('of %s and %s, %s decides', (a, b, expected) => expect(weakest(a, b)).toBe(expected))

test('the weakest part decides in any order and grouping', () => {
  fc.assert(
    fc.property(anyStatus, anyStatus, anyStatus, (a, b, c) => {
      expect(weakest(a, b)).toBe(weakest(b, a))
      expect(weakest(weakest(a, b), c)).toBe(weakest(a, weakest(b, c)))
    }),
  )
})

test('what is computed is an estimate, and what is made up stays made up', () => {
  expect(estimatedFrom('official')).toBe('estimated')
  expect(estimatedFrom('reported')).toBe('estimated')
  expect(estimatedFrom('illustrative')).toBe('illustrative')
})

test('only the four words are statuses', () => {
  expect(statuses.every(isStatus)).toBe(true)
  expect(isStatus('Official')).toBe(false)
  expect(isStatus('')).toBe(false)
})
