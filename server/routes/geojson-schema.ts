import { z } from '@hono/zod-openapi'

const PositionSchema = z.array(z.number()).min(2)

const GeometrySchema = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(PositionSchema)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(PositionSchema))) }),
])

/** Features as RFC 7946 wants them: WGS 84, longitude first, outer rings counter-clockwise, at most 6 decimals. */
export const featureCollectionOf = <P extends z.ZodType>(properties: P) =>
  z.object({
    type: z.literal('FeatureCollection'),
    bbox: z.array(z.number()).optional(),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.union([z.string(), z.number()]).optional(),
        geometry: GeometrySchema,
        properties,
      }),
    ),
  })

export const FeatureCollectionSchema = featureCollectionOf(z.object({}).nullable()).openapi(
  'FeatureCollection',
)
