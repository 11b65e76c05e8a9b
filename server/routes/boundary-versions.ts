import { createRoute, z } from '@hono/zod-openapi'
import { vintages } from '#domain/units'
import { activateBoundary, boundaryVersions } from '../store/boundaries'
import { permitted } from './account'
import { unknownVersion } from './boundary-refusals'
import { BoundaryVersionSchema } from './boundary-schemas'
import type { Intake } from './intake'
import { json, params } from './intake'
import { problemJson, problemOf, problemResponse } from './problem'
import { newRouter } from './router'

const tags = ['boundaries']
const restricted = {
  400: problemResponse('The request is not valid'),
  401: problemResponse('Nobody is signed in'),
  403: problemResponse('Only administrators may do this'),
}

const list = createRoute({
  method: 'get',
  path: '/boundaries/versions',
  summary: 'Maps that were installed, of both vintages, the latest first',
  tags,
  responses: {
    200: { description: 'The versions', ...json(z.object({ versions: z.array(BoundaryVersionSchema) })) },
    ...restricted,
  },
})

const activate = createRoute({
  method: 'post',
  path: '/boundaries/versions/{id}/activate',
  summary: 'Use an earlier map again',
  tags,
  request: { params },
  responses: {
    200: { description: 'The version now in use', ...json(BoundaryVersionSchema) },
    ...restricted,
    404: problemResponse('There is no such version'),
  },
})

/** The maps that were installed, and the way back to one of them. For administrators. */
export const boundaryVersionRoutes = ({ store, reload }: Intake) =>
  newRouter()
    .openapi(list, async (c) => {
      c.header('Cache-Control', 'no-store')
      const allowed = permitted(c, 'administer')
      if ('refusal' in allowed) {
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      }
      const all = await Promise.all(vintages.map((vintage) => boundaryVersions(store, vintage)))
      return c.json({ versions: all.flat().sort((a, b) => b.id - a.id) }, 200)
    })
    .openapi(activate, async (c) => {
      c.header('Cache-Control', 'no-store')
      const allowed = permitted(c, 'administer')
      if ('refusal' in allowed) {
        return c.json(problemOf(c, allowed.refusal), allowed.refusal.status, problemJson)
      }
      const { id } = c.req.valid('param')
      const version = await activateBoundary(store, { id, actor: allowed.account.id })
      if (!version) return c.json(problemOf(c, unknownVersion(id)), 404, problemJson)
      await reload()
      return c.json(version, 200)
    })
