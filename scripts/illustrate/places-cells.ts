import { bbox } from '@turf/bbox'
import { destination } from '@turf/destination'
import type { LonLat, Parts } from '#domain/geodesy'
import { contains, geometryOf } from '#domain/geodesy'
import { noise } from './noise'

/** The part of the schematic map around one seat, and how many villages it has. */
export type Cell = { seat: LonLat; parts: Parts; villages: number }

/** How far from the seat, as a share of the way to a place anywhere in the cell. */
const spreadOut = 0.8
const tries = 200

/** A place in the cell that is always the same for the same key; rounded to about 10 m. */
export function pointIn({ seat, parts }: Cell, code: string, village: number): LonLat {
  const [west, south, east, north] = bbox(geometryOf(parts))
  for (let attempt = 0; attempt < tries; attempt++) {
    const draw = (what: string) => noise(what, code, village, attempt)
    const anywhere: LonLat = [west + (east - west) * draw('lon'), south + (north - south) * draw('lat')]
    if (!contains(parts, anywhere)) continue
    const point = rounded([
      seat[0] + spreadOut * (anywhere[0] - seat[0]),
      seat[1] + spreadOut * (anywhere[1] - seat[1]),
    ])
    if (contains(parts, point)) return point
  }
  return rounded(seat)
}

/** A point so many metres away in a direction (degrees from north). */
export function offsetBy(from: LonLat, metres: number, direction: number): LonLat {
  const [lon = NaN, lat = NaN] = destination(from, metres, direction, { units: 'meters' }).geometry
    .coordinates
  return rounded([lon, lat])
}

const rounded = ([lon, lat]: LonLat): LonLat => [round(lon), round(lat)]
const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4
