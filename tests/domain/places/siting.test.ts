import fc from 'fast-check'
import loadHighs from 'highs'
import { beforeAll, describe, expect, test } from 'vitest'
import { solverFrom } from '#domain/allocation/highs'
import type { Solver } from '#domain/allocation/program'
import { accessOf } from '#domain/places/access'
import type { SitingQuestion, SitingVillage } from '#domain/places/siting'
import { gainOf, mostVillages, siteBest, sitingVillagesOf } from '#domain/places/siting'
import { placesOf, settled } from '../../fixtures/places'

let solver: Solver
beforeAll(async () => {
  solver = solverFrom(await loadHighs())
})

/** Every set of so many of the candidates, or fewer. */
function choices(ids: readonly string[], count: number): string[][] {
  if (count === 0 || ids.length === 0) return [[]]
  const [first = '', ...others] = ids
  return [...choices(others, count), ...choices(others, count - 1).map((rest) => [first, ...rest])]
}

const bruteForce = (question: SitingQuestion): number =>
  Math.max(
    ...choices(
      question.villages.filter(({ isCandidate }) => isCandidate).map(({ id }) => id),
      question.count,
    ).map((chosen) => gainOf(question, chosen)),
  )

const anyVillage = fc.record({
  position: fc.tuple(
    fc.integer({ min: 0, max: 60 }).map((k) => 104 + k / 1000),
    fc.integer({ min: 0, max: 60 }).map((k) => 22 + k / 1000),
  ),
  children: fc.integer({ min: 0, max: 300 }),
  metres: fc.option(fc.integer({ min: 0, max: 6000 }), { nil: null }),
  isCandidate: fc.boolean(),
})
const anyVillages = fc
  .array(anyVillage, { minLength: 1, maxLength: 9 })
  .map((all) => all.map((each, i): SitingVillage => ({ id: `v${i}`, ...each })))

describe('the best places are those that a look at every choice finds', () => {
  test.each([
    ['most children newly within reach', { kind: 'cover', metres: 1500 }],
    ['least distance of all', { kind: 'distance' }],
  ] as const)(
    '%s',
    (_name, goal) => {
      fc.assert(
        fc.property(anyVillages, fc.integer({ min: 1, max: 3 }), (villages, count) => {
          const question = { villages, count, goal }
          const { chosen, gain, status } = siteBest(question, solver, 20)
          expect(status).toBe('optimal')
          expect(chosen.length).toBeLessThanOrEqual(count)
          expect(gain).toBe(gainOf(question, chosen))
          expect(gain).toBe(bruteForce(question))
        }),
        { numRuns: 40 },
      )
    },
    120_000,
  )

  test('also when the programme is large enough to be divided', () => {
    const villages = Array.from({ length: 40 }, (_, i): SitingVillage => ({
      id: `v${i}`,
      position: [104 + ((i * 37) % 40) / 400, 22 + ((i * 23) % 40) / 400],
      children: 20 + ((i * 53) % 90),
      metres: i % 7 === 0 ? 0 : 9000,
      isCandidate: true,
    }))
    for (const goal of [{ kind: 'cover', metres: 2000 }, { kind: 'distance' }] as const) {
      const question = { villages, count: 2, goal }
      const answer = siteBest(question, solver, 60)
      expect(answer.status).toBe('optimal')
      expect(answer.gain).toBe(bruteForce(question))
    }
  }, 120_000)
})

describe('where to build', () => {
  // b and c are 1.1 km apart, d is 6 km away with more children than either, but fewer than both
  const villages = placesOf([
    settled('a', [104, 22], 500, { playArea: 'yes' }),
    settled('b', [104, 22.1], 60, { land: 'yes' }),
    settled('c', [104, 22.11], 50, { land: 'no' }),
    settled('d', [104, 22.16], 90, { land: 'unknown' }),
    settled('e', null, 999, { land: 'yes' }),
  ])
  const access = accessOf(villages, {
    vintage: '2025',
    communes: ['90001'],
    purpose: 'play-area',
    children: 'children_under_16',
    distances: [],
  })
  const best = (land: 'any' | 'ready', metres: number, count = 1) =>
    siteBest(
      { villages: sitingVillagesOf(access, land)!, count, goal: { kind: 'cover', metres } },
      solver,
      20,
    )

  test('is where most children come within reach', () => {
    expect(best('any', 1000)).toMatchObject({ chosen: ['d'], gain: 90 })
    expect(best('any', 1500).gain).toBe(110)
    expect(best('any', 1500, 2).gain).toBe(200)
  })

  test('is where land is ready, when that is asked', () => {
    expect(best('ready', 1000)).toMatchObject({ chosen: ['b'], gain: 60 })
  })

  test('is nowhere when all are reached already', () => {
    expect(best('any', 50_000)).toEqual({ chosen: [], gain: 0, status: 'optimal', bound: 0 })
  })

  test('is not worked out for more villages than a district has', () => {
    const many = Array.from({ length: mostVillages + 1 }, (_, i) => settled(`v${i}`, [104 + i / 1e4, 22], 1))
    const wide = accessOf(placesOf(many), {
      vintage: '2025',
      communes: ['90001'],
      purpose: 'play-area',
      children: 'children_under_16',
      distances: [],
    })
    expect(sitingVillagesOf(wide, 'any')).toBeNull()
  })
})
