import { probit } from 'simple-statistics'
import type { Random } from '../random'

/** The standard normal distribution as equally likely values, to draw from by number. */
const normals = Float64Array.from({ length: 4096 }, (_, i) => probit((i + 0.5) / 4096))

/** From this many successes and failures on, a corrected normal curve stands for the beta distribution. */
const enough = 3

/**
 * How a share may vary by chance, given `numerator` of `denominator`: the beta distribution with Jeffreys' prior (half
 * a success, half a failure). `curve` describes it where both counts allow a normal curve corrected for its skew
 * (Cornish and Fisher 1938, first term), ten times as fast to draw from; null where they are too small for that.
 */
export type ShareChance = { a: number; b: number; curve: Curve | null }
export type Curve = { mean: number; deviation: number; skew: number }

export function chanceOf(numerator: number, denominator: number): ShareChance {
  const a = numerator + 0.5
  const b = denominator - numerator + 0.5
  if (Math.min(a, b) < enough) return { a, b, curve: null }
  const sum = a + b
  return {
    a,
    b,
    curve: {
      mean: a / sum,
      deviation: Math.sqrt((a * b) / (sum * sum * (sum + 1))),
      skew: (2 * (b - a) * Math.sqrt(sum + 1)) / ((sum + 2) * Math.sqrt(a * b)),
    },
  }
}

/** A value that varies along a curve or evenly, as numbers side by side: `centre` + `spread` × a draw. */
type Columns = { at: Uint32Array; centre: Float64Array; spread: Float64Array; skew: Float64Array }

/** One value of a list that is drawn anew each time, and where in the list it stands. */
export type Varying =
  | { at: number; kind: 'even'; low: number; high: number }
  | { at: number; kind: 'curve'; centre: number; spread: number; skew: number }
  | { at: number; kind: 'exact'; draw: (random: Random) => number }

/**
 * Draws values between 0 and 1 into their places of a list. Kinds are kept apart and as columns of numbers: this runs
 * a million times for one answer.
 */
export function drawerOf(varying: readonly Varying[]): (random: Random, into: Float64Array) => void {
  const even = columns(
    varying.filter((one) => one.kind === 'even'),
    ({ low, high }) => ({ centre: low, spread: high - low, skew: 0 }),
  )
  const curve = columns(
    varying.filter((one) => one.kind === 'curve'),
    ({ centre, spread, skew }) => ({ centre, spread, skew: skew / 6 }),
  )
  const exact = varying.filter((one) => one.kind === 'exact')
  return (random, into) => {
    fill(into, even, () => random.uniform())
    fill(into, curve, () => normals[Math.floor(random.uniform() * 4096)] ?? 0)
    for (const { at, draw } of exact) into[at] = draw(random)
  }
}

function columns<One extends { at: number }>(
  varying: readonly One[],
  numbersOf: (one: One) => { centre: number; spread: number; skew: number },
): Columns {
  const numbers = varying.map(numbersOf)
  return {
    at: Uint32Array.from(varying, ({ at }) => at),
    centre: Float64Array.from(numbers, ({ centre }) => centre),
    spread: Float64Array.from(numbers, ({ spread }) => spread),
    skew: Float64Array.from(numbers, ({ skew }) => skew),
  }
}

function fill(into: Float64Array, { at, centre, spread, skew }: Columns, next: () => number): void {
  for (let i = 0; i < at.length; i++) {
    const z = next()
    const value = (centre[i] ?? 0) + (spread[i] ?? 0) * (z + (skew[i] ?? 0) * (z * z - 1))
    into[at[i] ?? 0] = value < 0 ? 0 : value > 1 ? 1 : value
  }
}
