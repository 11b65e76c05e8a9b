import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import { accountOf } from './account'
import { routePath } from 'hono/route'

type Encoding = 'br' | 'gzip' | 'identity'
type Stored = {
  body: Uint8Array<ArrayBuffer>
  encoding: Encoding
  etag: string
  type: string
  cacheControl: string | null
  /** Name of a download. */
  disposition: string | null
  /** Pattern of the address. */
  route: string
}

/** Large, and packed by themselves: not packed again, and kept by whoever makes them, not here. */
const isPacked = (type: string) => /^(image\/(png|jpeg)|application\/pdf|application\/zip)/.test(type)

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Up to this many bytes the better packing takes a few milliseconds, and saves a seventh; beyond it would hold up a cold answer. */
const small = 32 * 1024

/** Answers kept at most, so that odd queries cannot fill the memory. */
const maxBytes = 64 * 1024 * 1024

/** Which kept answer a request got, by its environment: responses are made anew on their way out. */
const behind = new WeakMap<object, Stored>()

/** The kept answer that a request was given; undefined where one was made for it alone. */
export const keptBehind = (environment: object): Stored | undefined => behind.get(environment)

/**
 * Keeps answers ready to send, compressed, for as long as `version()` stays the same, and answers
 * conditional requests by strong ETags. Only complete answers (200) to GET and HEAD are kept, and none that says
 * `no-store`. What many ask for at once, as after a publication, is made once: the others wait for it.
 */
export function stored(version: () => string): MiddlewareHandler {
  let keptFor = version()
  let kept = new Map<string, Stored>()
  /** Answers that are being made; null if they turn out to be none to keep. */
  let underway = new Map<string, Promise<Stored | null>>()
  let bytes = 0

  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    if (version() !== keptFor) {
      keptFor = version()
      kept = new Map()
      underway = new Map()
      bytes = 0
    }
    const encoding = encodingFor(c.req.header('accept-encoding') ?? '')
    const key = `${encoding} ${keyOf(c)}`
    // what an account is answered may be for it alone; what a visitor is answered is for everyone
    const isForAll = accountOf(c) === null
    const others = isForAll ? underway.get(key) : undefined
    const ready = kept.get(key) ?? (others && (await others))
    if (ready) {
      if (typeof c.env === 'object' && c.env !== null) behind.set(c.env, ready)
      return send(c, ready)
    }
    const [computedFor, making] = [keptFor, underway]
    const work = answer(c, next, encoding)
    if (isForAll) {
      const settled = work.catch(() => null)
      making.set(key, settled)
      void settled.then(() => making.delete(key))
    }
    const made = await work
    if (!made || !isForAll || computedFor !== keptFor) return undefined
    if (bytes + made.body.byteLength <= maxBytes) {
      kept.set(key, made)
      bytes += made.body.byteLength
    }
    return undefined
  }
}

/** Lets a request be answered and packs what it is answered. Null where that is not to be kept. */
async function answer(c: Context, next: () => Promise<void>, encoding: Encoding): Promise<Stored | null> {
  await next()
  if (c.res.status !== 200) return null
  const packed = await pack(c.res, encoding, routePath(c, -1))
  // assigning keeps the headers set on the way in (CORS, request id); the length would be that of the plain body
  c.res.headers.delete('content-length')
  c.res = send(c, packed)
  return isPacked(packed.type) || packed.cacheControl === 'no-store' ? null : packed
}

/** Path and query with its parameters in one order, so that the same question is stored once. */
function keyOf(c: Context): string {
  const url = new URL(c.req.url)
  url.searchParams.sort()
  return `${url.pathname}?${url.searchParams} ${c.req.header('accept-language')?.slice(0, 2) ?? ''}`
}

function encodingFor(accepted: string): Encoding {
  const offers = accepted.split(',').map((offer) => {
    const [name = '', ...parameters] = offer.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return { name, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
  })
  const accepts = (encoding: string) => offers.some(({ name, weight }) => name === encoding && weight > 0)
  return accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : 'identity'
}

async function pack(answer: Response, accepted: Encoding, route: string): Promise<Stored> {
  const plain = new Uint8Array(await answer.arrayBuffer())
  const type = answer.headers.get('content-type') ?? 'application/json'
  const encoding = isPacked(type) ? 'identity' : accepted
  const body =
    encoding === 'br'
      ? await brotli(plain, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: plain.byteLength <= small ? 10 : 9,
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
          },
        })
      : encoding === 'gzip'
        ? await zip(plain)
        : plain
  return {
    body: new Uint8Array(body),
    encoding,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}${encoding === 'identity' ? '' : `-${encoding}`}"`,
    type,
    cacheControl: answer.headers.get('cache-control'),
    disposition: answer.headers.get('content-disposition'),
    route,
  }
}

function send(c: Context, answer: Stored): Response {
  const headers = new Headers({
    ETag: answer.etag,
    'Cache-Control': answer.cacheControl ?? 'no-cache',
    Vary: 'Accept-Encoding, Accept-Language, Cookie',
  })
  if (matches(c.req.header('if-none-match'), answer.etag)) return new Response(null, { status: 304, headers })
  headers.set('Content-Type', answer.type)
  if (answer.disposition) headers.set('Content-Disposition', answer.disposition)
  headers.set('Content-Length', String(answer.body.byteLength))
  if (answer.encoding !== 'identity') headers.set('Content-Encoding', answer.encoding)
  return new Response(c.req.method === 'HEAD' ? null : answer.body, { headers })
}

/** Whether a caller who has these versions has this one. */
export const matches = (asked: string | undefined, etag: string): boolean =>
  asked !== undefined &&
  asked.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
