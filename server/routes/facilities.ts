import { createRoute, z } from '@hono/zod-openapi'
import { conditions, facilityKinds } from '#domain/places/facility'
import type { Published } from '../published'
import type { Store } from '../store/connect'
import { facilitiesOf, facilityHistory } from '../store/places'
import { facilityFeature } from './place-features'
import {
  FacilityPropertiesSchema,
  PlacesQuery,
  listOf,
  placeCollectionOf,
  placeFeatureOf,
} from './place-schemas'
import { askedOf, communesAsked, pageOf } from './place-selection'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'
import { IllustrativeSchema } from './schemas'

const listFacilities = createRoute({
  method: 'get',
  path: '/facilities',
  summary: 'Play areas, preschools, cultural houses and health stations as GeoJSON points',
  description: 'A cultural house or a school yard is no play area.',
  tags: ['places'],
  request: {
    query: PlacesQuery.extend({
      kind: listOf(facilityKinds).openapi({ description: 'Kinds, separated by commas' }),
      condition: listOf(conditions).openapi({ description: 'States of repair, separated by commas' }),
      village: z.string().max(80).optional().openapi({ description: 'Only those of this village' }),
    }),
  },
  responses: {
    200: {
      description: 'A page of facilities in the order of ids',
      content: { 'application/geo+json': { schema: placeCollectionOf(FacilityPropertiesSchema) } },
    },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('The commune or district does not exist'),
  },
})

const getFacility = createRoute({
  method: 'get',
  path: '/facilities/{id}',
  summary: 'Profile of a facility, with every form its record had',
  tags: ['places'],
  request: {
    params: z.object({ id: z.string().max(80) }),
    query: z.object({ illustrative: IllustrativeSchema }),
  },
  responses: {
    200: {
      description: 'The facility; one that was removed has only a history',
      content: {
        'application/json': {
          schema: z
            .object({
              dataVersion: z.number().int(),
              facility: placeFeatureOf(FacilityPropertiesSchema).nullable(),
              history: z.array(
                z.object({
                  since: z.number().int(),
                  until: z.number().int().nullable(),
                  facility: placeFeatureOf(FacilityPropertiesSchema),
                }),
              ),
            })
            .openapi('FacilityProfile'),
        },
      },
    },
    404: problemResponse('No facility has this id'),
  },
})

/** Facilities, found by the index of the store. */
export const facilityRoutes = (published: () => Published, store: Store) =>
  newRouter()
    .openapi(listFacilities, async (c) => {
      const { dataset } = published()
      const asked = c.req.valid('query')
      const communes = communesAsked(dataset, asked)
      if (communes !== null && isRefusal(communes)) return c.json(problemOf(c, communes), 404, problemJson)
      const found = await facilitiesOf(store, {
        ...askedOf(asked, communes, dataset),
        kinds: asked.kind ?? null,
        conditions: asked.condition ?? null,
        village: asked.village ?? null,
      })
      const features = found.map((facility) => facilityFeature(dataset, facility))
      return c.json(pageOf(c, dataset, features, asked.limit), 200, {
        'Content-Type': 'application/geo+json',
      })
    })
    .openapi(getFacility, async (c) => {
      const { dataset } = published()
      const { id } = c.req.valid('param')
      const illustrative = c.req.valid('query').illustrative === 'true' && dataset.places.illustrative
      const history = (await facilityHistory(store, id)).filter(
        ({ record }) => illustrative || record.status !== 'illustrative',
      )
      const [latest] = history
      if (!latest) return c.json(problemOf(c, unknownFacility(id)), 404, problemJson)
      return c.json(
        {
          dataVersion: dataset.version,
          facility: latest.until === null ? facilityFeature(dataset, latest.record) : null,
          history: history.map(({ record, until }) => ({
            since: record.since,
            until,
            facility: facilityFeature(dataset, record),
          })),
        },
        200,
      )
    })

const unknownFacility = (id: string): Refusal<404> => ({
  kind: 'unknown-place',
  status: 404,
  detail: {
    vi: `Không có công trình nào mang mã «${id}». Danh sách ở /api/facilities.`,
    en: `No facility has the id "${id}". They are listed at /api/facilities.`,
  },
})
