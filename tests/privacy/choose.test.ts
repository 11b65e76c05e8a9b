import { group } from 'd3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Figure } from '#domain/privacy/choose'
import { chooseHidden as choosing } from '#domain/privacy/choose'
import { attacker, byTrial } from './attack'

const chooseHidden = (...asked: Parameters<typeof choosing>): boolean[] => {
  const steps = choosing(...asked)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Single counts as figures of their own, and named sums of them that cost the more to hide the more they hold. */
function table(counts: readonly number[], sums: readonly (readonly number[])[], most = Infinity) {
  const atoms = counts.map((value) => ({ value, most }))
  const of = (members: readonly number[], cost: number): Figure => {
    const value = members.reduce((sum, at) => sum + (counts[at] ?? 0), 0)
    return { atoms: members, value, cost: cost + value / 1e6 }
  }
  const distinct = new Map(
    sums
      .filter(({ length }) => length > 1)
      .map((members) => [[...members].sort((a, b) => a - b).join(), members]),
  )
  const figures = [
    ...counts.map((_, at) => of([at], 1)),
    ...[...distinct.values()].map((members) => of(members, 1000 * members.length)),
  ]
  return { atoms, figures }
}

const hiddenOf = (counts: readonly number[], sums: readonly (readonly number[])[], most?: number) => {
  const { atoms, figures } = table(counts, sums, most)
  return chooseHidden(atoms, figures, 5)
}

describe('small counts', () => {
  test('below five are hidden, nothing is one of them; five is not', () => {
    expect(hiddenOf([4, 5, 0, 12], [])).toEqual([true, false, true, false])
  })

  test('one alone takes the next smallest with it, or the sum would give it away', () => {
    expect(hiddenOf([30, 3, 9, 20], [[0, 1, 2, 3]])).toEqual([false, true, true, false, false])
  })

  test('two that are small protect each other where their sum leaves room', () => {
    expect(hiddenOf([30, 3, 2, 20], [[0, 1, 2, 3]])).toEqual([false, true, true, false, false])
  })

  test('two of which one would be known to be at most 3 take a third with them', () => {
    expect(hiddenOf([30, 3, 0, 20], [[0, 1, 2, 3]])).toEqual([false, true, true, true, false])
  })

  test('a sum that is small is hidden like a count, and nothing else may tell it', () => {
    const hidden = hiddenOf(
      [1, 2, 10, 11, 20, 21],
      [
        [0, 1],
        [2, 3],
        [4, 5],
        [0, 1, 2, 3, 4, 5],
      ],
    )
    // the first sum is 3; the second, 21, goes with it and takes one of its parts along
    expect(hidden.slice(6)).toEqual([true, true, false, false])
    expect(hidden.slice(0, 6)).toEqual([true, true, true, false, false, false])
  })

  test('without another count to hide, the sum is', () => {
    expect(
      hiddenOf(
        [3, 8],
        [
          [0, 1],
          [0, 1],
        ],
      ),
    ).toEqual([true, true, false])
    const { atoms, figures } = table([3], [])
    expect(chooseHidden(atoms, [...figures, { atoms: [0], value: 30, cost: 9 }], 5)).toEqual([true, true])
  })

  test('without small counts nothing is hidden', () => {
    expect(
      hiddenOf(
        [5, 6, 7, 30],
        [
          [0, 1],
          [2, 3],
          [0, 1, 2, 3],
        ],
      ).some(Boolean),
    ).toBe(false)
  })

  test('a count that cannot exceed its denominator needs no more room than that, and gives no more', () => {
    expect(hiddenOf([1, 8, 9], [[0, 1, 2]], 30)).toEqual([true, true, false, false])
    // the first may be 0 only if the others, of at most 9 each, could take its 2
    expect(hiddenOf([2, 8, 8], [[0, 1, 2]], 9)).toEqual([true, true, true, false])
    // 2 of at most 3 may be anything that it can be
    expect(hiddenOf([2, 1, 3], [[0, 1, 2]], 3)).toEqual([true, true, true, false])
  })
})

/** A province of districts, and another division that cuts across them, as two vintages do. */
const provinces = fc
  .record({
    counts: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 2, maxLength: 14 }),
    districts: fc.integer({ min: 1, max: 4 }),
    seed: fc.array(fc.nat(3), { minLength: 14, maxLength: 14 }),
    merged: fc.array(fc.nat(5), { minLength: 14, maxLength: 14 }),
  })
  .map(({ counts, districts, seed, merged }) => {
    const all = counts.map((_, at) => at)
    const by = (key: (at: number) => number) => [...group(all, key).values()]
    return { counts, sums: [all, ...by((at) => (seed[at] ?? 0) % districts), ...by((at) => merged[at] ?? 0)] }
  })

describe('whatever the table', () => {
  test('an attacker with all that is visible finds every small figure to be anything from 0 to 4', async () => {
    await fc.assert(
      fc.asyncProperty(provinces, async ({ counts, sums }) => {
        const { atoms, figures } = table(counts, sums)
        const hidden = chooseHidden(atoms, figures, 5)
        const visible = figures.filter((_, at) => !hidden[at])
        const rangeOf = await attacker(
          atoms.length,
          visible.map(({ atoms: columns, value }) => ({ columns, sum: value })),
        )
        for (const [at, { atoms: columns, value }] of figures.entries()) {
          if (value >= 5) continue
          expect(hidden[at]).toBe(true)
          const range = rangeOf(columns)
          expect(range.least).toBeLessThan(1e-4)
          expect(range.most).toBeGreaterThan(4 - 1e-4)
        }
      }),
      { numRuns: 150 },
    )
  }, 240_000)

  test('no hidden count, small or not, is known exactly', async () => {
    await fc.assert(
      fc.asyncProperty(provinces, async ({ counts, sums }) => {
        const { atoms, figures } = table(counts, sums)
        const hidden = chooseHidden(atoms, figures, 5)
        const rangeOf = await attacker(
          atoms.length,
          figures.flatMap(({ atoms: columns, value }, at) => (hidden[at] ? [] : [{ columns, sum: value }])),
        )
        for (const at of counts.keys()) {
          if (!hidden[at]) continue
          const range = rangeOf([at])
          expect(range.most - range.least).toBeGreaterThan(1)
        }
      }),
      { numRuns: 100 },
    )
  }, 240_000)

  test('trying every combination of a small table finds the same', () => {
    const small = fc.record({
      counts: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 3 }),
      cut: fc.integer({ min: 1, max: 2 }),
      across: fc.array(fc.nat(1), { minLength: 4, maxLength: 4 }),
    })
    fc.assert(
      fc.property(small, ({ counts, cut, across }) => {
        const all = counts.map((_, at) => at)
        const sums = [
          all,
          all.filter((at) => at < cut),
          all.filter((at) => at >= cut),
          ...[0, 1].map((side) => all.filter((at) => across[at] === side)),
        ].filter(({ length }) => length > 0)
        const { atoms, figures } = table(counts, sums)
        const hidden = chooseHidden(atoms, figures, 5)
        const known = figures.flatMap(({ atoms: columns, value }, at) =>
          hidden[at] ? [] : [{ columns, sum: value }],
        )
        for (const { atoms: target, value } of figures) {
          if (value < 5)
            expect(byTrial(counts.length, known, target, 23)).toEqual(expect.arrayContaining([0, 1, 2, 3, 4]))
        }
      }),
      { numRuns: 100 },
    )
  }, 240_000)

  test('the solver and trying every combination agree on what can be known', async () => {
    const equations = [
      { columns: [0, 1, 2], sum: 7 },
      { columns: [1, 2], sum: 4 },
      { columns: [2, 3], sum: 5 },
    ]
    const rangeOf = await attacker(4, equations)
    for (const target of [[0], [1], [2], [3], [1, 3]]) {
      const found = byTrial(4, equations, target, 9)
      expect(rangeOf(target).least).toBeCloseTo(found[0]!, 4)
      expect(rangeOf(target).most).toBeCloseTo(found.at(-1)!, 4)
    }
  })
})
