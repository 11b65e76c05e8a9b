import type { Vintage } from '#domain/units'
import { noise, spread } from './noise'
import type { Ages } from './people'
import type { Place } from './place'

/** What a commune reports in one period, by measure. */
export type Counts = Record<string, number>

/** What one commune says in one period, by measure. A measure left out is not reported. */
export type Row = { vintage: Vintage; code: string; period: string; counts: Counts }

/**
 * Share covered in the first period, by zone 0 to 3; how much a place loses between no and full remoteness; how
 * much is gained each half-year; how far communes of a kind differ.
 */
type Rate = {
  byZone: readonly [number, number, number, number]
  remote: number
  gain: number
  differ: number
}

const rates = {
  playVillages: { byZone: [0.52, 0.4, 0.33, 0.24], remote: 0.14, gain: 0.03, differ: 0.15 },
  playCommune: { byZone: [0.55, 0.36, 0.3, 0.2], remote: 0.1, gain: 0.025, differ: 0 },
  collaborators: { byZone: [0.97, 0.93, 0.9, 0.85], remote: 0.08, gain: 0.008, differ: 0.06 },
  board: { byZone: [0.95, 0.88, 0.84, 0.76], remote: 0.08, gain: 0.02, differ: 0 },
  friendly: { byZone: [0.75, 0.55, 0.48, 0.38], remote: 0.1, gain: 0.03, differ: 0 },
  nursery: { byZone: [0.44, 0.33, 0.28, 0.22], remote: 0.08, gain: 0.008, differ: 0.06 },
  agesThreeFour: { byZone: [0.985, 0.968, 0.955, 0.935], remote: 0.03, gain: 0.004, differ: 0.025 },
  ageFive: { byZone: [0.999, 0.996, 0.993, 0.987], remote: 0.006, gain: 0.001, differ: 0.006 },
  measured: { byZone: [0.985, 0.98, 0.975, 0.965], remote: 0.01, gain: 0.001, differ: 0.01 },
  registered: { byZone: [0.998, 0.992, 0.988, 0.978], remote: 0.01, gain: 0.002, differ: 0.008 },
  insured: { byZone: [0.999, 0.997, 0.995, 0.99], remote: 0.004, gain: 0.001, differ: 0.005 },
  supported: { byZone: [0.97, 0.95, 0.94, 0.92], remote: 0.03, gain: 0.005, differ: 0.05 },
  // harms: what is gained is a fall
  stunted: { byZone: [0.15, 0.235, 0.275, 0.325], remote: -0.05, gain: -0.005, differ: 0.03 },
  underweight: { byZone: [0.085, 0.135, 0.16, 0.19], remote: -0.03, gain: -0.003, differ: 0.02 },
  injured: { byZone: [0.0052, 0.0058, 0.006, 0.0064], remote: -0.0006, gain: -0.0001, differ: 0.001 },
} satisfies Record<string, Rate>

type RateName = keyof typeof rates

/** Rate of a place in the period with this number, 0 for the first: better each half-year, worse when remote. */
function rateOf(name: RateName, place: Place, half: number): number {
  const { byZone, remote, gain, differ } = rates[name]
  const rate =
    (byZone[place.zone] ?? 0) +
    remote * (0.5 - place.remoteness) +
    gain * half +
    spread(differ, name, place.code)
  return Math.min(1, Math.max(0, rate))
}

/** A yes or no that, once yes, stays so, because the rate never falls. */
const hasIt = (name: RateName, place: Place, half: number): number =>
  noise(name, 'has', place.code) < rateOf(name, place, half) ? 1 : 0

/** Rounded up or down by a chance that belongs to the commune, so that many small counts add up to the rate. */
const countOf = (rate: number, of: number, ...key: string[]): number =>
  Math.min(of, Math.floor(rate * of + noise('round', ...key)))

/** What a commune that reports says of its villages, boards and children. Never more than its denominators. */
export function coverageOf(
  place: Place,
  half: number,
  villages: number,
  childrenUnder16: number,
  ages: Ages,
): Counts {
  const { code } = place
  const share = (name: RateName, of: number) => countOf(rateOf(name, place, half), of, name, code)
  const unsaid = Math.min(silentVillages(place, half), villages)
  const measured = share('measured', ages.children_under_5)
  const five = share('ageFive', ages.children_5)
  const orphans = countOf(0.0042, childrenUnder16, 'orphans', code)
  const disabled = countOf(0.0055, childrenUnder16, 'disabled', code)
  return {
    villages_with_play_area: Math.min(share('playVillages', villages), villages - unsaid),
    villages_play_area_not_reported: unsaid,
    commune_has_play_area: hasIt('playCommune', place, half),
    enrolled_0_2: share('nursery', ages.children_0_2),
    enrolled_3_5: five + share('agesThreeFour', ages.children_3_5 - ages.children_5),
    enrolled_5: five,
    villages_with_collaborator: share('collaborators', villages),
    commune_has_protection_board: hasIt('board', place, half),
    commune_is_child_friendly: hasIt('friendly', place, half),
    injured_children: share('injured', childrenUnder16),
    children_under_5_measured: measured,
    children_under_5_stunted: share('stunted', measured),
    children_under_5_underweight: share('underweight', measured),
    children_under_6_insured: share('insured', ages.children_under_6),
    children_under_5_registered: share('registered', ages.children_under_5),
    orphans,
    orphans_supported: share('supported', orphans),
    disabled_children: disabled,
    disabled_children_supported: countOf(rateOf('supported', place, half), disabled, 'disabled', code),
    children_forums: forumsOf(place, half),
  }
}

/** In one commune in ten, one to three villages did not say whether they have a play area. */
const silentVillages = (place: Place, half: number): number =>
  noise('unsaid', place.code, half) < 0.1 ? 1 + Math.floor(3 * noise('unsaid villages', place.code, half)) : 0

/** Forums are held mostly in the first half-year, in the month of action for children (June). */
const forumsOf = (place: Place, half: number): number => {
  const isFirstHalf = half % 2 === 1
  const chance = noise('forums', place.code, half)
  return isFirstHalf ? Math.floor(1 + 3 * chance - place.remoteness) : chance > 0.75 ? 1 : 0
}
