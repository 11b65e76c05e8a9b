import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMet } from '#domain/gap'
import type { Direction, Target } from '#domain/indicators'
import type { Observation } from '#domain/measures'
import { summaryOf } from '#domain/summary'
import type { Level, Vintage } from '#domain/units'
import { levels, vintages } from '#domain/units'
import type { Value } from '#domain/value'
import type { Question } from '#domain/values'
import { valueAt } from '#domain/values'
import {
  datasetWith,
  newCodes,
  observation,
  oldCodes,
  question,
  smallDataset,
} from '../fixtures/small-dataset'

/*
 * What is not reported must never flatter: whoever withholds a figure gains nothing by it.
 * Random reports of the small province, of which one is then taken away.
 */

const period = '2024-H2'
const count = fc.nat({ max: 60 })

/** Reports of one rate by some communes: its denominator, its numerator, and how many did not say. */
const ratesIn = (vintage: Vintage, numerator: string, denominator: string, unreported: string | null) =>
  fc
    .tuple(
      ...(vintage === '2024' ? oldCodes : newCodes).map((code) =>
        fc
          .tuple(fc.option(count, { freq: 8 }), fc.option(count, { freq: 4 }), fc.option(count, { freq: 1 }))
          .map(([whole, part, silent]) => {
            const rows: Observation[] = []
            const add = (measure: string, value: number) =>
              rows.push(observation(measure, period, code, value, 'reported', vintage))
            if (whole !== null) add(denominator, whole)
            if (part !== null) add(numerator, Math.min(part, whole ?? part))
            if (silent !== null && unreported !== null) add(unreported, silent)
            return rows
          }),
      ),
    )
    .map((rows) => rows.flat())

/** Reports of one figure by some communes. */
const figuresIn = (vintage: Vintage, measure: string, most: number) =>
  fc
    .tuple(
      ...(vintage === '2024' ? oldCodes : newCodes).map(() => fc.option(fc.nat({ max: most }), { freq: 3 })),
    )
    .map((values) =>
      values.flatMap((value, i) => {
        const code = (vintage === '2024' ? oldCodes : newCodes)[i] ?? ''
        return value === null ? [] : [observation(measure, period, code, value, 'reported', vintage)]
      }),
    )

const targets = fc.record({
  value: fc.integer({ min: 0, max: 100 }),
  scope: fc.constantFrom('each', 'overall'),
})
const targetOf = ({ value, scope }: Pick<Target, 'value' | 'scope'>): Target => ({
  id: 'goal',
  value,
  scope,
  year: null,
  clause: { vi: '', en: '' },
  source: 'law',
})

const cases: {
  name: string
  indicator: string
  direction: Direction
  reports: (vintage: Vintage) => fc.Arbitrary<Observation[]>
}[] = [
  {
    name: 'a rate where more is better',
    indicator: 'play-areas-villages',
    direction: 'up',
    reports: (vintage) =>
      ratesIn(vintage, 'villages_with_play_area', 'villages', 'villages_play_area_not_reported'),
  },
  {
    name: 'a rate where less is better',
    indicator: 'poor-households',
    direction: 'down',
    reports: (vintage) => ratesIn(vintage, 'households_poor', 'households', null),
  },
  {
    name: 'a rate without a better or worse',
    indicator: 'preschool-3-5',
    direction: 'none',
    reports: (vintage) => ratesIn(vintage, 'enrolled_3_5', 'children_3_5', null),
  },
  {
    name: 'a share of communes',
    indicator: 'play-areas-communes',
    direction: 'up',
    reports: (vintage) => figuresIn(vintage, 'commune_has_play_area', 1),
  },
  {
    name: 'a count where more is better',
    indicator: 'children-forums',
    direction: 'up',
    reports: (vintage) => figuresIn(vintage, 'children_forums', 120),
  },
  {
    name: 'a count where less is better',
    indicator: 'children-forums',
    direction: 'down',
    reports: (vintage) => figuresIn(vintage, 'children_forums', 120),
  },
]

/** A hair: shared-out counts are sums of fractions. */
const hair = 1e-6
const atMost = (a: number, b: number) => expect(a).toBeLessThanOrEqual(b + hair)

function expectNotBetter(before: Value, after: Value, { indicator, target }: Question): void {
  if (after.value !== null) {
    expect(before.value).not.toBeNull()
    if (indicator.direction === 'up') atMost(after.value, before.value ?? NaN)
    if (indicator.direction === 'down') atMost(before.value ?? NaN, after.value)
  }
  if (after.lacking !== null) atMost(before.lacking ?? NaN, after.lacking)
  atMost(after.lackingLeast ?? 0, before.lackingLeast ?? 0)
  if (target !== null && isMet(before.value, target.value, indicator.direction) !== true) {
    expect(isMet(after.value, target.value, indicator.direction)).not.toBe(true)
  }
}

/** What might be true with less knowledge includes what might be true with more. */
function expectNotNarrower(before: Value, after: Value): void {
  if (after.low !== null && before.low !== null) atMost(after.low, before.low)
  if (after.high !== null && before.high !== null) atMost(before.high, after.high)
  if (before.reported > 0 && before.high === null) expect(after.high).toBeNull()
}

describe.each(cases)('$name', ({ indicator, direction, reports }) => {
  const asked = question(indicator)
  const scenario = fc
    .constantFrom<Vintage>(...vintages)
    .chain((from) => reports(from))
    .filter((rows) => rows.length > 0)
    .chain((rows) => fc.tuple(fc.constant(rows), fc.nat({ max: rows.length - 1 })))

  const asking = (vintage: Vintage, target: Target): Question => ({
    ...asked,
    indicator: { ...asked.indicator, direction },
    vintage,
    period,
    target,
  })

  test('taking any report away makes nothing look better, for any unit in either geography', () => {
    fc.assert(
      fc.property(scenario, targets, ([rows, taken], goal) => {
        const whole = datasetWith(rows)
        const less = datasetWith(rows.filter((_, i) => i !== taken))
        for (const vintage of vintages) {
          const goalQuestion = asking(vintage, targetOf(goal))
          for (const index of smallDataset.geographies[vintage].units.keys()) {
            const before = valueAt(whole, goalQuestion, index)
            const after = valueAt(less, goalQuestion, index)
            expectNotBetter(before, after, goalQuestion)
            expectNotNarrower(before, after)
          }
        }
      }),
      { numRuns: 120 },
    )
  })

  test('nor do the key figures of an area', () => {
    fc.assert(
      fc.property(scenario, targets, fc.constantFrom<Level>(...levels), ([rows, taken], goal, level) => {
        const whole = datasetWith(rows)
        const less = datasetWith(rows.filter((_, i) => i !== taken))
        for (const vintage of vintages) {
          const goalQuestion = asking(vintage, targetOf(goal))
          for (const district of [null, '080', '085']) {
            const before = summaryOf(whole, goalQuestion, level, district)
            const after = summaryOf(less, goalQuestion, level, district)
            expect(after.units).toBe(before.units)
            atMost(after.reportedUnits, before.reportedUnits)
            atMost(before.belowAtMost ?? 0, after.belowAtMost ?? 0)
            atMost(after.belowAtLeast ?? 0, before.belowAtLeast ?? 0)
            atMost(before.unitsLacking ?? 0, after.unitsLacking ?? 0)
            atMost(after.unitsLackingLeast ?? 0, before.unitsLackingLeast ?? 0)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
