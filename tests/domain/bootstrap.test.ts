import { describe, expect, test } from 'vitest'
import { bootstrapIntervals } from '#domain/equity/bootstrap'
import { equityOf } from '#domain/equity/equity'
import { equityMeasureIds } from '#domain/equity/measures'
import type { EquityUnit, Sample } from '#domain/equity/sample'
import { sampleOf } from '#domain/equity/sample'
import { randomOf } from '#domain/random'

/** Communes in nine districts whose value falls with disadvantage by `slope`, with noise around it. */
function province(count: number, slope: number, noise: number, seed = 7): EquityUnit[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, (_, at) => {
    const disadvantage = random.uniform()
    const value = 60 + slope * (0.5 - disadvantage) + random.normal(0, noise)
    return {
      children: 200 + random.index(1000),
      value: Math.min(100, Math.max(0, value)),
      disadvantage,
      group: `0${80 + (at % 9)}`,
    }
  })
}

const intervalsOf = (units: EquityUnit[], seed: number, draws = 1000) =>
  Object.values(equityOf(units, { bound: 100, seed, draws }).measures).map((figure) =>
    figure.kind === 'value' ? figure.interval : null,
  )

const sampled = (units: EquityUnit[]): Sample => {
  const sample = sampleOf(units, 'ranked')
  if (typeof sample === 'string') throw new Error(sample)
  return sample
}

test('the same seed gives the same intervals, another seed others that are close', () => {
  const units = province(152, 30, 10)
  expect(intervalsOf(units, 1)).toEqual(intervalsOf(units, 1))
  const [one, other] = [intervalsOf(units, 1, 4000), intervalsOf(units, 2, 4000)]
  expect(one).not.toEqual(other)
  const slopeAt = equityMeasureIds.indexOf('slope')
  const width = one[slopeAt]!.high - one[slopeAt]!.low
  expect(Math.abs(one[slopeAt]!.low - other[slopeAt]!.low)).toBeLessThan(width / 10)
})

test('every interval holds its own figure', () => {
  const { measures } = equityOf(province(152, 30, 10), { bound: 100 })
  for (const id of equityMeasureIds) {
    const figure = measures[id]
    if (figure.kind !== 'value' || figure.interval === null) throw new Error(`${id} has an interval`)
    expect(figure.interval.low).toBeLessThanOrEqual(figure.value)
    expect(figure.interval.high).toBeGreaterThanOrEqual(figure.value)
    expect(figure.interval.high).toBeGreaterThan(figure.interval.low)
  }
})

test('a clear gradient is told from equality, pure noise is not', () => {
  const slopeOf = (units: EquityUnit[]) => {
    const { slope } = equityOf(units, { bound: 100 }).measures
    return slope.kind === 'value' ? slope.interval! : { low: NaN, high: NaN }
  }
  expect(slopeOf(province(152, 40, 5)).low).toBeGreaterThan(0)
  const noise = slopeOf(province(152, 0, 10))
  expect(noise.low).toBeLessThan(0)
  expect(noise.high).toBeGreaterThan(0)
})

test('about 95 % of the intervals hold the true slope', () => {
  const worlds = 120
  const hits = Array.from({ length: worlds }, (_, seed) => {
    const { slope } = equityOf(province(150, 30, 8, seed + 100), { bound: 100, draws: 300 }).measures
    // uniform disadvantage is its own rank: the true slope is 30
    return slope.kind === 'value' && slope.interval!.low <= 30 && slope.interval!.high >= 30
  }).filter(Boolean).length
  expect(hits / worlds).toBeGreaterThan(0.87)
  expect(hits / worlds).toBeLessThanOrEqual(1)
})

describe('what is resampled', () => {
  test('each district keeps as many communes as it has', () => {
    const units = province(40, 30, 10)
    const sample = sampled(units)
    const mean = sample.mean
    // with equal children the weight of a district is the same in every resample
    const alike = sampled(units.map((unit) => ({ ...unit, children: 1 })))
    const [children] = bootstrapIntervals(alike, [(moments) => moments.groupChildren[0] ?? NaN], {
      seed: 3,
      draws: 200,
    })
    expect(children).toEqual({ low: 5, high: 5 })
    const [interval] = bootstrapIntervals(sample, [(moments) => moments.mean], { seed: 3, draws: 200 })
    expect(interval!.low).toBeLessThan(mean)
    expect(interval!.high).toBeGreaterThan(mean)
  })

  test('districts of one commune each leave nothing to draw from', () => {
    const units = province(9, 30, 10)
    expect(bootstrapIntervals(sampled(units), [(moments) => moments.mean], { seed: 1, draws: 100 })).toEqual([
      null,
    ])
  })

  test('a statistic that is undefined in too many resamples has no interval', () => {
    const sample = sampled(province(40, 30, 10))
    let calls = 0
    const sometimes = () => ((calls += 1) % 5 === 0 ? NaN : 1)
    expect(bootstrapIntervals(sample, [sometimes], { seed: 1, draws: 100 })).toEqual([null])
  })
})
