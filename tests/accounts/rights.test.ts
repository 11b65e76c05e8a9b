import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#domain/rights'
import { roles } from '#domain/rights'
import { ProblemSchema } from '../../server/routes/problem'
import { shippedApi } from '../fixtures/shipped-api'
import type { Line } from './rights-table'
import { examples, table } from './rights-table'
import type { SignedIn } from './sign-in'
import { ask, signedIn } from './sign-in'

let api: Awaited<ReturnType<typeof shippedApi>>
const people = new Map<Role, SignedIn>()
beforeAll(async () => {
  api = await shippedApi()
  for (const role of roles) people.set(role, await signedIn(api, role))
})
afterAll(() => api.close())

/** Asks a route of the table as its line says, in somebody's name or as a visitor. */
async function tryOut({ route, ask: how }: Line, person?: SignedIn): Promise<Response> {
  const [method = '', path = ''] = route.split(' ')
  const address = how.at ?? path.replace(/:(\w+)(\{.*\})?/g, (_, name: string) => examples[name] ?? '')
  if (how.form === undefined) {
    return ask(api, method, address, method === 'GET' ? undefined : (how.json ?? {}), person)
  }
  const body = new FormData()
  for (const [name, value] of Object.entries(how.form)) body.set(name, value)
  return api.app.request(address, { method, body, headers: { ...person } })
}

const isRefused = (status: number) => status === 401 || status === 403

test('every route of the application is in the table', () => {
  const known = new Set(table.map(({ route }) => route))
  const served = new Set(
    api.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  )
  expect(
    [...served].filter((route) => !known.has(route)),
    'say who may use these routes: one line for each in tests/accounts/rights-table.ts',
  ).toEqual([])
  expect(
    [...known].filter((route) => !served.has(route)),
    'these routes are gone: take their lines out of tests/accounts/rights-table.ts',
  ).toEqual([])
})

describe('routes for some', () => {
  const restricted = table.filter(({ who }) => typeof who !== 'string')

  test.each(restricted)('$route refuses a visitor', async (line) => {
    const reply = await tryOut(line)
    expect(reply.status).toBe(401)
    expect(reply.headers.get('cache-control')).toContain('no-store')
    expect(ProblemSchema.parse(await reply.json()).detail).toContain('/sign-in')
  })

  test.each(restricted.flatMap((line) => roles.map((role) => ({ ...line, role }))))(
    '$route answers a $role as the table says',
    async ({ role, ...line }) => {
      const reply = await tryOut(line, people.get(role))
      if (line.who.includes(role)) expect([401, 403]).not.toContain(reply.status)
      else expect(reply.status).toBe(403)
      expect(reply.headers.get('cache-control')).toContain('no-store')
    },
  )
})

describe('routes for everyone', () => {
  test.each(table.filter(({ who }) => typeof who === 'string'))('$route refuses no visitor', async (line) => {
    expect(isRefused((await tryOut(line)).status)).toBe(false)
  })
})

describe('while public reading is closed', () => {
  beforeAll(() => close('closed'))
  afterAll(() => close('open'))
  const close = async (publicReading: 'open' | 'closed') => {
    const administrator = people.get('administrator')
    const reply = await ask(api, 'PUT', '/api/settings/public-reading', { publicReading }, administrator)
    expect(reply.status).toBe(200)
  }

  test.each(table.filter(({ who }) => who === 'readers'))('$route asks for an account', async (line) => {
    const visitor = await tryOut(line)
    expect(visitor.headers.get('cache-control')).toContain('no-store')
    if (/ \/(api|ogc|openapi)/.test(line.route)) {
      expect(visitor.status).toBe(401)
      ProblemSchema.parse(await visitor.json())
    } else {
      expect(visitor.status).toBe(302)
      expect(visitor.headers.get('location')).toMatch(/^\/sign-in\?next=/)
    }
    const viewer = await tryOut(line, people.get('viewer'))
    expect(isRefused(viewer.status) || viewer.status === 302).toBe(false)
    expect(viewer.headers.get('cache-control')).toMatch(/no-store|^private, no-cache$/)
  })

  test.each(table.filter(({ who }) => who === 'always'))('$route stays open', async (line) => {
    const reply = await tryOut(line)
    expect(isRefused(reply.status)).toBe(false)
    // sent on to sign in is refused, too
    expect(reply.headers.get('location') ?? '').not.toContain('next=')
  })

  test('an answer that was kept before is not given to a visitor', async () => {
    await close('open')
    const before = await ask(api, 'GET', '/api/catalogue')
    const etag = before.headers.get('etag') ?? ''
    expect(before.status).toBe(200)
    await close('closed')
    expect((await ask(api, 'GET', '/api/catalogue')).status).toBe(401)
    const again = await ask(api, 'GET', '/api/catalogue', undefined, { 'If-None-Match': etag })
    expect(again.status).toBe(401)
  })
})
