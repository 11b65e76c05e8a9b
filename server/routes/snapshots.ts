import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Published } from '../published'
import type { PictureFormat } from '../render/formats'
import { pictureFormats } from '../render/formats'
import type { Snapshot } from '../store/snapshots'
import { snapshotFile, snapshotOf } from '../store/snapshots'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'
import { changesToday, figuresOf, frozenPicture, momentOf } from './snapshot-changes'
import { PictureQuery, resolvePicture } from './snapshot-question'
import { AskedSchema, ChangesSchema, SnapshotIdSchema, SnapshotSchema } from './snapshot-schemas'
import type { Studio } from './studio'
import { drawToday, freeze } from './studio'

export const pictureTypes: Record<PictureFormat, string> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  pdf: 'application/pdf',
}

const binary = { schema: z.string().openapi({ format: 'binary' }) }
export const pictureContent = { 'image/svg+xml': binary, 'image/png': binary, 'application/pdf': binary }
const files = ['map.svg', 'map.png', 'map.pdf'] as const

const nothing = problemResponse(
  'The indicator, period, target or district does not exist, or nothing was reported',
)
const tooMany = problemResponse('Too many pictures wait already; Retry-After says when to ask again')
const malformed = problemResponse('A parameter is malformed or out of bounds')

const MapQuery = PictureQuery.extend({
  width: z.coerce
    .number()
    .int()
    .min(200)
    .max(5000)
    .optional()
    .openapi({ description: 'Width of the PNG in pixels; by itself that of 300 dpi' }),
})

const getMap = <F extends PictureFormat>(format: F) =>
  createRoute({
    method: 'get',
    path: `/snapshots/map.${format}`,
    summary: `The map as a picture for a document, ${format.toUpperCase()}`,
    description:
      'Takes the parameters of the page. The same parameters and data version give the same bytes. Pictures are drawn in threads of their own; when too many wait, the answer is 503 with Retry-After.',
    tags: ['snapshots'],
    request: { query: MapQuery },
    responses: {
      200: { description: 'The picture', content: pictureContent },
      400: malformed,
      404: nothing,
      503: tooMany,
    },
  })

const snapshotContent = { 'application/json': { schema: SnapshotSchema } }

const postSnapshot = createRoute({
  method: 'post',
  path: '/snapshots',
  summary: 'Freeze a map: its picture and numbers are kept for ever under an id that is printed on it',
  description:
    'Takes the same parameters as the picture. The same question to the same data has the same id and is kept once. At most 30 new ones in an hour.',
  tags: ['snapshots'],
  request: { query: PictureQuery },
  responses: {
    200: { description: 'It was frozen before', content: snapshotContent },
    201: { description: 'Frozen', content: snapshotContent },
    400: malformed,
    404: nothing,
    429: problemResponse('Too many were frozen in the past hour'),
    503: tooMany,
    507: problemResponse('There is no room for more'),
  },
})

const idParams = z.object({ id: SnapshotIdSchema })
const unknown = problemResponse('No snapshot has this id')

const getSnapshot = createRoute({
  method: 'get',
  path: '/snapshots/{id}',
  summary: 'A frozen map: what was asked, its numbers, classes and versions',
  tags: ['snapshots'],
  request: { params: idParams },
  responses: {
    200: { description: 'The snapshot', content: snapshotContent },
    400: malformed,
    404: unknown,
  },
})

const getChanges = createRoute({
  method: 'get',
  path: '/snapshots/{id}/changes',
  summary: 'What changed since a map was frozen: exactly the units whose figures differ today',
  tags: ['snapshots'],
  request: { params: idParams },
  responses: {
    200: { description: 'The changes', content: { 'application/json': { schema: ChangesSchema } } },
    400: malformed,
    404: problemResponse('No snapshot has this id, or what it asks for no longer exists'),
  },
})

const getFrozenFile = createRoute({
  method: 'get',
  path: '/snapshots/{id}/{file}',
  summary: 'The picture of a frozen map, byte for byte as it was frozen',
  tags: ['snapshots'],
  request: { params: idParams.extend({ file: z.enum(files) }) },
  responses: {
    200: { description: 'The picture', content: pictureContent },
    400: malformed,
    404: unknown,
  },
})

export function snapshotRoutes(published: () => Published, studio: Studio) {
  const draw = (c: Context, format: PictureFormat, { width, ...asked }: z.infer<typeof MapQuery>) =>
    answerMap(c, { published: published(), studio, format, asked, width: width ?? null })
  return newRouter()
    .openapi(getMap('svg'), (c) => draw(c, 'svg', c.req.valid('query')))
    .openapi(getMap('png'), (c) => draw(c, 'png', c.req.valid('query')))
    .openapi(getMap('pdf'), (c) => draw(c, 'pdf', c.req.valid('query')))
    .openapi(postSnapshot, async (c) => {
      const resolved = resolvePicture(published(), c.req.valid('query'))
      if (isRefusal(resolved)) return c.json(problemOf(c, resolved), 404, problemJson)
      const frozen = await freeze(studio, published(), resolved)
      if (isRefusal(frozen)) return c.json(problemOf(c, frozen), frozen.status, headersOf(frozen))
      const body = bodyOf(frozen.snapshot)
      return frozen.isNew ? c.json(body, 201) : c.json(body, 200)
    })
    .openapi(getSnapshot, async (c) => {
      const { id } = c.req.valid('param')
      const snapshot = await snapshotOf(studio.store, id)
      if (!snapshot) return c.json(problemOf(c, unknownSnapshot(id)), 404, problemJson)
      return c.json(bodyOf(snapshot), 200)
    })
    .openapi(getChanges, async (c) => {
      const { id } = c.req.valid('param')
      const snapshot = await snapshotOf(studio.store, id)
      if (!snapshot) return c.json(problemOf(c, unknownSnapshot(id)), 404, problemJson)
      const changes = changesToday(published(), snapshot)
      if (isRefusal(changes)) return c.json(problemOf(c, changes), 404, problemJson)
      return c.json(changes, 200)
    })
    .openapi(getFrozenFile, async (c) => {
      const { id, file } = c.req.valid('param')
      const format = pictureFormats.find((each) => file.endsWith(each)) ?? 'svg'
      const content = await snapshotFile(studio.store, id, format)
      if (!content) return c.json(problemOf(c, unknownSnapshot(id)), 404, problemJson)
      return c.body(new Uint8Array(content), 200, {
        'Content-Type': pictureTypes[format],
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Disposition': `inline; filename="ban-do-${id}.${format}"`,
      })
    })
}

type Order = {
  published: Published
  studio: Studio
  format: PictureFormat
  asked: z.infer<typeof PictureQuery>
  width: number | null
}

async function answerMap(c: Context, { published, studio, format, asked, width }: Order) {
  const resolved = resolvePicture(published, asked)
  if (isRefusal(resolved)) return c.json(problemOf(c, resolved), 404, problemJson)
  const picture = await drawToday(studio, published, resolved, { format, width })
  if (isRefusal(picture)) return c.json(problemOf(c, picture), picture.status, headersOf(picture))
  const { indicator, district, period } = resolved.asked
  const name = ['ban-do', indicator, district, period].filter((part) => part !== null).join('-')
  return c.body(picture, 200, {
    'Content-Type': pictureTypes[format],
    'Content-Disposition': `inline; filename="${name}.${format}"`,
  })
}

function bodyOf(snapshot: Snapshot): z.infer<typeof SnapshotSchema> {
  const { id, createdAt, asked } = snapshot
  const picture = frozenPicture(snapshot)
  const at = (file: (typeof files)[number]) => `/api/snapshots/${id}/${file}`
  return {
    id,
    createdAt,
    page: `/s/${id}`,
    files: { svg: at('map.svg'), png: at('map.png'), pdf: at('map.pdf') },
    ...momentOf(picture),
    asked: AskedSchema.parse(JSON.parse(asked)),
    classes: [...picture.legend.classes],
    units: picture.units.map((unit) => ({
      code: unit.code,
      name: unit.name,
      type: unit.type,
      figures: figuresOf(unit),
    })),
    summary: picture.summary,
  }
}

export const unknownSnapshot = (id: string): Refusal<404> => ({
  kind: 'unknown-snapshot',
  status: 404,
  detail: {
    vi: `Không có bản lưu «${id}». Kiểm tra lại mã in trên bản đồ.`,
    en: `There is no snapshot "${id}". Check the id printed on the map.`,
  },
})
