import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const values = '/api/indicators/play-areas-villages/values?vintage=2024'
/** Headers that differ from answer to answer, whoever makes it. */
const ofOneAnswer = ['date', 'x-request-id']

async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await server.get(path, headers)
  const kept = [...answer.headers].filter(([name]) => !ofOneAnswer.includes(name))
  return {
    status: answer.status,
    headers: new Map(kept),
    body: await answer.text(),
    id: answer.headers.get('x-request-id'),
  }
}

describe('an answer that is given again', () => {
  test.each([
    values,
    '/api/catalogue',
    '/api/indicators/population.geojson',
    '/api/boundaries/2025/commune.topojson',
  ])('is the same as the first time, whoever gives it: %s', async (path) => {
    // the first is made, the second kept by the application, those after it are ready before the application is asked
    const answers = [await ask(path), await ask(path), await ask(path), await ask(path)]
    const [first] = answers
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.body).toBe(first!.body)
      expect(answer.headers).toEqual(first!.headers)
    }
    expect(first!.headers.get('x-content-type-options')).toBe('nosniff')
    expect(first!.headers.get('access-control-allow-origin')).toBe('*')
    // so that a line in the log can be found
    expect(new Set(answers.map(({ id }) => id)).size).toBe(answers.length)
  })

  test('is packed better once it is asked for again, and is not sent to who has it either way', async () => {
    const path = '/api/catalogue?packed=better'
    const brotli = { 'accept-encoding': 'br' }
    const first = await ask(path, brotli)
    const length = ({ headers }: typeof first) => Number(headers.get('content-length'))
    await expect
      .poll(async () => length(await ask(path, brotli)), { timeout: 20_000 })
      .toBeLessThan(length(first))
    const better = await ask(path, brotli)
    expect(better.body).toBe(first.body)
    expect(better.headers.get('etag')).not.toBe(first.headers.get('etag'))
    for (const { headers } of [first, better]) {
      const again = await ask(path, { ...brotli, 'if-none-match': headers.get('etag')! })
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([
        304,
        '',
        better.headers.get('etag'),
      ])
    }
  })

  test('is not sent to who has it', async () => {
    const etag = (await ask(values)).headers.get('etag')!
    for (let turn = 0; turn < 3; turn++) {
      const again = await ask(values, { 'if-none-match': etag })
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', etag])
      expect(again.headers.has('content-encoding')).toBe(false)
    }
  })

  test('has no body for HEAD', async () => {
    const length = (await ask(values)).headers.get('content-length')
    for (let turn = 0; turn < 3; turn++) {
      const head = await fetch(server.url + values, { method: 'HEAD' })
      expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', length])
    }
  })

  test('speaks the language of each caller', async () => {
    for (let turn = 0; turn < 3; turn++) {
      for (const language of ['vi', 'en']) {
        const answer = await ask('/api/indicators/none/values', { 'accept-language': language })
        expect(answer.status).toBe(404)
        expect(JSON.parse(answer.body).detail).toContain(language === 'vi' ? 'Không có' : 'There is no')
      }
    }
  })

  test('is packed as each caller can unpack it', async () => {
    for (let turn = 0; turn < 3; turn++) {
      for (const [offer, given] of [
        ['br', 'br'],
        ['gzip', 'gzip'],
        ['identity', undefined],
      ] as const) {
        const answer = await ask(values, { 'accept-encoding': offer })
        expect(answer.headers.get('content-encoding')).toBe(given)
        expect(JSON.parse(answer.body).code).toHaveLength(152)
      }
    }
  })

  test('counts among the answers that operators see', async () => {
    const count = async () => {
      const { body } = await ask('/metrics')
      const [, seen = '0'] =
        /http_request_duration_seconds_count\{[^}]*route="[^"]*values"[^}]*status="200"[^}]*\} (\d+)/.exec(
          body,
        ) ?? []
      return Number(seen)
    }
    await ask(values)
    const before = await count()
    for (let turn = 0; turn < 5; turn++) await ask(values)
    expect(await count()).toBe(before + 5)
  })
})
