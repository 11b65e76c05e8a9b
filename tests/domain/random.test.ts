import fc from 'fast-check'
import { mean, variance } from 'simple-statistics'
import { expect, test } from 'vitest'
import { randomOf, sourceOf } from '#domain/random'

const many = (draw: () => number, count = 20_000) => Array.from({ length: count }, draw)

test('the same seed gives the same numbers, on every machine and in every release', () => {
  const source = sourceOf(50)
  const again = sourceOf(50)
  expect(many(source, 100)).toEqual(many(again, 100))
  const first = sourceOf(1)
  expect([first(), first(), first()].map((draw) => draw.toFixed(6))).toEqual([
    '0.624330',
    '0.832472',
    '0.256846',
  ])
})

test('neighbouring seeds have nothing in common', () => {
  const pairs = Array.from({ length: 20_000 }, (_, seed) => [sourceOf(seed)(), sourceOf(seed + 1)()] as const)
  const covariance = mean(pairs.map(([a, b]) => (a - 0.5) * (b - 0.5)))
  expect(Math.abs(covariance)).toBeLessThan(0.0024) // 4 standard errors; 1/12 if they were equal
})

test('a seed that is not a whole number is refused', () => {
  expect(() => randomOf(0.5)).toThrow('whole number')
  expect(() => randomOf(NaN)).toThrow('whole number')
})

test('uniform draws lie in [0, 1) and an index below its limit', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (seed, n) => {
      const random = randomOf(seed)
      const draw = random.uniform()
      const index = random.index(n)
      return draw >= 0 && draw < 1 && Number.isInteger(index) && index >= 0 && index < n
    }),
  )
})

// means and variances from the definition of each distribution; 20,000 seeded draws come within 4 standard errors
test.each([
  { name: 'uniform', draw: () => randomOf(1).uniform, mean: 0.5, variance: 1 / 12 },
  { name: 'normal(10, 2)', draw: () => bind(2, (random) => random.normal(10, 2)), mean: 10, variance: 4 },
  { name: 'gamma(0.5)', draw: () => bind(3, (random) => random.gamma(0.5)), mean: 0.5, variance: 0.5 },
  { name: 'gamma(9)', draw: () => bind(4, (random) => random.gamma(9)), mean: 9, variance: 9 },
  {
    name: 'beta(2, 6)',
    draw: () => bind(5, (random) => random.beta(2, 6)),
    mean: 0.25,
    variance: 12 / (64 * 9),
  },
  {
    name: 'binomial(10, 0.3)',
    draw: () => bind(6, (random) => random.binomial(10, 0.3)),
    mean: 3,
    variance: 2.1,
  },
  {
    name: 'binomial(1000, 0.9)',
    draw: () => bind(7, (random) => random.binomial(1000, 0.9)),
    mean: 900,
    variance: 90,
  },
  {
    name: 'the second share of dirichlet(1, 2, 5)',
    draw: () => bind(8, (random) => random.dirichlet([1, 2, 5])[1] ?? NaN),
    mean: 0.25,
    variance: 12 / (64 * 9),
  },
])('$name has the mean and the variance it should have', ({ draw, ...expected }) => {
  const drawn = many(draw())
  const error = Math.sqrt(expected.variance / drawn.length)
  expect(Math.abs(mean(drawn) - expected.mean)).toBeLessThan(4 * error)
  expect(variance(drawn) / expected.variance).toBeCloseTo(1, 1)
})

const bind = (seed: number, draw: (random: ReturnType<typeof randomOf>) => number) => {
  const random = randomOf(seed)
  return () => draw(random)
}

test('a binomial draw is a whole number between 0 and the trials, also where nothing is left to chance', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 0, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, trials, probability) => {
        const drawn = randomOf(seed).binomial(trials, probability)
        return Number.isInteger(drawn) && drawn >= 0 && drawn <= trials
      },
    ),
  )
  expect(randomOf(1).binomial(7, 0)).toBe(0)
  expect(randomOf(1).binomial(7, 1)).toBe(7)
})

test('the shares of a dirichlet draw add to 1, also for shapes so small that every part underflows', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.double({ min: 1e-6, max: 1000, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (seed, shapes) => {
        const shares = randomOf(seed).dirichlet(shapes)
        expect(shares).toHaveLength(shapes.length)
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      },
    ),
  )
})

test('a shape that is not above 0 is refused', () => {
  expect(() => randomOf(1).gamma(0)).toThrow('above 0')
  expect(() => randomOf(1).beta(1, -1)).toThrow('above 0')
  expect(() => randomOf(1).dirichlet([1, 0])).toThrow('above 0')
})
