import { probit } from 'simple-statistics'
import type { Random, Source } from '../random'

/** The standard normal distribution as equally likely values, to draw from by number. */
const normals = Float64Array.from({ length: 4096 }, (_, i) => probit((i + 0.5) / 4096))

/** From this many successes and failures on, a corrected normal curve stands for the beta distribution. */
const enough = 3

/** Equally likely values that a beta distribution with fewer is drawn from. */
const tableSize = 256

/**
 * How a share may vary by chance, given `numerator` of `denominator`: the beta distribution with Jeffreys' prior (half
 * a success, half a failure). A million draws must fit into a tenth of a second, so it is not drawn from itself: where
 * both counts allow it, from a normal curve corrected for its skew (Cornish and Fisher 1938, first term), else from a
 * table of equally likely values.
 */
export type ShareChance =
  { kind: 'curve'; mean: number; deviation: number; skew: number } | { kind: 'table'; values: Float64Array }

export function chanceOf(numerator: number, denominator: number): ShareChance {
  const a = numerator + 0.5
  const b = denominator - numerator + 0.5
  if (Math.min(a, b) < enough) {
    return { kind: 'table', values: a < b ? betaTable(b, a).map((share) => 1 - share) : betaTable(a, b) }
  }
  const sum = a + b
  return {
    kind: 'curve',
    mean: a / sum,
    deviation: Math.sqrt((a * b) / (sum * sum * (sum + 1))),
    skew: (2 * (b - a) * Math.sqrt(sum + 1)) / ((sum + 2) * Math.sqrt(a * b)),
  }
}

/**
 * Equally likely values of a beta distribution with b no larger than a. Summed up over t with share = 1 − t², which
 * takes away the pole that b below 1 makes at a share of 1.
 */
function betaTable(a: number, b: number): Float64Array {
  const steps = 512
  // beyond this t lies less than a millionth: failures are about gamma distributed, and b is small
  const width = Math.min(1, Math.sqrt((b + 20) / a)) / steps
  const masses = Float64Array.from({ length: steps }, (_, i) => {
    const t = (i + 0.5) * width
    return Math.exp((a - 1) * Math.log1p(-t * t) + (2 * b - 1) * Math.log(t))
  })
  const whole = masses.reduce((sum, mass) => sum + mass, 0)
  let step = 0
  let below = 0
  return Float64Array.from({ length: tableSize }, (_, i) => {
    const wanted = (whole * (i + 0.5)) / tableSize
    while (step < steps - 1 && below + (masses[step] ?? 0) < wanted) below += masses[step++] ?? 0
    const t = (step + (wanted - below) / (masses[step] ?? 1)) * width
    return 1 - t * t
  })
}

/** One value of a list that is drawn anew each time, and where in the list it stands. */
export type Varying =
  | { at: number; kind: 'even'; low: number; high: number }
  | { at: number; kind: 'curve'; centre: number; spread: number; skew: number }
  | { at: number; kind: 'table'; values: Float64Array }

/** Values along a curve or evenly, as numbers side by side: `centre` + `spread` × a draw. */
type Columns = { at: Uint32Array; centre: Float64Array; spread: Float64Array; skew: Float64Array }

/** Draws values between 0 and 1 into their places of a list. */
export function drawerOf(varying: readonly Varying[]): (random: Random, into: Float64Array) => void {
  const even = columns(
    varying.filter((one) => one.kind === 'even'),
    ({ low, high }) => ({ centre: low, spread: high - low, skew: 0 }),
  )
  const curve = columns(
    varying.filter((one) => one.kind === 'curve'),
    ({ centre, spread, skew }) => ({ centre, spread, skew: skew / 6 }),
  )
  const tables = varying.filter((one) => one.kind === 'table')
  return (random, into) => {
    fillEvenly(into, even, random.uniform)
    fillAlongCurve(into, curve, random.uniform)
    for (const { at, values } of tables) {
      into[at] = within(values[Math.floor(random.uniform() * values.length)] ?? 0)
    }
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

function fillEvenly(into: Float64Array, { at, centre, spread }: Columns, uniform: Source): void {
  for (let i = 0; i < at.length; i++) {
    into[at[i] ?? 0] = within((centre[i] ?? 0) + (spread[i] ?? 0) * uniform())
  }
}

function fillAlongCurve(into: Float64Array, { at, centre, spread, skew }: Columns, uniform: Source): void {
  for (let i = 0; i < at.length; i++) {
    const z = normals[Math.floor(uniform() * normals.length)] ?? 0
    into[at[i] ?? 0] = within((centre[i] ?? 0) + (spread[i] ?? 0) * (z + (skew[i] ?? 0) * (z * z - 1)))
  }
}

const within = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value)
