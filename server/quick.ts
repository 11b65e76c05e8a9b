import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { serve } from '@hono/node-server'
import { keptBehind, matches } from './routes/stored'

/** What was asked and how it was answered, for the operators' figures. */
export type Seen = { requestId: string; method: string; route: string; status: number; milliseconds: number }

type Options = {
  /** What everyone's answers are made from: another object whenever any of them may change. */
  source: () => object
  /** Whether everyone may read. */
  isOpen: () => boolean
  seen: (answer: Seen) => void
}

/** An answer with all that the application put around it. Headers are names and values in turn. */
type Ready = { etag: string; route: string; headers: string[]; bare: string[]; body: Uint8Array }

type Fetch = Parameters<typeof serve>[0]['fetch']

/** Addresses remembered at most; the answers behind them are kept, and bounded, elsewhere. */
const mostAddresses = 10_000

/** Headers of one answer only, and those of a body where there is none. */
const ofOneAnswer = new Set(['x-request-id', 'date', 'connection', 'keep-alive'])
const ofBody = /^content-(?!security)/

/**
 * Gives kept answers out before the application is asked: what it has answered a visitor once, with every header it
 * put on, the next visitor with the same question gets from here. Whoever brings a cookie or other credentials is
 * none of its business, nor is an answer that the application did not mean for everyone.
 */
export function createQuick({ source, isOpen, seen }: Options) {
  let learntFor = source()
  let ready = new Map<string, Ready>()

  function current(): Map<string, Ready> {
    const now = source()
    if (now !== learntFor) {
      learntFor = now
      ready = new Map()
    }
    return ready
  }

  /** The application, watched: what it gives to a visitor from its kept answers is learnt. */
  const learning =
    (fetch: Fetch): Fetch =>
    async (request, env) => {
      const askedFor = source()
      const response = (await fetch(request, env)) as Response // the application answers with nothing else
      const kept = keptBehind(env)
      const key = 'headersDistinct' in env.incoming ? keyOf(env.incoming) : null
      if (!kept || !key || response.status !== 200 || !isForEveryone(response) || askedFor !== source()) {
        return response
      }
      const known = current()
      if (known.size < mostAddresses) {
        const headers = [...response.headers].filter(([name]) => !ofOneAnswer.has(name))
        known.set(key, {
          etag: kept.etag,
          route: kept.route,
          headers: headers.flat(),
          bare: headers.filter(([name]) => !ofBody.test(name)).flat(),
          body: kept.body,
        })
      }
      return response
    }

  function answer(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const key = keyOf(incoming)
    const found = key === null ? undefined : current().get(key)
    if (!found || !isOpen()) return false
    const begun = performance.now()
    const { method = '' } = incoming
    const requestId = randomUUID()
    const status = matches(incoming.headers['if-none-match'], found.etag) ? 304 : 200
    const headers = status === 304 ? found.bare : found.headers
    outgoing.writeHead(status, [...headers, 'x-request-id', requestId])
    outgoing.end(status === 304 || method === 'HEAD' ? undefined : found.body)
    seen({ requestId, method, route: found.route, status, milliseconds: performance.now() - begun })
    return true
  }

  /** As Node's own, for the server that the application listens on. */
  const quickServer = ((
    options: object,
    listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
  ) =>
    createServer(options, (incoming, outgoing) => {
      if (!answer(incoming, outgoing)) listener(incoming, outgoing)
    })) as typeof createServer

  return { learning, quickServer }
}

/** The question in the words of the request; null for requests that only the application can answer. */
function keyOf({ method, url, headers }: IncomingMessage): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  if (headers.cookie !== undefined || headers.authorization !== undefined || headers.range !== undefined)
    return null
  return `${url} ${headers['accept-encoding'] ?? ''} ${headers['accept-language'] ?? ''}`
}

const isForEveryone = ({ headers }: Response): boolean =>
  !/private|no-store/.test(headers.get('cache-control') ?? '') && !headers.has('set-cookie')
