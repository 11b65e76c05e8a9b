import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rebalance, weightProblems } from '#domain/priority/weights'

describe('weights', () => {
  test('the others keep their proportions when one is moved', () => {
    expect(rebalance({ a: 0.5, b: 0.3, c: 0.2 }, 'a', 0.75)).toEqual({ a: 0.75, b: 0.15, c: 0.1 })
    expect(rebalance({ a: 1, b: 0, c: 0 }, 'a', 0.5)).toEqual({ a: 0.5, b: 0.25, c: 0.25 })
    expect(rebalance({ a: 0.5, b: 0.5 }, 'b', 1)).toEqual({ a: 0, b: 1 })
    expect(rebalance({ a: 1 }, 'a', 0.4)).toEqual({ a: 1 }) // there is nothing else to give it to
  })

  test('always add to 1, in whole thousandths', () => {
    const someMoves = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.double({ min: 0, max: 1, noNaN: true })),
    )
    fc.assert(
      fc.property(someMoves, (moves) => {
        const start: Record<string, number> = { a: 0.25, b: 0.25, c: 0.25, d: 0.25 }
        const end = moves.reduce((weights, [id, value]) => rebalance(weights, id, value), start)
        const thousandths = Object.values(end).map((weight) => Math.round(weight * 1000))
        expect(thousandths.reduce((sum, one) => sum + one, 0)).toBe(1000)
        expect(weightProblems(end, ['a', 'b', 'c', 'd'])).toEqual([])
      }),
    )
  })

  test('cannot be moved to what is no share', () => {
    expect(() => rebalance({ a: 1 }, 'a', 1.2)).toThrow(RangeError)
    expect(() => rebalance({ a: 1 }, 'a', NaN)).toThrow(RangeError)
    expect(() => rebalance({ a: 1 }, 'b', 0.2)).toThrow(RangeError)
  })

  test.each([
    [{ a: 0.5, b: 0.4 }, 'weights-sum'],
    [{ a: 1.5, b: -0.5 }, 'weight-out-of-range'],
    [{ a: NaN, b: 1 }, 'weight-out-of-range'],
    [{ a: 0.5, z: 0.5 }, 'unknown-criterion'],
  ])('%o are refused', (weights, kind) => {
    expect(weightProblems(weights, ['a', 'b'])[0]?.kind).toBe(kind)
  })
})
