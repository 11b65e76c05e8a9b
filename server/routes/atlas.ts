import { setTimeout as pause } from 'node:timers/promises'
import { createRoute, z } from '@hono/zod-openapi'
import { indexesWithin } from '#domain/geography'
import type { Language } from '#domain/language'
import type { Bilingual } from '#domain/measures'
import type { Published } from '../published'
import type { Sitting } from '../render/renderer'
import { RendererBusy } from '../render/renderer'
import type { Atlas } from './atlas-desk'
import { languageOf } from './language'
import type { Refusal } from './problem'
import { headersOf, problemJson, problemOf, problemResponse } from './problem'
import { isRefusal } from './question'
import { newRouter } from './router'
import { PictureQuery, draftOf, emptyOf, liveAddress, resolvePicture } from './snapshot-question'
import type { Studio } from './studio'
import { groundOf } from './studio'

const atlasFormats = ['pdf', 'zip'] as const
type AtlasFormat = (typeof atlasFormats)[number]

const AtlasQuery = PictureQuery.omit({ district: true, title: true }).extend({
  as: z.enum(atlasFormats).default('pdf').openapi({ description: 'One PDF, or a ZIP of PNG pictures' }),
})

type AskedAtlas = z.infer<typeof AtlasQuery>

const AtlasSchema = z
  .object({
    id: z.string(),
    state: z.enum(['drawing', 'ready', 'failed']),
    /** Pages drawn, and all of them. */
    done: z.number().int(),
    pages: z.number().int(),
    /** Address of the file once it is ready. */
    file: z.string().nullable(),
    /** Why it failed and what to do, in the language of whoever asks; null while all is well. */
    trouble: z.string().nullable(),
  })
  .openapi('Atlas')

const content = { 'application/json': { schema: AtlasSchema } }
const idParams = z.object({ id: z.uuid() })
const unknown = problemResponse('There is no atlas with this id, or it was kept long enough')
const path = '/snapshots/atlas'

const postAtlas = createRoute({
  method: 'post',
  path,
  summary: 'Draw an atlas in the background: the province and a page for each district',
  description:
    'Takes the parameters of the map picture. Ask for its progress by the id; the file is kept for a quarter of an hour.',
  tags: ['snapshots'],
  request: { query: AtlasQuery },
  responses: {
    202: { description: 'It is being drawn', content },
    400: problemResponse('A parameter is malformed'),
    404: problemResponse('What is asked for does not exist, or nothing was reported'),
    503: problemResponse('Enough atlases are being drawn; Retry-After says when to ask again'),
  },
})

const getAtlas = createRoute({
  method: 'get',
  path: `${path}/{id}`,
  summary: 'How far an atlas is',
  tags: ['snapshots'],
  request: { params: idParams },
  responses: {
    200: { description: 'The progress', content },
    400: problemResponse('Not an id'),
    404: unknown,
  },
})

const deleteAtlas = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  summary: 'Stop drawing an atlas, and forget it',
  tags: ['snapshots'],
  request: { params: idParams },
  responses: { 204: { description: 'Stopped' }, 400: problemResponse('Not an id'), 404: unknown },
})

const getFile = createRoute({
  method: 'get',
  path: `${path}/{id}/file`,
  summary: 'The finished atlas',
  tags: ['snapshots'],
  request: { params: idParams },
  responses: {
    200: {
      description: 'The file',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    400: problemResponse('Not an id'),
    404: unknown,
  },
})

/** An atlas takes about a second a page. */
const secondsPerAtlas = 20

const bodyOf = ({ id, state, done, pages }: Atlas, language: Language): z.infer<typeof AtlasSchema> => ({
  id,
  state,
  done,
  pages,
  file: state === 'ready' ? `/api${path}/${id}/file` : null,
  trouble: state === 'failed' ? failure(id, done, pages)[language] : null,
})

const failure = (id: string, done: number, pages: number): Bilingual => ({
  vi: `Vẽ được ${done}/${pages} trang thì máy chủ gặp lỗi. Hãy vẽ lại; nếu vẫn lỗi, chọn khổ giấy nhỏ hơn hoặc tải từng huyện, và báo cho quản trị viên mã ${id}.`,
  en: `The server failed after ${done} of ${pages} pages. Draw it again; if it fails again, choose a smaller sheet or download single districts, and tell the administrator the code ${id}.`,
})

/** Progress changes from one look to the next, whatever the data version. */
const noStore = { 'Cache-Control': 'no-store' }

export const atlasRoutes = (published: () => Published, studio: Studio) =>
  newRouter()
    .openapi(postAtlas, (c) => {
      const { as, ...asked } = c.req.valid('query')
      const sheets = sheetsOf(published(), studio, asked)
      if (isRefusal(sheets)) return c.json(problemOf(c, sheets), 404, problemJson)
      const { publishedAt } = published().dataset
      const atlas = studio.atlases.start(
        sheets.length,
        (signal, drawn) => drawAtlas(studio, sheets, as, publishedAt, signal, drawn),
        studio.onFault,
      )
      if (!atlas) return c.json(problemOf(c, enough), 503, headersOf(enough))
      return c.json(bodyOf(atlas, languageOf(c)), 202)
    })
    .openapi(getAtlas, (c) => {
      const { id } = c.req.valid('param')
      const atlas = studio.atlases.find(id)
      if (!atlas) return c.json(problemOf(c, unknownAtlas(id)), 404, problemJson)
      return c.json(bodyOf(atlas, languageOf(c)), 200, noStore)
    })
    .openapi(deleteAtlas, (c) => {
      const { id } = c.req.valid('param')
      if (!studio.atlases.cancel(id)) return c.json(problemOf(c, unknownAtlas(id)), 404, problemJson)
      return c.body(null, 204)
    })
    .openapi(getFile, (c) => {
      const { id } = c.req.valid('param')
      const file = studio.atlases.find(id)?.file
      if (!file) return c.json(problemOf(c, unknownAtlas(id)), 404, problemJson)
      const isPdf = file[0] === 0x25
      return c.body(file, 200, {
        ...noStore,
        'Content-Type': isPdf ? 'application/pdf' : 'application/zip',
        'Content-Disposition': `attachment; filename="tap-ban-do.${isPdf ? 'pdf' : 'zip'}"`,
      })
    })

type AtlasSheet = { name: string; sitting: Sitting }

/** The province, then each district, in the order of their codes. */
function sheetsOf(
  published: Published,
  { publicUrl }: Studio,
  asked: Omit<AskedAtlas, 'as'>,
): AtlasSheet[] | Refusal<404> {
  const whole = resolvePicture(published, asked)
  if (isRefusal(whole)) return whole
  const geography = published.dataset.geographies[asked.vintage]
  const districts = indexesWithin(geography, 'district', whole.subject.within)
  const topology = groundOf(published, whole)
  const sheets: AtlasSheet[] = []
  for (const district of [null, ...districts.map((index) => geography.units[index]?.code ?? null)]) {
    const resolved = district === null ? whole : resolvePicture(published, { ...asked, district })
    if (isRefusal(resolved)) return resolved
    const link = liveAddress(publicUrl(), resolved.asked)
    const picture = draftOf(resolved, { link, frozenId: null })
    const empty = district === null ? emptyOf(picture, resolved) : null
    if (empty) return empty
    sheets.push({ name: district ?? 'tinh', sitting: { picture, topology } })
  }
  return sheets
}

/** Page after page, so that whoever waits for a single picture has a turn between them. */
async function drawAtlas(
  { renderer }: Studio,
  sheets: readonly AtlasSheet[],
  as: AtlasFormat,
  date: string,
  signal: AbortSignal,
  drawn: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = []
  for (const [i, { name, sitting }] of sheets.entries()) {
    const bytes = await whenFree(signal, () =>
      as === 'pdf'
        ? renderer.page(sitting, signal)
        : renderer.file(sitting, { format: 'png', width: null }, signal),
    )
    files.push({ name: `${String(i).padStart(2, '0')}-${name}.png`, bytes })
    drawn()
  }
  return whenFree(signal, () =>
    as === 'pdf'
      ? renderer.bind(
          files.map(({ bytes }) => bytes),
          date,
          signal,
        )
      : renderer.zip(files, date, signal),
  )
}

/** An atlas waits while the renderer is busy: it was taken on already. */
async function whenFree<T>(signal: AbortSignal, draw: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await draw()
    } catch (error) {
      if (!(error instanceof RendererBusy)) throw error
      await pause(error.retryAfterSeconds * 1000, undefined, { signal })
    }
  }
}

const enough: Refusal<503> = {
  kind: 'busy',
  status: 503,
  retryAfter: secondsPerAtlas,
  detail: {
    vi: `Máy chủ đang vẽ các tập bản đồ khác. Hãy thử lại sau ${secondsPerAtlas} giây.`,
    en: `The server is drawing other atlases. Try again in ${secondsPerAtlas} seconds.`,
  },
}

const unknownAtlas = (id: string): Refusal<404> => ({
  kind: 'unknown-snapshot',
  status: 404,
  detail: {
    vi: `Không có tập bản đồ «${id}»: đã huỷ, chưa vẽ xong, hoặc đã quá thời gian giữ. Hãy vẽ lại.`,
    en: `There is no atlas "${id}": it was stopped, is not finished, or was kept long enough. Draw it again.`,
  },
})
