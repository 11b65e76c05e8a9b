import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtName, root, threadPrograms } from '../../server/where'
import type { RunningServer } from '../fixtures/running-server'
import { runningServer } from '../fixtures/running-server'
import { temporaryFolder } from '../fixtures/store'
import type { Place } from '../accounts/sign-in'
import { ask, signedIn } from '../accounts/sign-in'

/** What `npm start` runs, as it is built, in a process of its own. */
let started: ChildProcess
let printed = ''
let place: Extract<Place, { url: string }>
/** The same from the sources, on a store of its own. */
let sources: RunningServer
const { folder, remove } = temporaryFolder()

beforeAll(async () => {
  sources = await runningServer()
  started = spawn(process.execPath, ['scripts/start.js'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: folder, BOUNDARIES: 'schematic', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /^Bản đồ Trẻ em: (\S+)[^]*\/join\?token=\S+\n/m.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    }
    started.stdout?.on('data', hear)
    started.stderr?.on('data', hear)
    started.once('exit', (code) => reject(new Error(`it ended with ${code}: ${printed}`)))
  })
  place = { url, joinAddress: /^ {2}(\S+join\S+)$/m.exec(printed)?.[1] ?? null }
})
afterAll(async () => {
  started.kill('SIGKILL')
  await sources.close()
  remove()
})

const get = (path: string, headers = {}) => ask(place, 'GET', path, undefined, headers)

/** The answers of the built server and of the sources to the same question, without how long they took. */
const both = async (method: string, path: string, body?: unknown): Promise<[string, string]> => {
  const answers = await Promise.all([place, sources].map((one) => ask(one, method, path, body)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  const [built = '', fromSources = ''] = texts.map((text) => text.replace(/"seconds":[\d.e-]+/g, ''))
  return [built, fromSources]
}

const when = { vintage: '2024', period: '2025-H1' }

describe('the built server', () => {
  test('starts at once where the sources are those that were built', () => {
    expect(printed).not.toContain('Đang tạo')
  })

  test('sends the page with its map drawn', async () => {
    const page = await (await get('/?vintage=2024')).text()
    expect(page).toMatch(/<svg[^>]*>[^]*<path/)
    expect(page).toContain('Bắc Hà')
  })

  test.each([
    ['values', 'GET', '/api/indicators/play-areas-villages/values?vintage=2024', undefined],
    ['a plan', 'POST', '/api/allocation', { ...when, budgetMillion: 20_000 }],
    ['priorities', 'POST', '/api/priority', when],
  ])('answers %s as the sources do, from its threads, too', async (_, method, path, body) => {
    const [built, fromSources] = await both(method, path, body)
    expect(built.length).toBeGreaterThan(1000)
    expect(built).toBe(fromSources)
  })

  test('draws a picture and writes a report in its threads', async () => {
    const query = 'indicator=play-areas-villages&vintage=2024&period=2025-H1&width=600'
    const picture = await (await get(`/api/snapshots/map.png?${query}`)).arrayBuffer()
    expect(PNG.sync.read(Buffer.from(picture)).width).toBe(600)
    const report = await get('/api/reports/half-yearly.docx?period=2025-H1')
    expect(report.headers.get('content-type')).toContain('wordprocessingml')
    expect(Buffer.from(await report.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK')
  })

  test('lets the first administrator join, and hands out a form', async () => {
    const who = await signedIn(place, 'administrator')
    const form = await get('/api/forms/2025/02839.xlsx?period=2026-H1', who)
    expect(form.headers.get('content-type')).toContain('spreadsheetml')
    expect(Buffer.from(await form.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK')
  })

  test('shows the description of its API', async () => {
    expect((await get('/docs/swagger-ui-bundle.js')).status).toBe(200)
    expect((await get('/openapi.json')).status).toBe(200)
  })

  test('stops when it is asked to', async () => {
    const ended = once(started, 'exit')
    started.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})

test('every program of a thread is built, and loads without a compiler', () => {
  const files = threadPrograms.map((program) => join(root, 'dist/server', `${builtName(program)}.js`))
  const load = `for (const file of process.argv.slice(1))
    console.log(typeof (await import(require('node:url').pathToFileURL(file).href)).default)
    process.exit()`
  const loaded = execFileSync(process.execPath, ['-e', `(async () => { ${load} })()`, ...files])
  expect(loaded.toString().trim().split('\n')).toEqual(threadPrograms.map(() => 'function'))
})
