import { createRoute, z } from '@hono/zod-openapi'
import { lacksPlayArea, playAreaStates } from '#domain/places/village'
import type { Published } from '../published'
import type { Store } from '../store/connect'
import { villageHistory, villagesOf, facilitiesOf } from '../store/places'
import { facilityFeature, villageFeature } from './place-features'
import {
  FacilityPropertiesSchema,
  PlacesQuery,
  VillagePropertiesSchema,
  listOf,
  mostPlaces,
  placeCollectionOf,
  placeFeatureOf,
} from './place-schemas'
import { askedOf, communesAsked, pageOf } from './place-selection'
import type { Refusal } from './problem'
import { problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'
import { IllustrativeSchema } from './schemas'

const geojson = { 'Content-Type': 'application/geo+json' } as const

const listVillages = createRoute({
  method: 'get',
  path: '/villages',
  summary: 'Villages as GeoJSON points, each with its distance to the nearest play area and preschool',
  tags: ['places'],
  request: {
    query: PlacesQuery.extend({
      play_area: listOf(playAreaStates).openapi({
        description: 'States of the play area, separated by commas',
      }),
      lacking: z.enum(['true', 'false']).default('false').openapi({
        description: 'Only villages without a play area that can be used: none, or under repair',
      }),
    }),
  },
  responses: {
    200: {
      description: 'A page of villages in the order of ids',
      content: { 'application/geo+json': { schema: placeCollectionOf(VillagePropertiesSchema) } },
    },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('The commune or district does not exist'),
  },
})

const getVillage = createRoute({
  method: 'get',
  path: '/villages/{id}',
  summary: 'Profile of a village: its facilities, and every form its record had',
  tags: ['places'],
  request: {
    params: z.object({ id: z.string().max(80) }),
    query: z.object({ illustrative: IllustrativeSchema }),
  },
  responses: {
    200: {
      description: 'The village; one that was removed has only a history',
      content: {
        'application/json': {
          schema: z
            .object({
              dataVersion: z.number().int(),
              village: placeFeatureOf(VillagePropertiesSchema).nullable(),
              facilities: z.array(placeFeatureOf(FacilityPropertiesSchema)),
              history: z.array(
                z.object({
                  since: z.number().int(),
                  until: z.number().int().nullable(),
                  village: placeFeatureOf(VillagePropertiesSchema),
                }),
              ),
            })
            .openapi('VillageProfile'),
        },
      },
    },
    404: problemResponse('No village has this id'),
  },
})

/** Villages, found by the index of the store. */
export const villageRoutes = (published: () => Published, store: Store) =>
  newRouter()
    .openapi(listVillages, async (c) => {
      const { dataset } = published()
      const asked = c.req.valid('query')
      const communes = communesAsked(dataset, asked)
      if (communes !== null && isRefusal(communes)) return c.json(problemOf(c, communes), 404, problemJson)
      const lacking =
        asked.lacking === 'true' ? playAreaStates.filter((playArea) => lacksPlayArea({ playArea })) : null
      const found = await villagesOf(store, {
        ...askedOf(asked, communes, dataset),
        playArea: asked.play_area?.filter((state) => lacking?.includes(state) ?? true) ?? lacking,
      })
      const features = found.map((village) => villageFeature(dataset, village, asked.illustrative === 'true'))
      return c.json(pageOf(c, dataset, features, asked.limit), 200, geojson)
    })
    .openapi(getVillage, async (c) => {
      const { dataset } = published()
      const { id } = c.req.valid('param')
      const illustrative = c.req.valid('query').illustrative === 'true' && dataset.places.illustrative
      const history = (await villageHistory(store, id)).filter(
        ({ record }) => illustrative || record.status !== 'illustrative',
      )
      const [latest] = history
      if (!latest) return c.json(problemOf(c, unknownVillage(id)), 404, problemJson)
      const facilities = await facilitiesOf(store, {
        vintage: latest.record.vintage,
        communes: null,
        box: null,
        illustrative,
        after: null,
        limit: mostPlaces,
        kinds: null,
        conditions: null,
        village: id,
      })
      const featureOf = (record: (typeof latest)['record']) => villageFeature(dataset, record, illustrative)
      return c.json(
        {
          dataVersion: dataset.version,
          village: latest.until === null ? featureOf(latest.record) : null,
          facilities: facilities.map((facility) => facilityFeature(dataset, facility)),
          history: history.map(({ record, until }) => ({
            since: record.since,
            until,
            village: featureOf(record),
          })),
        },
        200,
      )
    })

const unknownVillage = (id: string): Refusal<404> => ({
  kind: 'unknown-place',
  status: 404,
  detail: {
    vi: `Không có thôn nào mang mã «${id}». Danh sách ở /api/villages.`,
    en: `No village has the id "${id}". They are listed at /api/villages.`,
  },
})
