import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'
import type { SignedIn } from './sign-in'
import { ask, password, signedIn } from './sign-in'

let server: TestServer
let administrator: SignedIn
beforeAll(async () => {
  server = await startServer()
  administrator = await signedIn(server, 'administrator')
})
afterAll(() => server.stop())

const invite = (headers: Record<string, string>) =>
  ask(server, 'POST', '/api/accounts/invitations', { name: 'X', role: 'viewer' }, headers)

test('a write with a session is taken from our own pages alone', async () => {
  expect((await invite(administrator)).status).toBe(201)
  const { Cookie } = administrator
  const foreign: Record<string, string>[] = [
    { Cookie },
    { Cookie, Origin: 'https://evil.example' },
    { Cookie, Origin: 'null' },
    { Cookie, Referer: 'https://evil.example/page' },
    { ...administrator, 'Sec-Fetch-Site': 'cross-site' },
    { ...administrator, 'Sec-Fetch-Site': 'same-site' },
  ]
  for (const headers of foreign) {
    const reply = await invite(headers)
    expect(reply.status).toBe(403)
    expect(await reply.json()).toMatchObject({ type: '/docs#foreign-origin' })
  }
  expect((await invite({ Cookie, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201)
})

test('nobody is signed in by another site', async () => {
  const send = (headers: Record<string, string>) =>
    ask(server, 'POST', '/api/auth/sign-in/email', { email: 'a@b.example', password }, headers)
  expect((await send({ Origin: 'https://evil.example' })).status).toBe(403)
  expect((await send({})).status).toBe(401)
})

test('reading, and asking without a session, stays open to every site', async () => {
  const foreign = { Origin: 'https://gis.example' }
  const read = await ask(server, 'GET', '/api/catalogue', undefined, foreign)
  expect(read.status).toBe(200)
  expect(read.headers.get('access-control-allow-origin')).toBe('*')
  expect(read.headers.get('access-control-allow-credentials')).toBeNull()
  expect((await ask(server, 'POST', '/api/priority', {}, foreign)).status).not.toBe(403)
})
