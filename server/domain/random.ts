import { randomBeta, randomBinomial, randomGamma, randomNormal } from 'd3-random'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Where chance comes from: each call gives the next number, at least 0 and below 1. */
export type Source = () => number

/** Draws from one seeded source. The order of the calls matters: it is part of what the seed repeats. */
export type Random = {
  uniform: Source
  /** A whole number from 0 to below `n`. */
  index: (n: number) => number
  normal: (mean: number, deviation: number) => number
  /** Shape above 0, scale 1. */
  gamma: (shape: number) => number
  /** Both shapes above 0. */
  beta: (a: number, b: number) => number
  binomial: (trials: number, probability: number) => number
  /** Shares that add to 1, scattered around `shapes` divided by their sum; the larger the shapes, the closer. */
  dirichlet: (shapes: readonly number[]) => number[]
}

/** xoroshiro128+ starts from a state that is mostly zeros and ones; after this many steps it is mixed. */
const warmUp = 32

/**
 * Spreads a seed over 32 bits (finaliser of MurmurHash3): the generator is linear, so that seeds which differ in a
 * single bit would give sequences that go together.
 */
function spread(seed: number): number {
  let hash = seed | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** A source that gives the same numbers for the same seed on every machine (xoroshiro128+, 53 random bits). */
export function sourceOf(seed: number): Source {
  if (!Number.isInteger(seed)) throw new RangeError(`the seed ${seed} is not a whole number`)
  const generator = xoroshiro128plus(spread(seed))
  for (let step = 0; step < warmUp; step += 1) generator.next()
  return () => uniformFloat64(generator)
}

/** Draws that are the same for the same seed. @throws RangeError when the seed is not a whole number */
export function randomOf(seed: number): Random {
  const uniform = sourceOf(seed)
  const normal = randomNormal.source(uniform)(0, 1)
  const gammaOf = randomGamma.source(uniform)
  const betaOf = randomBeta.source(uniform)
  const binomialOf = randomBinomial.source(uniform)
  const gamma = (shape: number) => gammaOf(positive(shape))()
  return {
    uniform,
    index: (n) => Math.floor(uniform() * n),
    normal: (mean, deviation) => mean + deviation * normal(),
    gamma,
    beta: (a, b) => betaOf(positive(a), positive(b))(),
    binomial: (trials, probability) => binomialOf(trials, probability)(),
    dirichlet(shapes) {
      const parts = shapes.map(gamma)
      const sum = parts.reduce((total, part) => total + part, 0)
      // shapes near 0 can all underflow; such a distribution puts everything on one share anyway
      if (sum > 0) return parts.map((part) => part / sum)
      const winner = pick(shapes, uniform())
      return shapes.map((_, at) => (at === winner ? 1 : 0))
    },
  }
}

function positive(shape: number): number {
  if (!(shape > 0)) throw new RangeError(`a shape must be above 0, not ${shape}`)
  return shape
}

function pick(weights: readonly number[], chance: number): number {
  let left = chance * weights.reduce((sum, weight) => sum + weight, 0)
  const at = weights.findIndex((weight) => (left -= weight) < 0)
  return at < 0 ? weights.length - 1 : at
}
