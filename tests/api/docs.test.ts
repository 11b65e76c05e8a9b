import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

type Schema = { example?: unknown; default?: unknown; enum?: unknown[]; type?: string }
type Parameter = { name: string; in: string; required?: boolean; example?: unknown; schema?: Schema }
type Operation = {
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { example?: unknown; schema?: Schema }> }
  responses: Record<string, unknown>
}
type Description = {
  info: { description: string }
  paths: Record<string, Record<string, Operation>>
}

let server: TestServer
let description: Description
beforeAll(async () => {
  server = await startServer({ RATE_LIMITS: 'off' })
  description = (await (await server.get('/openapi.json')).json()) as Description
}, 120_000)
afterAll(() => server.stop())

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )

/** What "Try it out" fills in. */
const exampleOf = ({ example, schema }: Parameter): unknown =>
  example ?? schema?.example ?? schema?.default ?? schema?.enum?.[0]

test('every operation says what it does and where it belongs', () => {
  const silent = operations().filter(
    ({ operation: { summary, tags } }) => (summary ?? '') === '' || (tags ?? []).length === 0,
  )
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  expect(operations().length).toBeGreaterThan(60)
})

test('every address that everyone may read can be tried out as it stands', () => {
  const bare = operations()
    .filter(({ method, operation }) => method === 'GET' && !('401' in operation.responses))
    .flatMap(({ path, operation }) =>
      (operation.parameters ?? [])
        // what an id names is made in each installation
        .filter((parameter) => parameter.in === 'path' && parameter.name !== 'id')
        .filter((parameter) => exampleOf(parameter) === undefined)
        .map(({ name }) => `${path}: ${name}`),
    )
  expect(bare).toEqual([])
})

test('each example is answered with a status that its description names', { timeout: 600_000 }, async () => {
  const wrong: string[] = []
  const tryOut = async ({ method, path, operation }: ReturnType<typeof operations>[number]) => {
    const query = new URLSearchParams()
    let address = path
    for (const parameter of operation.parameters ?? []) {
      const value = String(exampleOf(parameter) ?? '1')
      if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, encodeURIComponent(value))
      else if (parameter.in === 'query' && parameter.required === true) query.set(parameter.name, value)
    }
    const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
    const isJson = type === 'application/json'
    const reply = await fetch(`${server.url}${address}?${query}`, {
      method,
      headers: isJson ? { 'Content-Type': type } : {},
      ...(isJson ? { body: JSON.stringify(body?.example ?? body?.schema?.example ?? {}) } : {}),
    })
    await reply.arrayBuffer()
    const isTold = String(reply.status) in operation.responses
    if (reply.status >= 500 || !isTold) wrong.push(`${method} ${address}?${query}: ${reply.status}`)
  }
  // a few at once: pictures and reports are made in threads, and none is refused for want of one
  const left = operations()
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await tryOut(next)
  }
  await Promise.all([worker(), worker(), worker()])
  expect(wrong).toEqual([])
})

describe('reading from other sites', () => {
  test.each(['/api/catalogue', '/ogc/collections'])('%s is open to every origin', async (path) => {
    const reply = await server.get(path, { Origin: 'https://bao.example' })
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
    const preflight = await fetch(server.url + path, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://bao.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'if-none-match',
      },
    })
    expect(preflight.status).toBeLessThan(300)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-methods')).toContain('GET')
  })
})

test('the description states what is stable and how something ends', () => {
  expect(description.info.description).toMatch(/Deprecation.*RFC 9745.*Sunset.*RFC 8594/s)
})
