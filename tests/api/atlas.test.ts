import { unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atlasRoutes } from '../../server/routes/atlas'
import { createAtlasDesk } from '../../server/routes/atlas-desk'
import type { Studio } from '../../server/routes/studio'
import { ruledPublished } from '../fixtures/plates'
import type { RunningServer } from '../fixtures/running-server'
import { runningServer } from '../fixtures/running-server'

let server: RunningServer
beforeAll(async () => {
  server = await runningServer()
})
afterAll(() => server.close())

type Progress = { id: string; state: string; done: number; pages: number; file: string | null }
const at = 'indicator=play-areas-villages&vintage=2024&period=2025-H1&layout=square'
const base = () => `${server.url}/api/snapshots/atlas`
const order = async (query: string) => {
  const answer = await fetch(`${base()}?${query}`, { method: 'POST' })
  expect(answer.status).toBe(202)
  return (await answer.json()) as Progress
}
const look = async (id: string) => (await (await fetch(`${base()}/${id}`)).json()) as Progress
const finished = async (id: string) => {
  await expect.poll(async () => (await look(id)).state, { timeout: 150_000, interval: 500 }).toBe('ready')
  const { file } = await look(id)
  return new Uint8Array(await (await fetch(server.url + file!)).arrayBuffer())
}

describe('an atlas', () => {
  test('has the province and a page for each district, says how far it is, and is the same every time', async () => {
    const { id, pages } = await order(at)
    expect(pages).toBe(10)
    const bytes = await finished(id)
    const again = await finished((await order(at)).id)
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true)
    const pdf = await getDocument({ data: bytes.slice() }).promise
    expect(pdf.numPages).toBe(10)
    const text = async (page: number) =>
      (await (await pdf.getPage(page)).getTextContent()).items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/g, '')
    expect(await text(1)).toContain('TỉnhLàoCai')
    expect((await Promise.all([2, 3, 4, 5, 6, 7, 8, 9, 10].map(text))).join()).toContain('HuyệnBắcHà')
  }, 320_000)

  test('comes as a ZIP of pictures, too', async () => {
    const files = unzipSync(await finished((await order(`${at}&as=zip`)).id))
    expect(Object.keys(files)[0]).toBe('00-tinh.png')
    expect(Object.keys(files).length).toBe(10)
    for (const file of Object.values(files)) expect([...file.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  }, 320_000)

  test('can be stopped, and is then forgotten', async () => {
    const { id } = await order(at)
    expect((await fetch(`${base()}/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await fetch(`${base()}/${id}`)).status).toBe(404)
    expect((await fetch(`${base()}/${id}/file`)).status).toBe(404)
  })

  test('of what nobody reported is refused', async () => {
    const answer = await fetch(`${base()}?${at.replace('play-areas-villages', 'child-abuse')}`, {
      method: 'POST',
    })
    expect(answer.status).toBe(404)
  })
})

test('one that fails is told to the operators, and to whoever asked in words that help', async () => {
  const faults: unknown[] = []
  const studio = {
    atlases: createAtlasDesk(),
    publicUrl: () => 'http://localhost',
    renderer: { page: () => Promise.reject(new Error('no memory')) },
    onFault: (fault: unknown, { id, pages }: { id: string; pages: number }) =>
      faults.push([String(fault), id, pages]),
    // nothing else of it is asked for
  } as unknown as Studio
  const routes = atlasRoutes(() => ruledPublished, studio)
  const asked = '?indicator=play-areas-villages&vintage=2024&period=2024-H2'
  const answer = await routes.request(`/snapshots/atlas${asked}`, { method: 'POST' })
  const { id } = (await answer.json()) as Progress
  const lookIn = async (language: string) =>
    (await (
      await routes.request(`/snapshots/atlas/${id}`, { headers: { 'Accept-Language': language } })
    ).json()) as Progress & { trouble: string }
  await expect.poll(async () => (await lookIn('vi')).state).toBe('failed')
  expect(faults).toEqual([['Error: no memory', id, 10]])
  expect((await lookIn('vi')).trouble).toContain(`Vẽ được 0/10 trang thì máy chủ gặp lỗi. Hãy vẽ lại`)
  expect((await lookIn('en')).trouble).toMatch(/Draw it again.*tell the administrator the code [0-9a-f-]{36}/)
})

describe('the desk', () => {
  const waiting = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
  const ready = () => Promise.resolve(new Uint8Array(1))

  test('takes no more than it has room for, and again when one is stopped', () => {
    const desk = createAtlasDesk({ mostDrawing: 1 })
    const first = desk.start(3, waiting, () => undefined)!
    expect(desk.start(3, waiting, () => undefined)).toBeNull()
    expect(desk.cancel(first.id)).toBe(true)
    expect(desk.start(3, waiting, () => undefined)).not.toBeNull()
  })

  test('keeps the latest and lets the oldest go', async () => {
    const desk = createAtlasDesk({ mostKept: 1 })
    const first = desk.start(1, ready, () => undefined)!
    await expect.poll(() => first.state).toBe('ready')
    const second = desk.start(1, ready, () => undefined)!
    expect(desk.find(first.id)).toBeNull()
    expect(desk.find(second.id)).not.toBeNull()
  })

  test('drops what was kept long enough', async () => {
    const desk = createAtlasDesk({ keptMilliseconds: 1 })
    const { id } = desk.start(1, ready, () => undefined)!
    await expect.poll(() => desk.find(id)).toBeNull()
  })
})
