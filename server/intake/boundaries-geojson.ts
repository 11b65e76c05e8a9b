import type { MultiPolygon, Polygon } from 'geojson'
import { z } from 'zod'
import type { Parts } from '#domain/geodesy'
import { partsOf, signedArea } from '#domain/geodesy'
import { BoundaryProblem } from './boundaries-problem'

const Collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z
    .object({ properties: z.object({ name: z.string() }).partial() })
    .partial()
    .nullish(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.union([z.string(), z.number()]).optional(),
      properties: z.record(z.string(), z.unknown()).nullish(),
      geometry: z.unknown(),
    }),
  ),
})

const Position = z.array(z.number()).min(2)
const Rings = z.array(z.array(Position).min(4)).min(1)
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings).min(1) }),
])

/** A polygon as it came: sound by itself, but not yet known whose it is. */
export type FoundArea = {
  /** Position in the file, from 1. */
  place: number
  id: string | null
  properties: Record<string, unknown>
  geometry: Polygon | MultiPolygon
}

/**
 * Reads the polygons of a GeoJSON text in WGS 84.
 * @param label how the file is called in messages
 * @throws BoundaryProblem (content) naming the feature and its fault
 */
export function readAreas(text: string, label: string): FoundArea[] {
  const collection = Collection.safeParse(parsed(text, label))
  if (!collection.success) {
    const at = collection.error.issues[0]
    const where = [at?.path.join('.'), at?.message].filter(Boolean).join(': ')
    throw faultOf(label, `không phải là FeatureCollection (${where})`, `is no FeatureCollection (${where})`)
  }
  const crs = collection.data.crs?.properties?.name
  if (crs !== undefined && !/(CRS84|4326)$/.test(crs)) {
    throw faultOf(
      label,
      `dùng hệ toạ độ ${crs}; hãy chuyển sang WGS 84 (kinh độ, vĩ độ)`,
      `uses the coordinate system ${crs}; convert it to WGS 84 (longitude, latitude)`,
    )
  }
  return collection.data.features.map((feature, i) => {
    const place = i + 1
    const geometry = Geometry.safeParse(feature.geometry)
    if (!geometry.success) {
      throw featureFault(label, place, 'không phải là Polygon hay MultiPolygon hợp lệ', 'is no valid polygon')
    }
    assertSound(partsOf(geometry.data), label, place)
    const id = feature.id === undefined ? null : String(feature.id)
    return { place, id, properties: feature.properties ?? {}, geometry: geometry.data }
  })
}

function parsed(text: string, label: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw faultOf(label, `không phải là JSON (${why})`, `is no JSON (${why})`)
  }
}

function assertSound(parts: Parts, label: string, place: number) {
  for (const ring of parts.flat()) {
    const outside = ring.find(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)
    if (outside) {
      throw featureFault(
        label,
        place,
        `có toạ độ ${outside.join(', ')}, không phải là độ; hãy chuyển sang WGS 84`,
        `has the coordinates ${outside.join(', ')}, which are no degrees; convert it to WGS 84`,
      )
    }
    const [first, last] = [ring[0], ring.at(-1)]
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
      throw featureFault(label, place, 'có đường bao không khép kín', 'has a ring that is not closed')
    }
  }
  for (const [outer = []] of parts) {
    if (signedArea(outer) === 0) {
      throw featureFault(label, place, 'có đường bao không có diện tích', 'has a ring without area')
    }
  }
}

const faultOf = (label: string, vi: string, en: string) =>
  new BoundaryProblem('content', { vi: `"${label}" ${vi}.`, en: `"${label}" ${en}.` })

const featureFault = (label: string, place: number, vi: string, en: string) =>
  new BoundaryProblem('content', {
    vi: `"${label}", đối tượng thứ ${place} ${vi}.`,
    en: `"${label}", feature ${place} ${en}.`,
  })
