import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { LimitedWork, LimitOptions } from './limits'
import { limited } from './limits'
import { problemJson, problemOf } from './problem'

type Bound = { path: string; work: LimitedWork; methods: readonly string[] | null }

const writing: readonly string[] = ['POST', 'PUT', 'PATCH']

/** Addresses behind which heavy work is done, and by which methods; null is any. */
const heavy: readonly Bound[] = [
  { path: '/api/snapshots/*', work: 'drawing', methods: null },
  { path: '/api/reports/*', work: 'drawing', methods: null },
  { path: '/api/allocation/*', work: 'solving', methods: null },
  { path: '/api/priority/*', work: 'solving', methods: null },
  { path: '/api/scenarios/*', work: 'saving', methods: writing },
  { path: '/api/imports/*', work: 'uploading', methods: writing },
  { path: '/api/places/*', work: 'uploading', methods: writing },
  { path: '/api/boundaries/*', work: 'uploading', methods: writing },
]

/** Largest body of a question, in bytes; addresses that take files set their own bound. */
const mostBytes = 1024 * 1024
const takesFiles = /^\/api\/(imports|places|boundaries)(\/|$)/

/** Bounds how often one reader may ask for heavy work, and how much one request may send. */
export function bound(app: Pick<Hono, 'use'>, limits: LimitOptions | null): void {
  if (limits) {
    for (const { path, work, methods } of heavy) {
      const limit = limited(work, limits)
      app.use(path, (c, next) => ((methods?.includes(c.req.method) ?? true) ? limit(c, next) : next()))
    }
  }
  const boundBody = bodyLimit({ maxSize: mostBytes, onError: tooLarge })
  app.use('/api/*', (c, next) => (takesFiles.test(c.req.path) ? next() : boundBody(c, next)))
}

const tooLarge = (c: Context) =>
  c.json(
    problemOf(c, {
      kind: 'too-large',
      status: 413,
      detail: {
        vi: `Nội dung gửi lên lớn hơn ${mostBytes} byte. Hãy gửi ít hơn trong một lần.`,
        en: `The body is larger than ${mostBytes} bytes. Send less at once.`,
      },
    }),
    413,
    // the rest of the body is not read, so that the connection is of no use any more
    { ...problemJson, Connection: 'close' },
  )
