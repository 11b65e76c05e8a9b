import { createRoute, z } from '@hono/zod-openapi'
import { unitsIn } from '#domain/geography'
import { realOnly } from '#domain/places/places'
import { registerOf } from '#domain/places/register'
import { profileOf } from '#domain/profile'
import type { Published } from '../published'
import { problemJson, problemOf, problemResponse } from './problem'
import { ProfileSchema } from './profile-schema'
import { WithinSchema, areaOf, unknownPeriod, unknownUnit } from './question'
import { newRouter } from './router'
import { IllustrativeSchema, PeriodSchema, UnitCodeSchema, UnitSchema, VintageSchema } from './schemas'

const listUnits = createRoute({
  method: 'get',
  path: '/units/{vintage}',
  summary: 'Every unit of a vintage, or of one province or district of it: provinces, districts, communes',
  tags: ['units'],
  request: { params: z.object({ vintage: VintageSchema }), query: z.object({ within: WithinSchema }) },
  responses: {
    200: {
      description: 'The units, each level in code order',
      content: { 'application/json': { schema: z.object({ units: z.array(UnitSchema) }) } },
    },
    400: problemResponse('The vintage does not exist'),
    404: problemResponse('No province or district of the vintage has this code'),
  },
})

const getProfile = createRoute({
  method: 'get',
  path: '/units/{vintage}/{code}',
  summary: 'Profile of a unit: all indicators, series, predecessors and successors',
  tags: ['units'],
  request: {
    params: z.object({ vintage: VintageSchema, code: UnitCodeSchema }),
    query: z.object({ period: PeriodSchema.optional(), illustrative: IllustrativeSchema }),
  },
  responses: {
    200: {
      description: 'Every indicator of the unit, with what it lacks',
      content: { 'application/json': { schema: ProfileSchema } },
    },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('No unit has this code in this vintage, or the period does not exist'),
  },
})

export const unitRoutes = (published: () => Published) =>
  newRouter()
    .openapi(listUnits, (c) => {
      const { vintage } = c.req.valid('param')
      const { within } = c.req.valid('query')
      const { dataset } = published()
      const geography = dataset.geographies[vintage]
      const area = areaOf(dataset, vintage, within)
      if (typeof area !== 'number') return c.json(problemOf(c, area), 404, problemJson)
      return c.json({ units: within === undefined ? [...geography.units] : unitsIn(geography, area) }, 200)
    })
    .openapi(getProfile, (c) => {
      const { vintage, code } = c.req.valid('param')
      const { period: asked, illustrative } = c.req.valid('query')
      const { dataset } = published()
      const period = asked ?? dataset.periods.at(-1) ?? ''
      if (!dataset.periods.includes(period)) {
        return c.json(problemOf(c, unknownPeriod(dataset, period)), 404, problemJson)
      }
      const profile = profileOf(dataset, vintage, code, period, { illustrative: illustrative === 'true' })
      if (!profile) return c.json(problemOf(c, unknownUnit(vintage, code)), 404, problemJson)
      const places = illustrative === 'true' ? dataset.places : realOnly(dataset.places)
      const register = registerOf(dataset, places, vintage, code)
      return c.json({ dataVersion: dataset.version, ...profile, register }, 200)
    })
