import geographiclib from 'geographiclib-geodesic'
import type { LonLat } from '../geodesy'

const { WGS84, DISTANCE } = geographiclib.Geodesic

/**
 * Length in metres of the shortest line between two points on the WGS 84 ellipsoid, exact to some nanometres
 * (Karney 2013, Algorithms for geodesics, doi:10.1007/s00190-012-0578-z). As the crow flies: no road, no slope.
 */
export const distanceMetres = ([lonA, latA]: LonLat, [lonB, latB]: LonLat): number =>
  WGS84.Inverse(latA, lonA, latB, lonB, DISTANCE).s12 ?? NaN
