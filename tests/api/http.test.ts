import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** What travels on the wire: `fetch` would unpack it. */
const raw = (path: string, headers: Record<string, string>) =>
  new Promise<{ answer: IncomingMessage; body: Buffer }>((resolve, reject) => {
    get(server.url + path, { headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ answer, body: Buffer.concat(chunks) }))
    }).on('error', reject)
  })

const values = '/api/indicators/play-areas-villages/values'

test.each([
  ['JSON that is cut off', '/api/priority', 400, 'application/json', '{"vintage":"2025","period'],
  ['a form without its border', '/api/imports', 400, 'multipart/form-data; boundary=x', '--y\r\n'],
  ['JSON that says to be something else', '/api/priority', 415, 'text/plain', '{}'],
])('a body that is no body, %s, is refused with words', async (_, path, status, type, body) => {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'Content-Type': type, 'Accept-Language': 'en' },
    body,
  })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({
    title: 'Invalid request',
    detail: expect.stringMatching(/Mend it|Set Content-Type/) as string,
  })
})

describe('answers travel well', () => {
  test('packed as the caller can unpack them, each packing with an ETag of its own', async () => {
    const plain = await raw(values, { 'accept-encoding': 'identity' })
    const zipped = await raw(values, { 'accept-encoding': 'gzip' })
    const brotli = await raw(values, { 'accept-encoding': 'gzip, br' })
    expect(gunzipSync(zipped.body)).toEqual(plain.body)
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body)
    expect(brotli.answer.headers['content-encoding']).toBe('br')
    const etags = [plain, zipped, brotli].map(({ answer }) => answer.headers.etag)
    expect(new Set(etags).size).toBe(3)
    for (const etag of etags) expect(etag).toMatch(/^"[^"]+"$/)
    expect(
      (await raw(values, { 'accept-encoding': 'br;q=0, gzip' })).answer.headers['content-encoding'],
    ).toBe('gzip')
  })

  test('not at all when nothing changed', async () => {
    const { headers } = await server.get(values)
    const etag = headers.get('etag')!
    for (const match of [etag, `"other", ${etag}`, '*', `W/${etag}`]) {
      const again = await server.get(values, { 'if-none-match': match })
      expect([again.status, await again.text()]).toEqual([304, ''])
      expect(again.headers.get('etag')).toBe(etag)
    }
    expect((await server.get(values, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('without a body to HEAD, with the headers of GET', async () => {
    const got = await server.get(values)
    const head = await fetch(server.url + values, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('etag')).toBe(got.headers.get('etag'))
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000)
  })

  test('to other sites, too', async () => {
    for (const path of [values, '/api/indicators/nothing/values']) {
      const answer = await server.get(path, { origin: 'https://example.org' })
      expect(answer.headers.get('access-control-allow-origin'), path).toBe('*')
    }
  })

  test('for ever, when the address of a geometry names its content', async () => {
    const catalogue = await (await server.get('/api/catalogue')).json()
    const { hash } = catalogue.vintages.find(({ id }: { id: string }) => id === '2024').boundary
    const named = await server.get(`/api/boundaries/2024/commune.topojson?v=${hash}`)
    expect(named.headers.get('cache-control')).toContain('immutable')
    const unnamed = await server.get('/api/boundaries/2024/commune.topojson?v=older')
    expect(unnamed.headers.get('cache-control')).toBe('no-cache')
    expect(Object.keys((await named.json()).objects).sort()).toEqual(['communes', 'districts', 'province'])
    const far = await server.get(`/api/boundaries/2024/commune.topojson?v=${hash}&detail=far`)
    expect(far.headers.get('cache-control')).toContain('immutable')
    expect(Object.keys((await far.json()).objects).sort()).toEqual(['communes', 'districts', 'province'])
    const unknown = await server.get('/api/boundaries/2024/commune.topojson?detail=close')
    expect(unknown.status).toBe(400)
  })
})

describe('every route answers', () => {
  test.each([
    ['/api/catalogue', 'indicators'],
    ['/api/units/2025', 'units'],
    ['/api/units/2024/085', 'indicators'],
    ['/api/boundaries/2025/district.geojson', 'features'],
    ['/api/indicators/zone.geojson', 'features'],
    [`${values}?level=district`, 'value'],
    ['/healthz', 'status'],
    ['/readyz', 'dataVersion'],
    ['/openapi.json', 'paths'],
  ])('%s with "%s"', async (path, key) => {
    const answer = await server.get(path)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toHaveProperty([key])
  })

  test('the description names every route of the API, and can be read without a network', async () => {
    const { paths } = await (await server.get('/openapi.json')).json()
    for (const path of [
      '/api/catalogue',
      '/api/units/{vintage}',
      '/api/units/{vintage}/{code}',
      '/api/boundaries/{vintage}/{file}',
      '/api/indicators/{id}/values',
      '/api/indicators/{file}',
    ]) {
      expect(Object.keys(paths)).toContain(path)
    }
    const page = await (await server.get('/docs')).text()
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!)
    expect(links.length).toBeGreaterThan(2)
    for (const link of links) {
      expect(link).toMatch(/^\//)
      expect((await server.get(link)).status, link).toBe(200)
    }
  })

  test('the page is the same document at every view, and nothing else is a page', async () => {
    expect(await (await server.get('/')).text()).toContain('<title>page</title>')
    expect((await server.get('/../../package.json')).status).toBe(404)
    expect((await server.get('/nowhere')).status).toBe(404)
  })
})

describe('bad input is refused with what is wrong and what would be right', () => {
  test.each([
    [`${values}?vintage=2023`, 400, 'invalid-request', '2024'],
    [`${values}?level=village`, 400, 'invalid-request', 'commune'],
    [`${values}?period=soon`, 400, 'invalid-request', '2024-H1'],
    [`${values}?period=1999`, 404, 'unknown-period', '2026-H1'],
    [`${values}?district=999`, 404, 'unknown-unit', '085'],
    [`${values}?district=02647`, 404, 'unknown-unit', '085'],
    [`${values}?district=132&vintage=2024`, 404, 'unknown-unit', '085'],
    [`${values}?district=${encodeURIComponent('<b>')}`, 400, 'invalid-request', 'district'],
    [`${values}?target=none`, 404, 'unknown-target', 'kh50'],
    [`${values}?illustrative=maybe`, 400, 'invalid-request', 'false'],
    ['/api/indicators/swings/values', 404, 'unknown-indicator', 'play-areas-villages'],
    ['/api/indicators/swings.geojson', 404, 'unknown-indicator', 'play-areas-villages'],
    ['/api/indicators/..%2f..%2fetc.geojson', 400, 'invalid-request', 'geojson'],
    ['/api/units/2025/99999', 404, 'unknown-unit', '/api/units/2025'],
    ['/api/units/2025/085?period=1999-H1', 404, 'unknown-period', '2026-H1'],
    ['/api/units/1975/085', 400, 'invalid-request', '2024'],
    ['/api/boundaries/2025/village.geojson', 400, 'invalid-request', 'commune.geojson'],
    ['/api/nothing', 404, 'not-found', '/docs'],
  ])('%s', async (path, status, kind, hint) => {
    for (const [language, title] of [
      ['vi', /[ạầệôĐ]/],
      ['en', /^[A-Za-z ]+$/],
    ] as const) {
      const answer = await server.get(path, { 'accept-language': language })
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      const problem = await answer.json()
      expect(problem).toMatchObject({ status, type: `/docs#${kind}` })
      expect(answer.status).toBe(status)
      expect(problem.title).toMatch(title)
      expect(JSON.stringify(problem)).toContain(hint)
    }
  })
})

test('an installation without made-up figures has none', async () => {
  const bare = await startServer({ ILLUSTRATIVE: 'off' })
  const catalogue = await (await bare.get('/api/catalogue')).json()
  expect(catalogue.hasIllustrative).toBe(false)
  const answer = await (await bare.get('/api/indicators/population/values')).json()
  expect(answer.summary.byStatus).toMatchObject({ illustrative: 0 })
  expect(answer.summary.byStatus.official).toBeGreaterThan(80)
  await bare.stop()
})

test('a setting that makes no sense is named at the start', async () => {
  await expect(startServer({ PORT: 'harbour' })).rejects.toThrow(/PORT/)
  await expect(startServer({ BOUNDARIES: 'perhaps' })).rejects.toThrow(/BOUNDARIES/)
})

test('a port in use is said to be in use, with another way to start', async () => {
  const port = new URL(server.url).port
  await expect(startServer({ PORT: port })).rejects.toThrow(new RegExp(`${port}.*PORT=3001`, 's'))
})
