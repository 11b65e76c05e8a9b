import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { budgetPath, comparePath, parseView } from '#domain/view/address'
import type { View } from '#domain/view/address'
import type { Planner } from '../planner'
import type { Published } from '../published'
import { versionOf } from '../published'
import type { PictureFormat } from '../render/formats'
import { pictureFormats } from '../render/formats'
import type { Plate } from '../render/plate/plate'
import type { PlateBase } from './plate-base'
import { PlateQuery, plateBase } from './plate-base'
import { budgetPlate, priorityPlate } from './plate-budget'
import { bivariatePlate, plotKinds, plotPlate, smallPlate } from './plate-compare'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'
import { pictureContent, pictureTypes } from './snapshots'
import type { Studio } from './studio'
import { groundOf, unlessBusy } from './studio'

const Query = PlateQuery.extend({
  plot: z.enum(plotKinds).default('spread').openapi({ description: 'Which plot; of `plot` pictures only' }),
  width: z.coerce.number().int().min(200).max(5000).optional(),
})

type Asked = {
  published: Published
  view: View
  base: PlateBase
  plot: z.infer<typeof Query>['plot']
  planner: Planner
  signal: AbortSignal
}
type Maker = {
  summary: string
  /** Page whose parameters it takes. */
  path: string
  /** Whether it keeps to the district of the view. */
  isLocal: boolean
  make: (asked: Asked) => Plate | Refusal | Promise<Plate | Refusal>
}

const kinds: Record<string, Maker> = {
  bivariate: {
    summary: 'The map of two indicators at once',
    path: comparePath,
    isLocal: true,
    make: ({ published, view, base }) => bivariatePlate(published, view, base),
  },
  small: {
    summary: 'Small maps of several indicators or periods',
    path: comparePath,
    isLocal: false,
    make: ({ published, view, base }) => smallPlate(published, view, base),
  },
  plot: {
    summary: 'A plot of the page that compares: spread, intervals, funnel or lines',
    path: comparePath,
    isLocal: true,
    make: ({ published, view, base, plot }) => plotPlate(published, view, base, plot),
  },
  priority: {
    summary: 'The map of priority',
    path: budgetPath,
    isLocal: true,
    make: ({ published, view, base }) => priorityPlate(published, view, base),
  },
  budget: {
    summary: 'The map of what a budget builds, or whom it reaches',
    path: budgetPath,
    isLocal: true,
    make: ({ published, view, base, planner, signal }) => budgetPlate(published, view, base, planner, signal),
  },
}

const getPlate = (kind: string, { summary, path }: Maker, format: PictureFormat) =>
  createRoute({
    method: 'get',
    path: `/snapshots/${kind}.${format}`,
    summary: `${summary} as a picture for a document, ${format.toUpperCase()}`,
    description: `Takes the parameters of the page \`${path}\` and those of the map picture. The same parameters and data version give the same bytes.`,
    tags: ['snapshots'],
    request: { query: Query },
    responses: {
      200: { description: 'The picture', content: pictureContent },
      400: problemResponse('A parameter is malformed or out of bounds'),
      404: problemResponse('What is asked for does not exist, or there is nothing to draw'),
      422: problemResponse('The question is at fault'),
      503: problemResponse('Too many pictures wait already; Retry-After says when to ask again'),
    },
  })

/** Pictures of the other pages: two indicators, small maps, plots, priority and budget. */
export function plateRoutes(published: () => Published, studio: Studio, planner: Planner) {
  const router = newRouter()
  for (const [kind, maker] of Object.entries(kinds)) {
    for (const format of pictureFormats) {
      router.openapi(getPlate(kind, maker, format), (c) =>
        answer(c, {
          published: published(),
          studio,
          planner,
          kind,
          maker,
          format,
          query: c.req.valid('query'),
        }),
      )
    }
  }
  return router
}

type Order = {
  published: Published
  studio: Studio
  planner: Planner
  kind: string
  maker: Maker
  format: PictureFormat
  query: z.infer<typeof Query>
}

async function answer(c: Context, { published, studio, planner, kind, maker, format, query }: Order) {
  const { width, plot, layout, lang, grey, title } = query
  const view = parseView(maker.path, new URL(c.req.url).search)
  const wishes = { layout, lang, grey, ...(title !== undefined && { title }) }
  const base = plateBase(published, view, wishes, studio.publicUrl(), maker.isLocal ? view.district : null)
  if (isRefusal(base)) return c.json(problemOf(c, base), 404, problemJson)
  const { signal } = c.req.raw
  const plate = await maker.make({ published, view, base, plot, planner, signal })
  if (isRefusal<Plate, number>(plate)) {
    return c.json(problemOf(c, plate), plate.status as 404 | 422 | 503, headersOf(plate)) // no other is made
  }
  const topology = groundOf(published, base.resolved)
  const name = JSON.stringify([kind, versionOf(published), plate.picture.link, wishes, plot, format, width])
  const drawn = await unlessBusy(() =>
    studio.album.get(name, () =>
      studio.renderer.plate({ plate, topology }, { format, width: width ?? null }),
    ),
  )
  if (isRefusal<typeof drawn & object, number>(drawn))
    return c.json(problemOf(c, drawn), 503, headersOf(drawn))
  return c.body(drawn, 200, {
    'Content-Type': pictureTypes[format],
    'Content-Disposition': `inline; filename="${kind}-${base.resolved.asked.period}.${format}"`,
  })
}
