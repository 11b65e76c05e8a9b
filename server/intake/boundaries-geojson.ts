import type { MultiPolygon, Polygon } from 'geojson'
import { z } from 'zod'
import type { Bilingual } from '#domain/measures'
import { BoundaryProblem } from './boundaries-problem'
import { faultTexts, soundGeometry } from './boundaries-sound'

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

/** More corners than a province has in full detail; what has more is refused before it fills the memory. */
export const mostCorners = 2_000_000

/** More than any kind of unit of a province has, drawn in pieces. */
const mostFeatures = 50_000

/** A polygon as it came: sound by itself, but not yet known whose it is. */
export type FoundArea = {
  /** Position in the file, from 1. */
  place: number
  id: string | null
  properties: Record<string, unknown>
  geometry: Polygon | MultiPolygon
}

/** What is wrong with a feature: mended while reading, or so that it has no polygon that can be used. */
export type FeatureFault = { place: number; name: string; isMended: boolean; text: Bilingual }

/** The polygons of a text, and the faults of those features that had some. */
export type Survey = { areas: FoundArea[]; faults: FeatureFault[] }

/**
 * Reads the polygons of a GeoJSON text in WGS 84.
 * @param label how the file is called in messages
 * @throws BoundaryProblem (content) naming the feature and its fault
 */
export function readAreas(text: string, label: string): FoundArea[] {
  const { areas, faults } = surveyAreas(text, label)
  const [first] = faults
  if (first) throw featureFault(label, first)
  return areas
}

/**
 * The same for files that people bring: rings are closed, polygons are taken out of collections of shapes, and what
 * still cannot be used is told feature by feature, all at once.
 * @throws BoundaryProblem (content) when the text is no such collection at all, or too large
 */
export function surveyAreas(text: string, label: string): Survey {
  const corners = cornersIn(text)
  if (corners > mostCorners) throw tooManyCorners(label, corners)
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
  if (collection.data.features.length > mostFeatures) {
    const count = collection.data.features.length
    throw faultOf(
      label,
      `có ${count} đối tượng, tối đa ${mostFeatures}`,
      `has ${count} features; ${mostFeatures} is the most`,
    )
  }
  const faults: FeatureFault[] = []
  const areas = collection.data.features.flatMap((feature, i): FoundArea[] => {
    const place = i + 1
    const properties = feature.properties ?? {}
    const id = feature.id === undefined ? null : String(feature.id)
    const { geometry, found } = soundGeometry(feature.geometry)
    const name = nameIn(properties) ?? id ?? ''
    if (found) faults.push({ place, name, isMended: geometry !== null, text: faultTexts[found] })
    return geometry ? [{ place, id, properties, geometry }] : []
  })
  return { areas, faults }
}

/** Positions of a text, without reading it: brackets before a number. */
function cornersIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('['); at !== -1; at = text.indexOf('[', at + 1)) {
    let next = at + 1
    while (text.charCodeAt(next) <= 32) next++
    const code = text.charCodeAt(next)
    if (code === 45 || (code >= 48 && code <= 57)) count++
  }
  return count
}

const nameIn = (properties: Record<string, unknown>): string | null => {
  const texts = Object.values(properties).filter((value) => typeof value === 'string')
  return texts.find((text) => /\p{L}/u.test(text)) ?? null
}

function parsed(text: string, label: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw faultOf(label, `không phải là JSON (${why})`, `is no JSON (${why})`)
  }
}

const faultOf = (label: string, vi: string, en: string) =>
  new BoundaryProblem('content', { vi: `"${label}" ${vi}.`, en: `"${label}" ${en}.` })

const featureFault = (label: string, { place, text }: FeatureFault) =>
  new BoundaryProblem('content', {
    vi: `"${label}", đối tượng thứ ${place} ${text.vi}.`,
    en: `"${label}", feature ${place} ${text.en}.`,
  })

export const tooManyCorners = (label: string, corners: number) =>
  faultOf(
    label,
    `có ${corners} đỉnh, tối đa ${mostCorners}. Hãy đơn giản hoá đường ranh (ví dụ trong QGIS: Vector > Geometry Tools > Simplify)`,
    `has ${corners} corners; ${mostCorners} is the most. Simplify the lines (in QGIS: Vector > Geometry Tools > Simplify)`,
  )
