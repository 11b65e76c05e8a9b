import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { Bilingual } from './measures'

/** A way to write positions as two numbers. */
export type ReferenceSystem = {
  /** As OGC names it: `http://www.opengis.net/def/crs/EPSG/0/3405`. */
  uri: string
  /** `EPSG:3405`, `OGC:CRS84`. */
  code: string
  name: Bilingual
  /** For proj4; null where positions are longitude and latitude in WGS 84. */
  definition: string | null
  /** Whether the second axis (north) is written first. */
  northFirst: boolean
  isGeographic: boolean
  /** Decimals that keep a position to about a tenth of a metre or better. */
  decimals: number
}

/**
 * Ellipsoid of VN-2000 and its shift against WGS 84: EPSG transformation 6960 (Department of Survey and Mapping, 1 m),
 * its rotations with the signs that proj4 expects (position vector). Without it everything lies about 200 m off.
 */
export const vn2000 =
  '+ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278'

const epsg = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`

/** Longitude and latitude, WGS 84: what GeoJSON is in. */
export const crs84: ReferenceSystem = {
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  code: 'OGC:CRS84',
  name: { vi: 'WGS 84, kinh độ – vĩ độ', en: 'WGS 84, longitude – latitude' },
  definition: null,
  northFirst: false,
  isGeographic: true,
  decimals: 6,
}

/** The systems that layers are offered in; the first is the one of whoever does not choose. */
export const referenceSystems: readonly ReferenceSystem[] = [
  crs84,
  {
    ...crs84,
    uri: epsg(4326),
    code: 'EPSG:4326',
    name: { vi: 'WGS 84, vĩ độ – kinh độ', en: 'WGS 84, latitude – longitude' },
    northFirst: true,
  },
  {
    uri: epsg(3857),
    code: 'EPSG:3857',
    name: { vi: 'Web Mercator', en: 'Web Mercator' },
    definition: 'EPSG:3857',
    northFirst: false,
    isGeographic: false,
    decimals: 2,
  },
  {
    uri: epsg(3405),
    code: 'EPSG:3405',
    name: { vi: 'VN-2000, UTM múi 48 Bắc', en: 'VN-2000, UTM zone 48 north' },
    definition: `+proj=utm +zone=48 ${vn2000} +units=m +no_defs`,
    northFirst: false,
    isGeographic: false,
    decimals: 2,
  },
  {
    uri: epsg(9208),
    code: 'EPSG:9208',
    name: { vi: 'VN-2000, múi 3°, kinh tuyến trục 104°45′ (Lào Cai)', en: 'VN-2000, TM-3 104°45′ (Lào Cai)' },
    definition: `+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 ${vn2000} +units=m +no_defs`,
    northFirst: false,
    isGeographic: false,
    decimals: 2,
  },
]

/**
 * The system with this name, however it is written: as a URI, `EPSG:3405`, `[EPSG:3405]` or
 * `urn:ogc:def:crs:EPSG::3405`. Null when it is not offered.
 */
export function referenceSystem(name: string): ReferenceSystem | null {
  const words = name
    .toUpperCase()
    .split(/[:/[\]\s]+/)
    .filter(Boolean)
  const code = words.at(-1) ?? ''
  const authority = code === 'CRS84' ? 'OGC' : 'EPSG'
  if (!words.includes(authority)) return null
  return referenceSystems.find((system) => system.code === `${authority}:${code}`) ?? null
}

/** The geometry with every position moved by `move`. */
export function moved(
  geometry: Polygon | MultiPolygon,
  move: (position: Position) => Position,
): Polygon | MultiPolygon {
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map((ring) => ring.map(move)) }
    : {
        type: 'MultiPolygon',
        coordinates: geometry.coordinates.map((part) => part.map((ring) => ring.map(move))),
      }
}

/** East and north exchanged: how systems with the north first are written. */
export const exchanged = ([first = NaN, second = NaN]: Position): Position => [second, first]
