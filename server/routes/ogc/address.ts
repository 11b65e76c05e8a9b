import type { Context } from 'hono'

/** Media types of what is answered. */
export const mediaTypes = {
  json: 'application/json',
  geojson: 'application/geo+json',
  html: 'text/html',
  schema: 'application/schema+json',
  openapi: 'application/vnd.oai.openapi+json;version=3.0',
} as const

/** How an answer is written: for machines, or for people. */
export type Form = 'json' | 'html'

export type Link = { rel: string; href: string; type: string; title: string }

/** Where the service is, seen by the caller: makes links that lead back to it. */
export type Address = {
  /** Path below the root of the service; keeps what the caller asked for everywhere (period, layer, language). */
  to: (path: string, form?: Form) => string
  /** The address of this request with some parameters changed; null takes one away. */
  here: (changes: Record<string, string | null>) => string
  root: string
}

/** Parameters that go along on every link. */
const kept = ['lang', 'period', 'illustrative']

/** The address by which the caller came, also through a proxy. */
export function addressOf(c: Context): Address {
  const url = new URL(c.req.url)
  const [protocol] = (c.req.header('x-forwarded-proto') ?? '').split(',')
  const [host] = (c.req.header('x-forwarded-host') ?? '').split(',')
  if (protocol === 'https' || protocol === 'http') url.protocol = protocol
  if (host && /^[\w.:[\]-]+$/.test(host.trim())) {
    // a host without a port would keep the one of this server
    url.port = ''
    url.host = host.trim()
  }
  const root = `${url.origin}/ogc`
  return {
    root,
    to(path, form) {
      const target = new URL(root + path)
      for (const name of kept) {
        const value = url.searchParams.get(name)
        if (value !== null) target.searchParams.set(name, value)
      }
      if (form !== undefined) target.searchParams.set('f', form)
      return target.href
    },
    here(changes) {
      const target = new URL(url)
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) target.searchParams.delete(name)
        else target.searchParams.set(name, value)
      }
      return target.href
    },
  }
}
