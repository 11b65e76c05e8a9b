import { expect, test } from 'vitest'
import { createAllowance } from '../../server/routes/allowance'

test('so many at once, then one by one as time goes by', () => {
  let now = 0
  const allowance = createAllowance({ most: 2, perSeconds: 20 }, () => now)
  expect([allowance.take(), allowance.take()]).toEqual([null, null])
  expect(allowance.take()).toBe(10)
  now = 4_000
  expect(allowance.take()).toBe(6)
  now = 10_000
  expect(allowance.take()).toBeNull()
  expect(allowance.take()).toBe(10)
  now = 1_000_000
  expect([allowance.take(), allowance.take(), allowance.take()]).toEqual([null, null, 10])
})
