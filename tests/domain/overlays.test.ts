import { expect, test } from 'vitest'
import { isCovered } from '#domain/overlays'

test.each([
  ['zone', { value: 3, numerator: null }, true],
  ['zone', { value: 2, numerator: null }, false],
  ['zone', { value: null, numerator: null }, false],
  ['villages', { value: 40, numerator: 2 }, true],
  ['villages', { value: 0, numerator: 0 }, false],
  ['villages', { value: null, numerator: null }, false],
  ['none', { value: 3, numerator: 3 }, false],
] as const)('the overlay %s over %j: %s', (overlay, value, covered) => {
  expect(isCovered(overlay, value)).toBe(covered)
})
