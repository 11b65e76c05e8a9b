import type { Position } from 'geojson'
import proj4 from 'proj4'
import type { ReferenceSystem } from './reference-systems'

/** A function from longitude and latitude to east and north in the system, whatever the order of its axes. */
export function projectionTo({ definition, decimals }: ReferenceSystem): (position: Position) => Position {
  const round = (value: number) => Number(value.toFixed(decimals))
  if (definition === null) return ([lon = NaN, lat = NaN]) => [round(lon), round(lat)]
  const converter = proj4('WGS84', definition)
  return ([lon = NaN, lat = NaN]) => converter.forward([lon, lat]).map(round)
}
