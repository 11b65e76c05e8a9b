import { around } from 'geokdbush'
import KDBush from 'kdbush'
import type { LonLat } from '../geodesy'
import { distanceMetres } from './distance'

type Spot<Place> = { place: Place; position: LonLat }

/** Things with a position, ready to be asked for those nearby. */
export type Nearby<Place> = { spots: readonly Spot<Place>[]; index: KDBush | null }

/** Something nearby and its distance on the ellipsoid. */
export type Near<Place> = { place: Place; metres: number }

/**
 * The index measures on a sphere, whose distances differ from those of the ellipsoid by up to 0.56 %. Whatever is
 * nearest on the ellipsoid is among those that the sphere puts at most so much further away.
 */
const sphereError = 0.012

/** Indexes things by position; those without one cannot be found. */
export function nearbyOf<Place>(
  all: readonly Place[],
  positionOf: (place: Place) => LonLat | null,
): Nearby<Place> {
  const spots = all.flatMap((place): Spot<Place>[] => {
    const position = positionOf(place)
    return position === null ? [] : [{ place, position }]
  })
  if (spots.length === 0) return { spots, index: null }
  const index = new KDBush(spots.length)
  for (const { position } of spots) index.add(...position)
  index.finish()
  return { spots, index }
}

/** The nearest of them; null when there is none. */
export function nearestTo<Place>(nearby: Nearby<Place>, from: LonLat): Near<Place> | null {
  const { spots, index } = nearby
  const [first] = index === null ? [] : around(index, ...from, 1)
  const guess = first === undefined ? undefined : spots[first]
  if (guess === undefined) return null
  return within(nearby, from, distanceMetres(from, guess.position))[0] ?? null
}

/** All of them within so many metres, the nearest first. */
export function within<Place>({ spots, index }: Nearby<Place>, from: LonLat, metres: number): Near<Place>[] {
  if (index === null) return []
  const reachKm = (metres * (1 + sphereError)) / 1000 + 0.001
  return around(index, ...from, Infinity, reachKm)
    .flatMap((candidate) => {
      const spot = spots[candidate]
      return spot === undefined ? [] : [{ place: spot.place, metres: distanceMetres(from, spot.position) }]
    })
    .filter((near) => near.metres <= metres)
    .sort((a, b) => a.metres - b.metres)
}
