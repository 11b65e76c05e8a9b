import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equityOf } from '#domain/equity/equity'
import { equityMeasureIds } from '#domain/equity/measures'
import type { EquityMeasureId } from '#domain/equity/measures'
import type { EquityUnit } from '#domain/equity/sample'
import { reasons } from '#domain/outcome'

const measuresOf = (units: EquityUnit[], bound: number | null = 100) =>
  equityOf(units, { bound, draws: 0 }).measures

const valueOf = (units: EquityUnit[], id: EquityMeasureId): number | null => {
  const figure = measuresOf(units)[id]
  return figure.kind === 'value' ? figure.value : null
}

/** Whole counts, as they come from registers, turned into a rate: 0 % to 100 % included. */
const commune = fc.record({
  children: fc.integer({ min: 1, max: 3000 }),
  value: fc.integer({ min: 0, max: 100 }),
  disadvantage: fc.integer({ min: 0, max: 20 }),
  group: fc.constantFrom('080', '082', '083'),
})
const communes = fc.array(commune, { minLength: 2, maxLength: 30 })

const figureOrNothing = fc.option(fc.double({ min: -10, max: 1e6 }), { nil: null })
const anything = fc.array(
  fc.record({
    children: figureOrNothing,
    value: figureOrNothing,
    disadvantage: figureOrNothing,
    group: fc.constantFrom('080', '082', ''),
  }),
  { maxLength: 12 },
)

test('whatever comes in, every measure is a finite number or says why not', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(100, null), (units, bound) => {
      const equity = equityOf(units, { bound, draws: 20, seed: 1 })
      for (const id of equityMeasureIds) {
        const figure = equity.measures[id]
        if (figure.kind === 'unavailable') expect(reasons).toHaveProperty(figure.reason)
        else {
          expect(Number.isFinite(figure.value)).toBe(true)
          const { low, high } = figure.interval ?? { low: figure.value, high: figure.value }
          expect(low).toBeLessThanOrEqual(figure.value)
          expect(high).toBeGreaterThanOrEqual(figure.value)
          expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true)
        }
      }
      expect(JSON.stringify(equity)).not.toMatch(/NaN|Infinity/)
      for (const { children, share } of equity.curve) {
        expect(children).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    }),
  )
})

describe('symmetry', () => {
  const mirrored = (units: EquityUnit[]) =>
    units.map((unit) => ({ ...unit, disadvantage: -(unit.disadvantage ?? 0) }))

  test('turning the ranking round turns the sign of slope and concentration', () => {
    fc.assert(
      fc.property(communes, (units) => {
        for (const id of ['slope', 'concentration', 'erreygers', 'wagstaff'] as const) {
          const value = valueOf(units, id)
          const turned = valueOf(mirrored(units), id)
          if (value === null) expect(turned).toBeNull()
          else expect(turned).toBeCloseTo(-value, 8)
        }
      }),
    )
  })

  test('turning the ranking round inverts the relative index', () => {
    fc.assert(
      fc.property(communes, (units) => {
        const value = valueOf(units, 'relative-slope')
        const turned = valueOf(mirrored(units), 'relative-slope')
        if (value === null || turned === null) expect(turned).toBe(value)
        else expect(turned * value).toBeCloseTo(1, 6)
      }),
    )
  })

  test('Erreygers’ and Wagstaff’s indices only change their sign when the shortfall is looked at', () => {
    const short = (units: EquityUnit[]) => units.map((unit) => ({ ...unit, value: 100 - (unit.value ?? 0) }))
    fc.assert(
      fc.property(communes, (units) => {
        for (const id of ['erreygers', 'wagstaff'] as const) {
          const value = valueOf(units, id)
          const turned = valueOf(short(units), id)
          if (value !== null && turned !== null) expect(turned).toBeCloseTo(-value, 8)
        }
      }),
    )
  })

  test('the order in which communes come does not matter', () => {
    fc.assert(
      fc.property(communes, (units) => {
        for (const id of equityMeasureIds) {
          const value = valueOf(units, id)
          const turned = valueOf([...units].reverse(), id)
          if (value === null) expect(turned).toBeNull()
          else expect(turned).toBeCloseTo(value, 6)
        }
      }),
    )
  })
})

describe('scale', () => {
  const relative = ['group-ratio', 'quantile-ratio', 'relative-slope', 'concentration', 'theil'] as const
  const absolute = ['group-difference', 'quantile-difference', 'slope'] as const
  const scaled = (units: EquityUnit[], by: number) =>
    units.map((unit) => ({ ...unit, value: (unit.value ?? 0) * by }))

  test('relative measures do not feel the unit, absolute ones are in it', () => {
    fc.assert(
      fc.property(communes, fc.double({ min: 0.01, max: 1000, noNaN: true }), (units, by) => {
        for (const id of relative) {
          const value = valueOf(units, id)
          const relativeError = Math.max(1, Math.abs(value ?? 0))
          if (value !== null) {
            expect(valueOf(scaled(units, by), id)! / relativeError).toBeCloseTo(value / relativeError, 6)
          }
        }
        for (const id of absolute) {
          const value = valueOf(units, id)
          if (value !== null) expect(valueOf(scaled(units, by), id)! / by).toBeCloseTo(value, 6)
        }
      }),
    )
  })

  test('counting every child twice changes nothing', () => {
    fc.assert(
      fc.property(communes, (units) => {
        const doubled = units.map((unit) => ({ ...unit, children: unit.children! * 2 }))
        for (const id of equityMeasureIds) {
          const value = valueOf(units, id)
          if (value !== null) expect(valueOf(doubled, id)).toBeCloseTo(value, 6)
        }
      }),
    )
  })

  test('a commune split into two that are alike changes nothing', () => {
    fc.assert(
      fc.property(communes, (units) => {
        const split = units.flatMap((unit) => [
          { ...unit, children: unit.children! / 2 },
          { ...unit, children: unit.children! / 2 },
        ])
        for (const id of equityMeasureIds) {
          const value = valueOf(units, id)
          if (value !== null) expect(valueOf(split, id)).toBeCloseTo(value, 6)
        }
      }),
    )
  })
})

describe('bounds and equality', () => {
  test('the concentration index lies between −1 and 1, Erreygers’ too, and ratios of the extremes from 1', () => {
    fc.assert(
      fc.property(communes, (units) => {
        for (const id of ['concentration', 'erreygers'] as const) {
          expect(Math.abs(valueOf(units, id) ?? 0)).toBeLessThanOrEqual(1)
        }
        expect(valueOf(units, 'group-ratio') ?? 1).toBeGreaterThanOrEqual(1)
        expect(valueOf(units, 'group-difference') ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('the parts of Theil’s index are not negative and add up to it exactly', () => {
    fc.assert(
      fc.property(communes, (units) => {
        const total = valueOf(units, 'theil')
        const between = valueOf(units, 'theil-between')
        const within = valueOf(units, 'theil-within')
        if (total === null || between === null || within === null) return
        expect(between).toBeGreaterThanOrEqual(0)
        expect(within).toBeGreaterThanOrEqual(0)
        expect(between + within).toBe(total)
      }),
    )
  })

  test('Theil’s index is that of its definition, and at most ln of all children over those of one commune', () => {
    fc.assert(
      fc.property(communes, (units) => {
        const total = valueOf(units, 'theil')
        if (total === null) return
        const children = units.reduce((sum, unit) => sum + unit.children!, 0)
        const mean = units.reduce((sum, unit) => sum + unit.children! * unit.value!, 0) / children
        const direct = units
          .filter((unit) => unit.value! > 0)
          .reduce((sum, { children: here, value }) => {
            const relative = value! / mean
            return sum + (here! / children) * relative * Math.log(relative)
          }, 0)
        expect(total).toBeCloseTo(direct, 9)
        const fewest = Math.min(...units.map((unit) => unit.children!))
        expect(total).toBeLessThanOrEqual(Math.log(children / fewest) + 1e-9)
      }),
    )
  })

  test('where all fare alike, differences are 0 and ratios 1', () => {
    fc.assert(
      fc.property(communes, fc.integer({ min: 1, max: 100 }), (units, value) => {
        const alike = units.map((unit) => ({ ...unit, value }))
        for (const id of [
          'slope',
          'concentration',
          'quantile-difference',
          'group-difference',
          'theil',
        ] as const) {
          expect(valueOf(alike, id) ?? 0).toBeCloseTo(0, 9)
        }
        for (const id of ['relative-slope', 'quantile-ratio', 'group-ratio'] as const) {
          expect(valueOf(alike, id) ?? 1).toBeCloseTo(1, 9)
        }
        expect(measuresOf(alike)['theil-between-share'].kind).toBe('unavailable')
      }),
    )
  })
})

describe('what cannot be computed says why', () => {
  const a: EquityUnit = { children: 100, value: 40, disadvantage: 2, group: '080' }
  const b: EquityUnit = { children: 200, value: 60, disadvantage: 1, group: '082' }

  test.each<[string, EquityUnit[], EquityMeasureId, string]>([
    ['nothing at all', [], 'theil', 'no-data'],
    [
      'no value',
      [
        { ...a, value: null },
        { ...b, value: null },
      ],
      'slope',
      'no-data',
    ],
    [
      'no children',
      [
        { ...a, children: 0 },
        { ...b, children: null },
      ],
      'theil',
      'no-children',
    ],
    ['one commune', [a], 'slope', 'one-unit'],
    ['one commune with a value', [a, { ...b, value: null }], 'group-difference', 'one-unit'],
    [
      'no ranking',
      [
        { ...a, disadvantage: null },
        { ...b, disadvantage: null },
      ],
      'slope',
      'no-ranking',
    ],
    ['one rank', [a, { ...b, disadvantage: 2 }], 'slope', 'one-rank'],
    ['one rank', [a, { ...b, disadvantage: 2 }], 'quantile-ratio', 'one-rank'],
    ['one district', [a, { ...b, group: '080' }], 'group-ratio', 'one-group'],
    ['one district', [a, { ...b, group: '080' }], 'theil-between-share', 'one-group'],
    [
      'all at 0',
      [
        { ...a, value: 0 },
        { ...b, value: 0 },
      ],
      'theil',
      'all-zero',
    ],
    [
      'all at 0',
      [
        { ...a, value: 0 },
        { ...b, value: 0 },
      ],
      'concentration',
      'all-zero',
    ],
    [
      'all at 0',
      [
        { ...a, value: 0 },
        { ...b, value: 0 },
      ],
      'relative-slope',
      'all-zero',
    ],
    ['the lowest at 0', [{ ...a, value: 0 }, b], 'group-ratio', 'zero-in-ratio'],
    ['the lowest at 0', [{ ...a, value: 0 }, b], 'quantile-ratio', 'zero-in-ratio'],
    ['a line below 0', [{ ...a, value: 0 }, b], 'relative-slope', 'fit-below-zero'],
    [
      'all at 100',
      [
        { ...a, value: 100 },
        { ...b, value: 100 },
      ],
      'wagstaff',
      'all-full',
    ],
    ['all alike', [a, { ...b, value: 40 }], 'theil-between-share', 'all-equal'],
  ])('%s', (_, units, id, reason) => {
    expect(measuresOf(units)[id]).toEqual({ kind: 'unavailable', reason })
  })

  test('an indicator without a bound has no corrected index', () => {
    expect(measuresOf([a, b], null).erreygers).toEqual({ kind: 'unavailable', reason: 'unbounded' })
    expect(measuresOf([a, b], null).concentration.kind).toBe('value')
  })

  test('communes without a figure or a ranking are counted, not hidden', () => {
    const equity = equityOf([a, b, { ...a, value: null }, { ...b, disadvantage: null }], {
      bound: 100,
      draws: 0,
    })
    expect(equity).toMatchObject({ used: 3, leftOut: 1, unranked: 1 })
  })
})
