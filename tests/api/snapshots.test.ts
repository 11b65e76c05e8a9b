import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SnapshotSchema, ChangesSchema } from '../../server/routes/snapshot-schemas'
import { createRenderer } from '../../server/render/renderer'
import { createStudio } from '../../server/routes/studio'
import type { Allowance } from '../../server/routes/allowance'
import { createAllowance } from '../../server/routes/allowance'
import { snapshotRoutes } from '../../server/routes/snapshots'
import { ProblemSchema } from '../../server/routes/problem'
import { openStore } from '../../server/store/connect'
import { publishBatch } from '../../server/store/publish'
import type { RunningServer } from '../fixtures/running-server'
import { runningServer } from '../fixtures/running-server'

let server: RunningServer
beforeAll(async () => {
  server = await runningServer({ PUBLIC_URL: 'https://ban-do.example.org/' })
})
afterAll(() => server.close())

const bacHa = 'indicator=play-areas-villages&vintage=2024&district=085&period=2025-H1'

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })
const bytes = async (path: string) => {
  const answer = await get(path)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}
const problem = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  return ProblemSchema.parse(await answer.json())
}

describe('the picture of a map', () => {
  test.each([
    ['svg', 'image/svg+xml', '<svg'],
    ['png', 'image/png', '\x89PNG'],
    ['pdf', 'application/pdf', '%PDF-'],
  ])('comes as %s', async (format, type, start) => {
    const answer = await get(`/api/snapshots/map.${format}?${bacHa}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain(type)
    expect(answer.headers.get('content-disposition')).toBe(
      `inline; filename="ban-do-play-areas-villages-085-2025-H1.${format}"`,
    )
    const body = Buffer.from(await answer.arrayBuffer())
    expect(body.subarray(0, start.length).toString('latin1')).toBe(start)
  })

  test('is the same, byte for byte, however often it is asked for, and need not be sent again', async () => {
    for (const format of ['svg', 'png', 'pdf']) {
      const path = `/api/snapshots/map.${format}?${bacHa}&width=600`
      expect((await bytes(path)).equals(await bytes(`${path}&layout=a4-landscape`))).toBe(true)
    }
    const first = await get(`/api/snapshots/map.png?${bacHa}&width=600`)
    const again = await get(`/api/snapshots/map.png?${bacHa}&width=600`, {
      'If-None-Match': first.headers.get('etag') ?? '',
    })
    expect(again.status).toBe(304)
  })

  test('shows the numbers of the API', async () => {
    const answer = await get(
      `/api/indicators/play-areas-villages/values?${bacHa.replace('indicator=', 'x=')}`,
    )
    const values = (await answer.json()) as { code: string[]; value: (number | null)[] }
    const svg = (await bytes(`/api/snapshots/map.svg?${bacHa}`)).toString('utf8')
    const percent = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
    const known = values.value.filter((value) => value !== null)
    expect(known.length).toBeGreaterThan(10)
    for (const value of known) expect(svg).toContain(`>${percent.format(value)}%</text>`)
    for (const code of values.code) expect(svg).toContain(`data-code="${code}"`)
  })

  test('leads to the live view at the public address of the installation', async () => {
    const svg = (await bytes(`/api/snapshots/map.svg?${bacHa}`)).toString('utf8')
    expect(svg).toContain('>ban-do.example.org</text>')
  })
})

describe('a request that cannot be met', () => {
  test.each<[name: string, query: string, status: number, kind: string, part: string]>([
    ['an unknown layout', 'layout=a0', 400, 'invalid-request', 'a4-landscape'],
    ['a width of 100,000 pixels', 'width=100000', 400, 'invalid-request', 'Không lớn hơn 5000'],
    ['an unknown language', 'lang=fr', 400, 'invalid-request', 'both'],
    ['falling breaks', 'breaks=40~20', 400, 'invalid-request', '20~40~60'],
    [
      'too many breaks',
      `breaks=${Array.from({ length: 9 }, (_, i) => i).join('~')}`,
      400,
      'invalid-request',
      '6 mốc',
    ],
    [
      'a title of 2,000 letters',
      `title=${encodeURIComponent('á'.repeat(2000))}`,
      400,
      'invalid-request',
      '200 chữ',
    ],
    [
      'a title with control characters',
      `title=${encodeURIComponent('a\u0007b')}`,
      400,
      'invalid-request',
      'điều khiển',
    ],
    [
      'a title in letters that the typeface lacks',
      `title=${encodeURIComponent('Bắc Hà 中')}`,
      400,
      'invalid-request',
      '中',
    ],
    ['an unknown period', 'period=1999-H1', 404, 'unknown-period', '1999-H1'],
    ['a district of no geography', 'vintage=2025&district=999', 404, 'unknown-unit', '2025'],
    ['an unknown target', 'target=none', 404, 'unknown-target', 'none'],
    ['an unknown indicator', 'indicator=nothing', 404, 'unknown-indicator', 'nothing'],
    ['an indicator without data', 'indicator=child-abuse', 404, 'no-data', 'Xâm hại trẻ em'],
  ])('%s is refused and explained', async (_, query, status, kind, part) => {
    const path = `/api/snapshots/map.png?${query.includes('indicator=') ? '' : 'indicator=play-areas-villages&'}${query}`
    const answer = await get(path, { 'Accept-Language': 'vi' })
    expect(answer.status).toBe(status)
    const said = await problem(answer)
    expect(said.type).toBe(`/docs#${kind}`)
    expect(JSON.stringify(said)).toContain(part)
  })

  test('a district of the other geography is refused with those that exist', async () => {
    const answer = await get('/api/snapshots/map.svg?indicator=play-areas-villages&vintage=2024&district=132')
    expect(answer.status).toBe(404)
    expect((await problem(answer)).allowed).toHaveLength(9)
  })

  test('a period without figures names those that have some', async () => {
    const answer = await get(
      '/api/snapshots/map.svg?indicator=play-areas-villages&illustrative=false&period=2025-H1',
    )
    expect(answer.status).toBe(404)
    expect((await problem(answer)).allowed).toEqual([])
  })

  test('markup in a title stays text', async () => {
    const title = encodeURIComponent(`</text><script>alert('x')</script><image href="http://evil"/>`)
    const svg = (await bytes(`/api/snapshots/map.svg?${bacHa}&title=${title}`)).toString('utf8')
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('<image')
    expect(svg).toContain('&lt;script&gt;')
  })

  test('when too many wait, the answer says when to ask again', async () => {
    const answer = await withStudio({ maxQueue: 0 }, (routes) =>
      routes.request(`/snapshots/map.png?${bacHa}`),
    )
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await problem(answer)).type).toBe('/docs#busy')
  })
})

/** The routes over a studio of its own. */
async function withStudio<T>(
  { maxQueue = 8, allowance }: { maxQueue?: number; allowance?: Allowance },
  work: (routes: ReturnType<typeof snapshotRoutes>) => T | Promise<T>,
): Promise<T> {
  const store = openStore(server.databaseFile)
  const renderer = createRenderer({ threads: 1, maxQueue })
  const studio = createStudio({
    renderer,
    store,
    publicUrl: () => 'http://localhost',
    onFault: () => undefined,
  })
  try {
    return await work(snapshotRoutes(server.published, allowance ? { ...studio, allowance } : studio))
  } finally {
    await renderer.close()
    await store.destroy()
  }
}

describe('a frozen map', () => {
  const freeze = async (query = bacHa) => {
    const answer = await fetch(`${server.url}/api/snapshots?${query}`, { method: 'POST' })
    return { status: answer.status, snapshot: SnapshotSchema.parse(await answer.json()) }
  }

  test('is kept once under an id that is printed on it', async () => {
    const { status, snapshot } = await freeze()
    expect(status).toBe(201)
    expect(await freeze()).toEqual({ status: 200, snapshot })
    expect((await freeze(`${bacHa}&grey=true`)).snapshot.id).not.toBe(snapshot.id)
    expect(await (await get(`/api/snapshots/${snapshot.id}`)).json()).toEqual(snapshot)
    const svg = (await bytes(snapshot.files.svg)).toString('utf8')
    expect(svg).toContain(`>Bản lưu ${snapshot.id}</text>`)
    expect(svg).toContain(`>ban-do.example.org/s/${snapshot.id}</text>`)
  })

  test('keeps its numbers, classes and versions', async () => {
    const { snapshot } = await freeze()
    expect(snapshot.units).toHaveLength(19)
    const counted = snapshot.classes.reduce((sum, { count }) => sum + count, 0)
    expect(counted).toBe(snapshot.units.filter(({ figures }) => figures.value !== null).length)
    expect(snapshot.dataVersion).toBe(server.published().dataset.version)
    expect(snapshot.boundaryHash).toBe(server.published().boundaries['2024'].hash)
  })

  test('stays as it was, byte for byte, when new figures come in, and says exactly what changed', async () => {
    const { snapshot } = await freeze()
    const changesOf = async () =>
      ChangesSchema.parse(await (await get(`/api/snapshots/${snapshot.id}/changes`)).json())
    expect(await changesOf()).toMatchObject({ boundariesChanged: false, units: [] })
    const paths = Object.values(snapshot.files)
    const before = await Promise.all(paths.map(bytes))
    const [reporting] = snapshot.units
    await publishReport(reporting!.code, 2)

    const after = await Promise.all(paths.map(bytes))
    for (const [i, file] of after.entries()) expect(file.equals(before[i]!)).toBe(true)
    expect(await (await get(`/api/snapshots/${snapshot.id}`)).json()).toEqual(snapshot)

    const changes = await changesOf()
    expect(changes.units.map(({ code }) => code)).toEqual([reporting!.code])
    expect(changes.units[0]!.then).toEqual(reporting!.figures)
    expect(changes.units[0]!.now).toMatchObject({ numerator: 2, isWithheld: false })
    expect(changes.now.dataVersion).toBe(changes.then.dataVersion + 1)

    const page = await (await get(`/s/${snapshot.id}`)).text()
    expect(page).toContain('1 đơn vị có số liệu khác so với bản lưu.')
    expect((await freeze()).snapshot.id).not.toBe(snapshot.id)
  })

  test('has a page that shows it without a script', async () => {
    const { snapshot } = await freeze()
    const answer = await get(snapshot.page, { 'Accept-Language': 'en' })
    expect(answer.status).toBe(200)
    const page = await answer.text()
    expect(page).toContain(`Frozen copy ${snapshot.id}`)
    expect(page).toContain(`src="${snapshot.files.svg}"`)
    expect(page).not.toContain('<script')
    expect(page.match(/<th scope="row">/g)).toHaveLength(snapshot.units.length)
  })

  test.each([
    '/api/snapshots/0000000000',
    '/api/snapshots/0000000000/changes',
    '/api/snapshots/0000000000/map.png',
    '/s/0000000000',
    '/s/not-an-id',
  ])('%s does not exist', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect((await problem(answer)).type).toBe('/docs#unknown-snapshot')
  })

  test('nobody can freeze without end, but what is frozen already is given again', async () => {
    const allowance = createAllowance({ most: 1, perSeconds: 3600 })
    const answers = await withStudio({ allowance }, async (routes) => {
      const ask = (title: string) =>
        routes.request(`/snapshots?${bacHa}&layout=square&title=${title}`, { method: 'POST' })
      return [await ask('one'), await ask('two'), await ask('one')]
    })
    expect(answers.map(({ status }) => status)).toEqual([201, 429, 200])
    expect(Number(answers[1]!.headers.get('retry-after'))).toBeGreaterThan(3000)
  })

  /** A commune of the district sends in how many of its villages have a play area. */
  async function publishReport(code: string, value: number) {
    const store = openStore(server.databaseFile)
    const source = [...server.published().dataset.sources.keys()][0]!
    const outcome = await publishBatch(store, {
      title: 'A report',
      actor: 'test',
      expectedVersion: server.published().dataset.version,
      observations: [
        {
          vintage: '2024',
          code,
          measure: 'villages_with_play_area',
          period: '2025-H1',
          value,
          status: 'reported',
          source,
        },
      ],
    })
    expect(outcome.done).toBe(true)
    await server.reload()
    await store.destroy()
  }
})
