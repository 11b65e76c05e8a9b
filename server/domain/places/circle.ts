import geographiclib from 'geographiclib-geodesic'
import type { Polygon } from 'geojson'
import type { LonLat, Ring } from '../geodesy'

const { WGS84, LATITUDE, LONGITUDE } = geographiclib.Geodesic
const corners = 64

/** All that lies within so many metres of a point, on the ellipsoid; its outer ring runs anticlockwise. */
export function circleAround([lon, lat]: LonLat, metres: number): Polygon {
  const ring = Array.from({ length: corners }, (_, i): LonLat => {
    const { lon2 = NaN, lat2 = NaN } = WGS84.Direct(
      lat,
      lon,
      (-360 * i) / corners,
      metres,
      LATITUDE | LONGITUDE,
    )
    return [rounded(lon2), rounded(lat2)]
  })
  const closed: Ring = [...ring, ...ring.slice(0, 1)]
  return { type: 'Polygon', coordinates: [closed] }
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
