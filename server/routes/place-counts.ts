import { createRoute, z } from '@hono/zod-openapi'
import { indexesWithin } from '#domain/geography'
import { realOnly, villagesIn } from '#domain/places/places'
import type { Village } from '#domain/places/village'
import { lacksPlayArea } from '#domain/places/village'
import { weakest } from '#domain/status'
import type { Status } from '#domain/status'
import type { Published } from '../published'
import { problemJson, problemOf, problemResponse } from './problem'
import { WithinSchema, areaOf } from './question'
import { newRouter } from './router'
import { IllustrativeSchema, StatusSchema, VintageSchema } from './schemas'

const whole = z.number().int()

const getCounts = createRoute({
  method: 'get',
  path: '/places/communes',
  summary: 'How many villages each commune has on record, and how many lack a play area',
  description:
    'For maps of a whole province, on which single villages cannot be told apart. Communes without any village on record are left out.',
  tags: ['places'],
  request: {
    query: z.object({
      vintage: VintageSchema.default('2025'),
      within: WithinSchema,
      illustrative: IllustrativeSchema,
    }),
  },
  responses: {
    200: {
      description: 'The communes in the order of their codes',
      content: {
        'application/json': {
          schema: z
            .object({
              dataVersion: whole,
              vintage: VintageSchema,
              communes: z.array(
                z.object({
                  code: z.string(),
                  villages: whole,
                  lacking: whole.openapi({ description: 'None, or under repair' }),
                  unknown: whole.openapi({ description: 'Nobody said whether there is one' }),
                  children: whole.nullable().openapi({
                    description: 'Under 16, in the villages lacking; null where a village did not count them',
                  }),
                  status: StatusSchema,
                }),
              ),
            })
            .openapi('VillagesByCommune'),
        },
      },
    },
    404: problemResponse('No province or district of the vintage has this code'),
  },
})

/** Villages counted by commune. */
export const placeCountRoutes = (published: () => Published) =>
  newRouter().openapi(getCounts, (c) => {
    const { dataset } = published()
    const { vintage, within, illustrative } = c.req.valid('query')
    const area = areaOf(dataset, vintage, within)
    if (typeof area !== 'number') return c.json(problemOf(c, area), 404, problemJson)
    const places = illustrative === 'true' ? dataset.places : realOnly(dataset.places)
    const geography = dataset.geographies[vintage]
    const communes = indexesWithin(geography, 'commune', within ?? null).flatMap((index) => {
      const code = geography.units[index]?.code ?? ''
      const counts = countsOf(villagesIn(places, vintage, code))
      return counts === null ? [] : [{ code, ...counts }]
    })
    return c.json({ dataVersion: dataset.version, vintage, communes }, 200)
  })

function countsOf(villages: readonly Village[]) {
  const lacking = villages.filter(lacksPlayArea)
  const status = villages.reduce<Status | null>((weak, village) => weakest(weak, village.status), null)
  if (status === null) return null
  return {
    villages: villages.length,
    lacking: lacking.length,
    unknown: villages.filter(({ playArea }) => playArea === 'unknown').length,
    children: lacking.reduce<number | null>((total, { children }) => {
      const count = children.children_under_16
      return total === null || count === null ? null : total + count
    }, 0),
    status,
  }
}
