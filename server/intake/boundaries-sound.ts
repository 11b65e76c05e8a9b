import type { MultiPolygon, Polygon } from 'geojson'
import { z } from 'zod'
import type { LonLat, Parts, Ring } from '#domain/geodesy'
import { geometryOf, signedArea } from '#domain/geodesy'
import type { Bilingual } from '#domain/measures'

const Position = z.array(z.number()).min(2)
const Rings = z.array(z.array(Position).min(3)).min(1)
const Shape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings).min(1) }),
])
const Shapes = z.object({ type: z.literal('GeometryCollection'), geometries: z.array(z.unknown()) })

/** What can be wrong with a shape, as the end of a sentence that begins with the feature. */
export const faultTexts = {
  'no-shape': { vi: 'không có hình', en: 'has no shape' },
  'no-polygon': { vi: 'không phải là Polygon hay MultiPolygon hợp lệ', en: 'is no valid polygon' },
  'no-degrees': {
    vi: 'có toạ độ không phải là độ; hãy cho biết hệ toạ độ hoặc chuyển sang WGS 84',
    en: 'has coordinates which are no degrees; say the reference system or convert it to WGS 84',
  },
  'no-area': { vi: 'có đường bao không có diện tích', en: 'has a ring without area' },
  'not-closed': { vi: 'có đường bao không khép kín', en: 'has a ring that is not closed' },
  mixed: {
    vi: 'là một tập hợp nhiều loại hình; chỉ lấy các đa giác',
    en: 'is a collection of several kinds of shapes; only its polygons are taken',
  },
} satisfies Record<string, Bilingual>

export type ShapeFault = keyof typeof faultTexts

/** The polygon of a feature with closed rings and without heights; null when it has none that can be used. */
export function soundGeometry(given: unknown): {
  geometry: Polygon | MultiPolygon | null
  found: ShapeFault | null
} {
  if (given === null || given === undefined) return { geometry: null, found: 'no-shape' }
  const collection = Shapes.safeParse(given)
  const shapes = (collection.success ? collection.data.geometries : [given]).flatMap((each) => {
    const shape = Shape.safeParse(each)
    return shape.success ? [shape.data] : []
  })
  if (shapes.length === 0) return { geometry: null, found: 'no-polygon' }
  const rings = shapes.flatMap((shape) =>
    shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates,
  )
  let found: ShapeFault | null = collection.success ? 'mixed' : null
  const parts: Parts = rings.map((part) =>
    part.map((positions) => {
      const ring = positions.map(([lon = NaN, lat = NaN]): LonLat => [lon, lat])
      if (isClosed(ring)) return ring
      found = 'not-closed'
      const [first] = ring
      return first ? [...ring, first] : ring
    }),
  )
  const isOutside = ([lon, lat]: LonLat) => !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)
  if (parts.some((part) => part.some((ring) => ring.some(isOutside)))) {
    return { geometry: null, found: 'no-degrees' }
  }
  if (parts.some(([outer = []]) => outer.length < 4 || signedArea(outer) === 0)) {
    return { geometry: null, found: 'no-area' }
  }
  const [only, ...others] = shapes
  const isMulti = only?.type === 'MultiPolygon' && others.length === 0
  return {
    geometry: isMulti ? { type: 'MultiPolygon', coordinates: parts } : geometryOf(parts),
    found,
  }
}

const isClosed = (ring: Ring): boolean => {
  const [first, last] = [ring[0], ring.at(-1)]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1]
}
