import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../server/config'
import { perMinute } from '../../server/routes/limits'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ PUBLIC_URL: 'https://treem.example.vn', TRUSTED_PROXIES: '1' })
})
afterAll(() => server.stop())

/** As a reader behind the proxy. */
const from = (address: string) => ({ 'X-Forwarded-For': address })

describe('every answer', () => {
  test.each(['/', '/api/catalogue', '/ogc', '/healthz', '/nowhere', '/api/indicators/none/values'])(
    'from %s says that it may not be misread, and that TLS is the only way',
    async (path) => {
      const { headers } = await server.get(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/)
    },
  )

  test.each(['/', '/compare', '/docs', '/ogc?f=html', '/api/reports/half-yearly.html?period=2025-H1'])(
    'that is a document, like %s, runs only what this site serves, in no frame',
    async (path) => {
      const { headers } = await server.get(path)
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('microphone=()')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe-(inline|eval)/)
    },
  )

  test('that is a picture cannot run scripts when opened by itself', async () => {
    const { headers } = await server.get(
      '/api/snapshots/map.svg?indicator=play-areas-villages&vintage=2024&district=085',
    )
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  })
})

test('an answer sent without TLS does not promise TLS', async () => {
  const plain = await startServer()
  expect((await plain.get('/')).headers.has('strict-transport-security')).toBe(false)
  await plain.stop()
})

test('a reader who asks for heavy work too often is told when to come back; others and ready answers are not held up', async () => {
  const question = (address: string) =>
    fetch(`${server.url}/api/priority`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...from(address) },
      body: 'not a question',
    })
  for (let i = 0; i < perMinute.solving; i += 1) expect((await question('10.1.1.1')).status).not.toBe(429)
  const refused = await question('10.1.1.1')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ type: '/docs#too-often', status: 429 })
  expect((await question('10.1.1.2')).status).not.toBe(429)
  expect((await server.get('/api/catalogue', from('10.1.1.1'))).status).toBe(200)
})

test('a reader cannot escape the bound by writing another address into the request', async () => {
  const question = (forged: string) =>
    fetch(`${server.url}/api/priority`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...from(`${forged}, 10.2.2.2`) },
      body: 'not a question',
    })
  for (let i = 0; i < perMinute.solving; i += 1) await question(`192.0.2.${i}`)
  expect((await question('198.51.100.1')).status).toBe(429)
})

test('a body that is too large is refused before it is read', async () => {
  const answer = await fetch(`${server.url}/api/allocation`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...from('10.3.3.3') },
    body: `{"budget": ${' '.repeat(1024 * 1024 + 1)}1}`,
  })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ type: '/docs#too-large' })
})

test('heads of requests that are too large are refused', async () => {
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${server.url}/api/catalogue`, { headers: { 'X-Long': 'x'.repeat(20_000) } })
    asked.on('response', (answer) => resolve(answer.statusCode))
    asked.on('error', reject)
    asked.end()
  })
  expect(status).toBe(431)
})

test('a failure is told without the inside of the program', async () => {
  const { headers } = await server.get('/api/catalogue')
  expect(headers.has('x-powered-by')).toBe(false)
  expect(headers.has('server')).toBe(false)
})

test.each([
  ['FRAME_ANCESTORS', "'unsafe'; script-src *"],
  ['TRUSTED_PROXIES', '-1'],
  ['RATE_LIMITS', 'maybe'],
])('the setting %s refuses %s, by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})
