import { Writable } from 'node:stream'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createMetrics } from '../../server/observe/metrics'
import { watchQueries } from '../../server/observe/queries'
import { watchRequests } from '../../server/observe/requests'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

test('operators see requests by pattern, the data version, the queues and the process', async () => {
  await server.get('/api/units/2025/02839')
  await server.get('/nowhere/at/all')
  const answer = await server.get('/metrics')
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(text).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/api\/units\/:vintage\/:code",status="200"\} 1/,
  )
  expect(text).toMatch(/route="\(none\)",status="404"/)
  expect(text, 'no address that someone made up').not.toContain('nowhere')
  expect(text).toMatch(/^data_version \d+$/m)
  expect(text).toMatch(/^store_query_duration_seconds_count \d+$/m)
  expect(text).toContain('nodejs_eventloop_lag_seconds')
})

test('every queue is seen: what waits and what is worked on', async () => {
  const jobs = async (queue: string, state: string) => {
    const text = await (await server.get('/metrics')).text()
    return Number(
      new RegExp(`^queue_jobs\\{queue="${queue}",state="${state}"\\} (\\d+)$`, 'm').exec(text)?.[1],
    )
  }
  for (const queue of ['renderer', 'planner', 'planner-draws', 'reader']) {
    expect(await jobs(queue, 'waiting'), queue).toBe(0)
    expect(await jobs(queue, 'running'), queue).toBe(0)
  }
  const drawn = Array.from({ length: 8 }, (_, n) =>
    server.get(`/api/snapshots/map.png?vintage=2024&indicator=play-areas-villages&title=${n}`),
  )
  // the threads start first, so that there is time to look
  await vi.waitFor(async () => {
    expect(await jobs('renderer', 'running')).toBeGreaterThan(0)
    expect(await jobs('renderer', 'waiting')).toBeGreaterThan(0)
  }, 30_000)
  for (const answer of await Promise.all(drawn)) expect(answer.status).toBe(200)
  expect(await jobs('renderer', 'running')).toBe(0)
  expect(await jobs('renderer', 'waiting')).toBe(0)
}, 120_000)

test('figures are for operators: the machine itself, or who brings the token', async () => {
  expect((await server.get('/metrics', { 'X-Forwarded-For': '203.0.113.9' })).status).toBe(403)
  const guarded = await startServer({ METRICS_TOKEN: 'sixteen letters or more' })
  expect((await guarded.get('/metrics')).status).toBe(403)
  expect((await guarded.get('/metrics', { Authorization: 'Bearer of bad news' })).status).toBe(403)
  expect((await guarded.get('/metrics', { Authorization: 'Bearer sixteen letters or more' })).status).toBe(
    200,
  )
  await guarded.stop()
})

test('readiness names the data version, and says that the store was looked over', async () => {
  expect(await (await server.get('/readyz')).json()).toEqual({
    status: 'ready',
    dataVersion: server.published().dataset.version,
    store: 'checked',
  })
})

/** A logger whose lines can be read. */
function listening() {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { lines, logger: pino({ level: 'info' }, stream) }
}

test('the log says what was asked by pattern and id, and nothing about who asked', async () => {
  const { lines, logger } = listening()
  const app = new Hono()
  app.use(requestId())
  app.use(watchRequests(logger, createMetrics()))
  app.get('/s/:id', (c) => c.text('here'))
  const answer = await app.request('/s/secret-id?name=Lan', {
    headers: { 'X-Forwarded-For': '203.0.113.9', Cookie: 'session=whose-it-is' },
  })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    method: 'GET',
    route: '/s/:id',
    status: 200,
    requestId: answer.headers.get('x-request-id'),
  })
  expect(JSON.stringify(lines)).not.toMatch(/secret-id|Lan|203\.0\.113\.9|whose-it-is/)
})

test('a slow query is told without its values, a quick one is only counted', async () => {
  const { lines, logger } = listening()
  const metrics = createMetrics()
  const watch = watchQueries(logger, metrics)
  const query = { sql: 'select * from unit where code = ?', parameters: ['085'] } as never
  watch({ level: 'query', query, queryDurationMillis: 3 })
  watch({ level: 'query', query, queryDurationMillis: 950 })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ milliseconds: 950, sql: 'select * from unit where code = ?' })
  expect(JSON.stringify(lines)).not.toContain('085')
  const { text } = await metrics.read()
  expect(text).toContain('store_slow_queries_total 1')
  expect(text).toContain('store_query_duration_seconds_count 2')
})
