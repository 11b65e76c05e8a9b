import { describe, expect, test } from 'vitest'
import { parserTargets } from '../../scripts/endure/fuzzing/parsers'
import { fuzz, portions } from '../../scripts/endure/fuzzing/run'
import { readShipped } from '../../server/intake/shipped'

const seed = 20261124
const targets = await parserTargets(readShipped('data'))

describe('whatever a file holds, it is read, or refused with words', () => {
  test.each(portions(targets, 18_000).map(({ target, inputs }) => [target.name, inputs, target] as const))(
    '%s, %i inputs',
    async (_, inputs, target) => {
      const { fault } = await fuzz(target, inputs, seed)
      expect(fault).toBeNull()
    },
    600_000,
  )
})
