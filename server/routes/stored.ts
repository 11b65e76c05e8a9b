import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { accountOf } from './account'
import type { Encoding } from './packing'
import { canBePackedBetter, pack, packBest } from './packing'

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
  /** Whether it travels as it is kept for good, not packed quickly for the first who asked. */
  isFinal: boolean
}

/** Large, and packed by themselves: not packed again, and kept by whoever makes them, not here. */
const isPacked = (type: string) => /^(image\/(png|jpeg)|application\/pdf|application\/zip)/.test(type)

/** Answers kept at most, so that odd queries cannot fill the memory. */
const maxBytes = 64 * 1024 * 1024

/** Milliseconds after which the rush that follows a publication is over: until then the processor is for those who wait. */
const settled = 1000

/** Which kept answer a request got, by its environment: responses are made anew on their way out. */
const behind = new WeakMap<object, Stored>()

/** The kept answer that a request was given; undefined where one was made for it alone, or where a smaller one follows. */
export const keptBehind = (environment: object): Stored | undefined => behind.get(environment)

/**
 * Keeps answers ready to send, compressed, for as long as `version()` stays the same, and answers
 * conditional requests by strong ETags. Only complete answers (200) to GET and HEAD are kept, and none that says
 * `no-store`. What many ask for at once, as after a publication, is made once: the others wait for it. What is asked for
 * again is packed better, one answer at a time and beside those that readers wait for.
 */
export function stored(version: () => string): MiddlewareHandler {
  let keptFor = version()
  let kept = new Map<string, Stored>()
  /** Answers that are being made; null if they turn out to be none to keep. */
  let underway = new Map<string, Promise<Stored | null>>()
  let bytes = 0
  const improving = new WeakSet<Stored>()
  let improvements = Promise.resolve()

  /** Puts a better packed answer in the place of one that is asked for again. */
  async function improve(key: string, given: Stored): Promise<void> {
    const isKept = () => kept.get(key) === given
    await setTimeout(settled, undefined, { ref: false })
    if (!isKept()) return
    improvements = improvements.then(async () => {
      if (!isKept()) return
      // without the memory for it, the answer stays as it is
      const better = await repacked(given).catch(() => given)
      if (!isKept()) return
      kept.set(key, better)
      bytes += better.body.byteLength - given.body.byteLength
    })
  }

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
    const again = kept.get(key)
    if (again && !again.isFinal && !improving.has(again)) {
      improving.add(again)
      void improve(key, again)
    }
    const ready = again ?? (others && (await others))
    if (ready) {
      if (ready.isFinal && typeof c.env === 'object' && c.env !== null) behind.set(c.env, ready)
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
  const packed = await packedOf(c.res, encoding, routePath(c, -1))
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

async function packedOf(answer: Response, accepted: Encoding, route: string): Promise<Stored> {
  const plain = new Uint8Array(await answer.arrayBuffer())
  const type = answer.headers.get('content-type') ?? 'application/json'
  const encoding = isPacked(type) ? 'identity' : accepted
  return {
    body: await pack(plain, encoding),
    encoding,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}${encoding === 'identity' ? '' : `-${encoding}`}"`,
    type,
    cacheControl: answer.headers.get('cache-control'),
    disposition: answer.headers.get('content-disposition'),
    route,
    isFinal: !canBePackedBetter(plain.byteLength, encoding),
  }
}

/** The same content in fewer bytes, which the end of its ETag tells. */
const repacked = async (given: Stored): Promise<Stored> => ({
  ...given,
  body: await packBest(given.body),
  etag: given.etag.replace(/"$/, '+"'),
  isFinal: true,
})

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

/** Whether a caller who has these versions has this one, however well it was packed. */
export const matches = (asked: string | undefined, etag: string): boolean =>
  asked !== undefined &&
  asked
    .split(',')
    .some((tag) => tag.trim() === '*' || contentOf(tag.trim().replace(/^W\//, '')) === contentOf(etag))

const contentOf = (etag: string): string => etag.replace(/\+"$/, '"')
