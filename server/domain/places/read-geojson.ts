import { centroid } from '@turf/centroid'
import type { Feature, Geometry } from 'geojson'
import type { FacilityContent, FacilityKind } from './facility'
import { positionIn, RowFault } from './read-cells'
import { conditionIn, facilityReader, kindIn } from './read-facilities'
import { mostElevation } from './elevation'
import type { ImportContext } from './read-commune'
import type { ReadRow } from './read-row'
import { readRow } from './read-commune'

/** What OpenStreetMap calls our kinds (wiki.openstreetmap.org/wiki/Map_features). A hospital is no health station. */
const tagged: readonly { key: string; value: string; kind: FacilityKind }[] = [
  { key: 'leisure', value: 'playground', kind: 'play-area' },
  { key: 'amenity', value: 'kindergarten', kind: 'preschool-main' },
  { key: 'amenity', value: 'community_centre', kind: 'cultural-house' },
  { key: 'amenity', value: 'clinic', kind: 'health-station' },
  { key: 'amenity', value: 'doctors', kind: 'health-station' },
  { key: 'amenity', value: 'health_post', kind: 'health-station' },
  { key: 'healthcare', value: 'centre', kind: 'health-station' },
]

/**
 * Reads facilities from GeoJSON: of our own making, or an export from OpenStreetMap (Overpass turbo, osmtogeojson).
 * Areas stand for their middle. Of a playground's state OpenStreetMap says nothing: whoever maps one saw it stand,
 * not that it is safe, so its condition is not known.
 * @returns null when it is no FeatureCollection
 */
export function readFacilityFeatures(
  json: unknown,
  context: ImportContext,
): ReadRow<FacilityContent>[] | null {
  if (!isCollection(json)) return null
  const read = facilityReader(context)
  return json.features.map((feature, i) =>
    readRow(i + 1, () => {
      const properties = feature.properties ?? {}
      const said = (key: string): string | null => {
        const value = properties[key]
        return value === null || value === undefined || value === '' ? null : String(value).normalize('NFC')
      }
      const kind = said('kind')
      const capacity = Number(said('capacity') ?? NaN)
      const elevation = Math.round(Number(said('elevation') ?? said('ele') ?? NaN))
      return read({
        id: idOf(feature, said('@id')),
        kind: kind === null ? kindOfTags(said) : kindIn(kind),
        name: said('name'),
        code: said('commune'),
        commune: said('commune_name'),
        district: null,
        village: said('village'),
        placed: middleOf(feature.geometry),
        condition: conditionIn(said('condition') ?? ''),
        safetyCheckedOn: said('safety_checked_on'),
        openedOn: said('opened_on'),
        capacity: Number.isInteger(capacity) && capacity >= 0 ? capacity : null,
        elevation: elevation >= 0 && elevation <= mostElevation ? elevation : null,
        source: said('source'),
        asOf: said('as_of'),
      })
    }),
  )
}

const isCollection = (json: unknown): json is { features: Feature<Geometry | null>[] } =>
  typeof json === 'object' &&
  json !== null &&
  'type' in json &&
  json.type === 'FeatureCollection' &&
  'features' in json &&
  Array.isArray(json.features)

function kindOfTags(said: (key: string) => string | null): FacilityKind {
  const found = tagged.find(({ key, value }) => said(key) === value)
  if (found) return found.kind
  const tags = ['leisure', 'amenity', 'healthcare'].flatMap((key) => {
    const value = said(key)
    return value === null ? [] : [`${key}=${value}`]
  })
  throw new RowFault({
    vi: `Đối tượng ${tags.join(', ') || 'không có thẻ'} không thuộc loại công trình nào ở đây.`,
    en: `A feature with ${tags.join(', ') || 'no tags'} is none of our kinds of facility.`,
  })
}

/** The same thing of OpenStreetMap has the same id in every export. */
function idOf({ id }: Feature<Geometry | null>, own: string | null): string | null {
  const written = own ?? (id === undefined ? null : String(id))
  if (written === null) return null
  const [, type, number] = /^(node|way|relation)\/(\d+)$/.exec(written) ?? []
  return type === undefined ? written : `osm-${type}-${number}`
}

function middleOf(geometry: Geometry | null) {
  if (geometry === null) return null
  const [lon = NaN, lat = NaN] =
    geometry.type === 'Point' ? geometry.coordinates : centroid(geometry).geometry.coordinates
  return positionIn(String(round(lon)), String(round(lat)))
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
