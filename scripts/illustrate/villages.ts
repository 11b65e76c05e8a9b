import { apportion } from '#domain/apportion'
import type { Place } from './place'

const fewest = 3

/**
 * Villages of each commune, at least three, in proportion to the square root of population times area:
 * many small ones where people live scattered.
 * @param fixed villages of communes whose number is published
 */
export function villagesOf(
  places: readonly Place[],
  total: number,
  fixed: ReadonlyMap<string, number>,
): number[] {
  const free = places.filter((place) => !fixed.has(place.code))
  const spoken = places.reduce((sum, place) => sum + (fixed.get(place.code) ?? 0), 0)
  const more = apportion(
    total - spoken - fewest * free.length,
    free.map((place) => place.population ** 0.7 * place.areaKm2 ** 0.15),
  )
  const shared = new Map(free.map((place, i) => [place.code, fewest + (more[i] ?? 0)]))
  return places.map((place) => fixed.get(place.code) ?? shared.get(place.code) ?? fewest)
}

/** Extremely disadvantaged villages by the zone of their commune, 0 to 3. */
export type DifficultByZone = readonly [outside: number, I: number, II: number, III: number]

/** Extremely disadvantaged villages of each commune: exact for each zone, more where the need is greater. */
export function difficultOf(
  places: readonly Place[],
  villages: readonly number[],
  byZone: DifficultByZone,
): number[] {
  const counts = new Map<string, number>()
  for (const [zone, total] of byZone.entries()) {
    const inside = places
      .map((place, i) => ({ place, villages: villages[i] ?? 0 }))
      .filter(({ place }) => place.zone === zone)
    const parts = apportion(
      total,
      inside.map(({ place, villages: all }) => all * Math.max(0.05, place.need) ** 2),
      inside.map(({ villages: all }) => all),
    )
    inside.forEach(({ place }, i) => counts.set(place.code, parts[i] ?? 0))
  }
  return places.map((place) => counts.get(place.code) ?? 0)
}
