import { afterAll, describe, expect, test } from 'vitest'
import { routeTargets } from '../../scripts/endure/fuzzing/routes'
import { fuzz, portions } from '../../scripts/endure/fuzzing/run'

const seed = 20261124
const { targets, close } = await routeTargets()
afterAll(close)

describe('whatever is asked, it is answered, or refused with words and nothing is written', () => {
  test.each(portions(targets, 2_000).map(({ target, inputs }) => [target.name, inputs, target] as const))(
    '%s, %i requests',
    async (_, inputs, target) => {
      const { fault } = await fuzz(target, inputs, seed)
      expect(fault).toBeNull()
    },
    600_000,
  )
})
