import type { Dataset } from '../dataset'
import { accessOf, meanKilometres } from '../places/access'
import { realOnly } from '../places/places'
import type { Status } from '../status'
import type { Figures } from './figures'

/** Mean kilometres of a commune's children to the nearest working play area: the ends of what it may be. */
export type Distance = { low: number; high: number; status: Status }

/** Distances of communes by code; those of which nothing can be said are left out. */
export function distancesOf(
  { places }: Dataset,
  { vintage, illustrative }: Pick<Figures, 'vintage' | 'illustrative'>,
  communes: readonly string[],
): ReadonlyMap<string, Distance> {
  const counted = illustrative ? places : realOnly(places)
  return new Map(
    communes.flatMap((commune): [string, Distance][] => {
      const access = accessOf(counted, {
        vintage,
        communes: [commune],
        purpose: 'play-area',
        children: 'children_under_16',
        distances: [],
      })
      const distance = meanKilometres(access)
      return distance === null ? [] : [[commune, distance]]
    }),
  )
}
