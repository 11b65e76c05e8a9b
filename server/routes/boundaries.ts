import { createRoute, z } from '@hono/zod-openapi'
import { details } from '#domain/detail'
import { featuresOf } from '#domain/topology'
import { levels } from '#domain/units'
import type { Published } from '../published'
import { FeatureCollectionSchema } from './geojson-schema'
import { groundWithin } from './ground'
import { problemJson, problemOf, problemResponse } from './problem'
import { WithinSchema, areaOf } from './question'
import { newRouter } from './router'
import { VintageSchema } from './schemas'

const files = levels.flatMap((level) => [`${level}.geojson`, `${level}.topojson`] as const)

const getBoundary = createRoute({
  method: 'get',
  path: '/boundaries/{vintage}/{file}',
  summary: 'Geometry alone, as GeoJSON of one level or as TopoJSON (whose arcs serve every level)',
  description: 'With `?v=` and the hash from the catalogue the address never changes its content.',
  tags: ['boundaries'],
  request: {
    params: z.object({ vintage: VintageSchema, file: z.enum(files).openapi({ example: 'commune.geojson' }) }),
    query: z.object({
      v: z.string().optional(),
      within: WithinSchema,
      detail: z.enum(details).default('near').openapi({
        description: 'How finely borders are drawn: for a look at the province, a district, a commune',
      }),
    }),
  },
  responses: {
    200: {
      description: 'Features with their code as id',
      content: {
        'application/geo+json': { schema: FeatureCollectionSchema },
        'application/json': { schema: z.object({ type: z.literal('Topology') }).loose() },
      },
    },
    400: problemResponse('The vintage or level does not exist'),
    404: problemResponse('No province or district of the vintage has this code'),
  },
})

export const boundaryRoutes = (published: () => Published) =>
  newRouter().openapi(getBoundary, (c) => {
    const { vintage, file } = c.req.valid('param')
    const { v, detail, within } = c.req.valid('query')
    const { dataset, boundaries } = published()
    const area = areaOf(dataset, vintage, within)
    if (typeof area !== 'number') return c.json(problemOf(c, area), 404, problemJson)
    const topology = groundWithin({ dataset, boundaries }, vintage, within ?? null, detail)
    if (v === boundaries[vintage].hash) c.header('Cache-Control', 'public, max-age=31536000, immutable')
    const level = levels.find((known) => file.startsWith(known)) ?? 'commune'
    return file.endsWith('.topojson')
      ? c.json({ ...topology }, 200)
      : c.json(featuresOf(topology, level), 200, { 'Content-Type': 'application/geo+json' })
  })
