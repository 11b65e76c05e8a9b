import { z } from '@hono/zod-openapi'
import { purposes } from '#domain/places/facility'
import { childMeasures, landStates, playAreaStates, villageTypes } from '#domain/places/village'
import { StatusSchema, VintageSchema } from './schemas'

const lonLat = z.tuple([z.number(), z.number()]).openapi({ type: 'array', items: { type: 'number' } })
const whole = z.number().int()
const share = z.number().nullable()

const WithinSchema = z
  .object({ metres: whole, low: whole, high: whole, lowShare: share, highShare: share })
  .openapi('WithinDistance', {
    description:
      'Children within so many metres. From low to high, because children of villages without a position may or may not live so near',
  })

const VillageAccessSchema = z
  .object({
    id: z.string(),
    commune: z.string(),
    name: z.string(),
    type: z.enum(villageTypes),
    position: lonLat.nullable(),
    playArea: z.enum(playAreaStates),
    land: z.enum(landStates),
    children: whole.nullable(),
    metres: whole.nullable(),
    state: z.enum(['measured', 'own', 'unplaced', 'none']),
    nearest: z
      .object({
        facility: z.string().nullable(),
        village: z.string().nullable(),
        position: lonLat,
        isApproximate: z
          .boolean()
          .openapi({ description: 'The position is that of its village; its own was not noted' }),
      })
      .nullable(),
    status: StatusSchema,
    source: z.string(),
    asOf: z.string(),
  })
  .openapi('VillageAccess')

const SitingSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('too-many-villages'), most: whole }),
    z.object({
      kind: z.literal('placed'),
      goal: z.enum(['cover', 'distance']),
      count: whole,
      land: z.enum(['any', 'ready']),
      candidates: whole.openapi({ description: 'Villages that were looked at as places' }),
      status: z.enum(['optimal', 'feasible', 'infeasible', 'unknown']),
      gain: whole.openapi({
        description: 'Children newly within the radius; for goal=distance child-metres saved',
      }),
      bound: z.number().nullable().openapi({ description: 'No answer can gain more than this' }),
      chosen: z.array(
        VillageAccessSchema.extend({
          gainAlone: whole.openapi({ description: 'Gain if only this one were built' }),
        }),
      ),
      withinAfter: z.array(WithinSchema),
    }),
  ])
  .openapi('Siting')

export const AccessSchema = z
  .object({
    dataVersion: whole,
    vintage: VintageSchema,
    communes: z.array(z.string()),
    purpose: z.enum(purposes),
    children: z.enum(childMeasures),
    illustrative: z.boolean(),
    radius: whole,
    totals: z.object({
      villages: whole,
      lackingPlayArea: whole,
      unknownPlayArea: whole,
      children: whole,
      villagesUncounted: whole.openapi({
        description: 'Villages that did not count the children: in no share',
      }),
      villagesUnplaced: whole,
      childrenUnplaced: whole,
      sitesUnplaced: whole.openapi({
        description: 'Working sites without a position: what is measured is then at most so far',
      }),
    }),
    within: z.array(WithinSchema),
    status: StatusSchema.nullable(),
    villages: z.array(VillageAccessSchema).openapi({ description: 'The furthest first' }),
    siting: SitingSchema.nullable(),
    circles: z
      .object({
        type: z.literal('FeatureCollection'),
        features: z.array(
          z.object({
            type: z.literal('Feature'),
            geometry: z.object({
              type: z.literal('Polygon'),
              coordinates: z.array(z.array(z.array(z.number()))),
            }),
            properties: z.object({
              facility: z.string().nullable(),
              village: z.string().nullable(),
              metres: whole,
            }),
          }),
        ),
      })
      .nullable(),
  })
  .openapi('Access')
