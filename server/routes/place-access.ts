import { createRoute, z } from '@hono/zod-openapi'
import type { Access, VillageAccess } from '#domain/places/access'
import { accessOf, usualDistances, withSites, withinOf } from '#domain/places/access'
import { circleAround } from '#domain/places/circle'
import { purposes } from '#domain/places/facility'
import { realOnly } from '#domain/places/places'
import type { Siting, SitingGoal } from '#domain/places/siting'
import { gainOf, mostVillages, sitingVillagesOf } from '#domain/places/siting'
import { sitesOf } from '#domain/places/sites'
import { childMeasures, lacksPlayArea } from '#domain/places/village'
import type { Planner } from '../planner'
import type { Published } from '../published'
import { AccessSchema } from './place-access-schema'
import { wholeMetres } from './place-features'
import { communesAsked } from './place-selection'
import { busy, gone } from './planner-refusals'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { WithinSchema, isRefusal } from './question'
import { newRouter } from './router'
import { IllustrativeSchema, UnitCodeSchema, VintageSchema } from './schemas'

const getAccess = createRoute({
  method: 'get',
  path: '/access',
  summary: 'How far children are from the nearest working play area or preschool, and where to build next',
  description:
    'Distances are geodesic, as the crow flies. Sites outside the area count, too. Where to build is exact: maximal covering location (goal=cover) or p-median (goal=distance) over the villages with a position.',
  tags: ['places'],
  request: {
    query: z.object({
      vintage: VintageSchema.default('2025'),
      commune: z
        .string()
        .regex(/^\d{5}(,\d{5})*$/, 'Mã xã gồm 5 chữ số / commune codes of 5 digits')
        .optional(),
      within: WithinSchema,
      district: UnitCodeSchema.optional(),
      purpose: z.enum(purposes).default('play-area'),
      children: z
        .enum(childMeasures)
        .default('children_under_16')
        .openapi({ description: 'Whose way it is' }),
      sites: z.coerce.number().int().min(0).max(5).default(1).openapi({ description: 'New sites to place' }),
      goal: z.enum(['cover', 'distance']).default('cover'),
      radius: z.coerce.number().int().min(100).max(20_000).default(1000).openapi({
        description: 'Metres within which a child counts as reached, and radius of the circles',
      }),
      land: z
        .enum(['any', 'ready'])
        .default('any')
        .openapi({ description: 'ready: only where land is ready' }),
      circles: z
        .enum(['true', 'false'])
        .default('false')
        .openapi({ description: 'Service areas as polygons' }),
      illustrative: IllustrativeSchema,
    }),
  },
  responses: {
    200: { description: 'Distances and sites', content: { 'application/json': { schema: AccessSchema } } },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('The commune or district does not exist'),
    503: problemResponse('Too many questions wait'),
  },
})

/** Distances are measured here, which takes milliseconds; where to build is worked out in a thread. */
export const accessRoutes = (published: () => Published, planner: Planner) =>
  newRouter().openapi(getAccess, async (c) => {
    const { dataset } = published()
    const asked = c.req.valid('query')
    const narrowed = communesAsked(dataset, asked)
    if (narrowed !== null && isRefusal(narrowed)) return c.json(problemOf(c, narrowed), 404, problemJson)
    const { units, atLevel } = dataset.geographies[asked.vintage]
    const communes = narrowed ?? atLevel.commune.map((index) => units[index]?.code ?? '')
    const places = asked.illustrative === 'true' ? dataset.places : realOnly(dataset.places)
    const access = accessOf(places, { ...asked, communes, distances: usualDistances })
    const goal: SitingGoal =
      asked.goal === 'cover' ? { kind: 'cover', metres: asked.radius } : { kind: 'distance' }
    const wish = { count: asked.sites, goal, land: asked.land }
    const siting = await placed(planner, access, wish, c.req.raw.signal)
    if (siting !== null && isRefusal<object, 503>(siting)) {
      return c.json(problemOf(c, siting), 503, headersOf(siting))
    }
    return c.json(
      {
        dataVersion: dataset.version,
        vintage: asked.vintage,
        communes: [...communes],
        purpose: asked.purpose,
        children: asked.children,
        illustrative: places.illustrative,
        radius: asked.radius,
        totals: totalsOf(access),
        within: [...access.within],
        status: access.status,
        villages: access.villages.map(villageOf),
        siting,
        circles:
          asked.circles === 'true'
            ? circlesOf(sitesOf(places, asked.vintage, asked.purpose).placed, access, asked.radius)
            : null,
      },
      200,
    )
  })

function totalsOf({ villages, children, uncounted, unplaced, unplacedSites }: Access) {
  return {
    villages: villages.length,
    lackingPlayArea: villages.filter(({ village }) => lacksPlayArea(village)).length,
    unknownPlayArea: villages.filter(({ village }) => village.playArea === 'unknown').length,
    children,
    villagesUncounted: uncounted,
    villagesUnplaced: unplaced.villages,
    childrenUnplaced: unplaced.children,
    sitesUnplaced: unplacedSites,
  }
}

function villageOf({ village, children, reach }: VillageAccess) {
  const { site } = reach
  return {
    id: village.id,
    commune: village.commune,
    name: village.name,
    type: village.type,
    position: village.position,
    playArea: village.playArea,
    land: village.land,
    children,
    metres: wholeMetres(reach.metres),
    state: reach.state,
    nearest:
      site === null
        ? null
        : {
            facility: site.facility?.id ?? null,
            village: site.village,
            position: site.position,
            isApproximate: site.isApproximate,
          },
    status: village.status,
    source: village.source,
    asOf: village.asOf,
  }
}

type Wish = { count: number; goal: SitingGoal; land: 'any' | 'ready' }

async function placed(planner: Planner, access: Access, { count, goal, land }: Wish, signal: AbortSignal) {
  if (count === 0) return null
  const villages = sitingVillagesOf(access, land)
  if (villages === null) return { kind: 'too-many-villages' as const, most: mostVillages }
  const question = { villages, count, goal }
  const planned = await planner.sites(question, signal)
  if (planned.kind === 'busy') return busy(planned)
  if (planned.kind === 'stopped') return gone
  const { siting } = planned
  return {
    kind: 'placed' as const,
    goal: goal.kind,
    count,
    land,
    candidates: villages.filter(({ isCandidate }) => isCandidate).length,
    ...answered(access, siting, (id) => gainOf(question, [id])),
  }
}

function answered(access: Access, { chosen, gain, status, bound }: Siting, alone: (id: string) => number) {
  return {
    status,
    gain,
    bound,
    chosen: chosen.flatMap((id) => {
      const found = access.villages.find(({ village }) => village.id === id)
      return found === undefined ? [] : [{ ...villageOf(found), gainAlone: alone(id) }]
    }),
    withinAfter: withinOf(withSites(access.villages, chosen), usualDistances),
  }
}

/** Circles around the sites that any village of the area may go to: those within its reach of the radius. */
function circlesOf(
  sites: readonly { position: [number, number]; facility: { id: string } | null; village: string | null }[],
  access: Access,
  metres: number,
) {
  const positions = access.villages.flatMap(({ village }) => (village.position ? [village.position] : []))
  const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)]
  // a degree is 104 km from west to east at most and 110 km from south to north at least
  const margin = metres / 100_000
  const isNear = ([lon, lat]: [number, number]) =>
    lon >= Math.min(...lons) - margin &&
    lon <= Math.max(...lons) + margin &&
    lat >= Math.min(...lats) - margin &&
    lat <= Math.max(...lats) + margin
  return {
    type: 'FeatureCollection' as const,
    features: sites
      .filter(({ position }) => isNear(position))
      .map(({ position, facility, village }) => ({
        type: 'Feature' as const,
        geometry: circleAround(position, metres),
        properties: { facility: facility?.id ?? null, village, metres },
      })),
  }
}
