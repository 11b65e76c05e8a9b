import { apportion } from '#domain/apportion'
import { noise, spread } from './noise'
import type { Place } from './place'

/** Totals of an area in one period, met exactly by the communes together. */
export type Totals = {
  population: number
  ethnicMinority: number
  households: number
  poor: number
  children: number
}

/** By zone, 0 to 3: relative share of ethnic minorities, of children and of poor households, and household size. */
const minorityShare = [0.3, 0.66, 0.82, 0.95]
const childShare = [0.25, 0.285, 0.305, 0.33]
const poorShare = [0.015, 0.08, 0.16, 0.27]
const householdSize = [3.7, 4.2, 4.5, 4.9]

const byZone = (values: readonly number[], place: Place) => values[place.zone] ?? 0

/** People and households of one commune in one period, by measure. */
export type People = Record<
  'population' | 'population_ethnic_minority' | 'households' | 'households_poor' | 'children_under_16',
  number
>

/** Shares the totals out: in proportion to population, and to what the commune's zone and remoteness suggest. */
export function peopleOf(places: readonly Place[], totals: Totals): People[] {
  const population = apportion(
    totals.population,
    places.map((place) => place.population),
  )
  const minority = apportion(
    totals.ethnicMinority,
    places.map((place, i) => {
      const share =
        byZone(minorityShare, place) - (place.isTown ? 0.1 : 0) + spread(0.08, 'minority', place.code)
      return (population[i] ?? 0) * Math.max(0.05, share)
    }),
    population.map((people) => Math.floor(people * 0.99)),
  )
  const households = apportion(
    totals.households,
    places.map(
      (place, i) => (population[i] ?? 0) / (byZone(householdSize, place) + spread(0.2, 'size', place.code)),
    ),
  )
  const poor = apportion(
    totals.poor,
    places.map(
      (place, i) =>
        (households[i] ?? 0) *
        byZone(poorShare, place) *
        (0.7 + 0.6 * place.remoteness + spread(0.2, 'poor', place.code)),
    ),
    households.map((count) => Math.floor(count * 0.7)),
  )
  const children = apportion(
    totals.children,
    places.map(
      (place, i) =>
        (population[i] ?? 0) * (byZone(childShare, place) + spread(0.012, 'children', place.code)),
    ),
    population.map((people) => Math.floor(people * 0.45)),
  )
  return places.map((_, i) => ({
    population: population[i] ?? 0,
    population_ethnic_minority: minority[i] ?? 0,
    households: households[i] ?? 0,
    households_poor: poor[i] ?? 0,
    children_under_16: children[i] ?? 0,
  }))
}

/** Children of one commune by age group, by measure. The groups fit together: see {@link agesOf}. */
export type Ages = Record<
  'children_0_2' | 'children_3_5' | 'children_5' | 'children_under_5' | 'children_under_6',
  number
>

/**
 * Children by age from all children under 16: 19 % are 3 to 5 years old, a third of these 5; 16.5 % are of nursery
 * age (3–36 months), each give or take a little. Under 5 are the nursery ages, the infants under 3 months (an
 * eleventh of them) and those aged 3 and 4; under 6 are these and those aged 5.
 */
export function agesOf(code: string, childrenUnder16: number): Ages {
  const nursery = Math.round(childrenUnder16 * (0.165 + spread(0.01, 'nursery', code)))
  const kindergarten = Math.round(childrenUnder16 * (0.19 + spread(0.008, 'kindergarten', code)))
  const five = Math.round(kindergarten * (0.32 + 0.03 * noise('five', code)))
  const underFive = nursery + Math.round(nursery / 11) + kindergarten - five
  return {
    children_0_2: nursery,
    children_3_5: kindergarten,
    children_5: five,
    children_under_5: underFive,
    children_under_6: underFive + five,
  }
}
