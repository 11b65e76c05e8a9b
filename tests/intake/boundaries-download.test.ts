import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Ring } from '#domain/geodesy'
import { areaKm2 } from '#domain/geodesy'
import { checksumsOf, downloadOfficial } from '../../server/intake/boundaries-download'
import type { OfficialManifest } from '../../server/intake/boundaries-manifest'
import { readManifest, recordChecksums } from '../../server/intake/boundaries-manifest'
import { BoundaryProblem } from '../../server/intake/boundaries-problem'
import { readShipped } from '../../server/intake/shipped'
import { startSource } from '../fixtures/map-source'
import { hasRealMaps, realMap } from '../fixtures/real-map'
import { temporaryFolder } from '../fixtures/store'

const square = (west: number): Ring => [
  [west, 22],
  [west + 0.1, 22],
  [west + 0.1, 22.1],
  [west, 22.1],
  [west, 22],
]
const fileOf = (code: string, coordinates: unknown) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', id: code, geometry: { type: 'MultiPolygon', coordinates } }],
  })

const codes = ['00001', '00002', '00003', '00004', '00005', '00006']
const contents = new Map(
  codes.map((code, i) => [`${code}_xa.geojson`, fileOf(code, [[square(104 + i / 10)]])]),
)
const manifest: OfficialManifest = {
  vintage: '2025',
  source: 'a made-up map',
  licence: 'none',
  repository: 'https://example.org/map',
  commit: 'abc',
  baseUrl: 'https://example.org/map/',
  areaTolerance: 0.03,
  files: codes.map((code, i) => ({
    path: `${code}_xa.geojson`,
    code,
    name: `Xã ${i}`,
    areaKm2: areaKm2([[square(104 + i / 10)]]),
    seat: [104.05 + i / 10, 22.05],
    sha256: null,
  })),
}
const withFirst = (change: Partial<OfficialManifest['files'][number]>): OfficialManifest => ({
  ...manifest,
  files: manifest.files.map((file, i) => (i === 0 ? { ...file, ...change } : file)),
})

const serving: RequestListener = (request, response) => {
  const content = contents.get(request.url?.split('/').at(-1) ?? '')
  response.writeHead(content ? 200 : 404).end(content)
}

let folder: string
let remove: () => void
let stops: (() => Promise<void>)[] = []
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
afterEach(async () => {
  for (const stop of stops) await stop()
  stops = []
  remove()
})

async function source(answer: RequestListener) {
  const started = await startSource(answer)
  stops.push(started.stop)
  return started
}

const download = (baseUrl: string, options: Partial<Parameters<typeof downloadOfficial>[0]> = {}) =>
  downloadOfficial({ manifest, baseUrl, cacheDir: folder, backOffMs: 1, ...options })

const problemOf = async (download: Promise<unknown>): Promise<BoundaryProblem> => {
  const problem = await download.catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(BoundaryProblem)
  return problem as BoundaryProblem
}

test('the communes come in the order of the manifest, with their code as id, and progress is told', async () => {
  const { url } = await source(serving)
  const progress: string[] = []
  const communes = await download(url, { onProgress: (done, total) => progress.push(`${done}/${total}`) })
  expect(communes.features.map(({ id }) => id)).toEqual(codes)
  expect(communes.features[5]?.geometry.coordinates).toEqual([[square(104.5)]])
  expect(progress).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6'])
})

test('the address may lack its last slash', async () => {
  const { url, asked } = await source(serving)
  await download(url.slice(0, -1))
  expect(asked.sort()).toEqual([...contents.keys()])
})

test('after a cut connection a second run fetches only what is missing', async () => {
  const cut = await source((request, response) => {
    if (!request.url?.includes('00004')) return serving(request, response)
    response.writeHead(200, { 'Content-Length': 100_000 }).write('{"type":')
    setImmediate(() => response.destroy())
  })
  const problem = await problemOf(download(cut.url, { attempts: 2 }))
  expect(problem.fault).toBe('unreachable')
  expect(problem.text.en).toContain('00004_xa.geojson')
  expect(cut.asked.filter((path) => path.startsWith('00004'))).toHaveLength(2)
  const kept = readdirSync(folder)
  expect(kept).not.toContain('00004_xa.geojson')
  expect(kept.filter((name) => name.endsWith('.part'))).toEqual([])

  const whole = await source(serving)
  expect((await download(whole.url)).features).toHaveLength(6)
  expect(whole.asked.sort()).toEqual([...contents.keys()].filter((path) => !kept.includes(path)))
})

test('a finished file that was damaged since is fetched again', async () => {
  const { url, asked } = await source(serving)
  await download(url)
  writeFileSync(join(folder, '00002_xa.geojson'), '{"type":"Fea')
  asked.length = 0
  await download(url)
  expect(asked).toEqual(['00002_xa.geojson'])
})

test('what the host fails to deliver for a moment is asked for again', async () => {
  let refusals = 2
  const { url, asked } = await source((request, response) =>
    refusals-- > 0 ? response.writeHead(503).end() : serving(request, response),
  )
  expect((await download(url)).features).toHaveLength(6)
  expect(asked).toHaveLength(8)
})

test('a file that the source does not have is wrong content, at once', async () => {
  const { url, asked } = await source((_, response) => response.writeHead(404).end())
  const problem = await problemOf(download(url))
  expect(problem.fault).toBe('content')
  expect(problem.text.en).toContain('HTTP 404')
  expect(new Set(asked).size).toBe(asked.length)
})

test('a source that does not answer is unreachable, and says how to go on', async () => {
  const { url, stop } = await startSource(serving)
  await stop()
  const problem = await problemOf(download(url, { attempts: 2 }))
  expect(problem.fault).toBe('unreachable')
  expect(problem.text.vi).toContain('Hãy kiểm tra mạng')
})

test('a source that takes too long is unreachable', async () => {
  const { url } = await source(() => {})
  expect((await problemOf(download(url, { attempts: 1, timeoutMs: 50 }))).fault).toBe('unreachable')
})

test('the caller can give up', async () => {
  const giveUp = new AbortController()
  const { url } = await source(() => giveUp.abort(new Error('no longer wanted')))
  await expect(download(url, { signal: giveUp.signal })).rejects.toThrow('no longer wanted')
})

describe('a file that is not the expected one is refused and not kept', () => {
  const first = contents.get('00001_xa.geojson')!
  const twoOf = (text: string) => text.replace(/"features":\[(.*)\]/, '"features":[$1,$1]')
  test.each<[string, OfficialManifest, string, string]>([
    ['another checksum', withFirst({ sha256: '0'.repeat(64) }), first, 'SHA-256'],
    ['another code', manifest, first.replace('"00001"', '"00009"'), 'the code 00009, not 00001'],
    ['another area', withFirst({ areaKm2: 100 }), first, 'covers 114.30 km², not 100'],
    ['a seat outside', withFirst({ seat: [103, 22] }), first, 'does not contain the commune'],
    ['two features', manifest, twoOf(first), 'has 2 features'],
    ['no features', manifest, '{"type":"FeatureCollection","features":[]}', 'has 0 features'],
    ['no polygon', manifest, first.replace('MultiPolygon', 'Point'), 'is no valid polygon'],
    ['an open ring', manifest, first.replace(',[104,22]]', ',[104,22.001]]'), 'is not closed'],
    ['metres for degrees', manifest, first.replace('[104,22]', '[400104,22]'), 'are no degrees'],
    ['no JSON', manifest, '<html>', 'is no JSON'],
  ])('%s', async (_, expected, content, message) => {
    const { url } = await source((request, response) =>
      request.url?.includes('00001') ? response.end(content) : serving(request, response),
    )
    const problem = await problemOf(download(url, { manifest: expected }))
    expect(problem.fault).toBe('content')
    expect(problem.text.en).toContain('00001_xa.geojson')
    expect(problem.text.en).toContain(message)
    expect(existsSync(join(folder, '00001_xa.geojson'))).toBe(false)
  })
})

test('a larger tolerance may be given to a single file', async () => {
  const { url } = await source(serving)
  const lenient = withFirst({ areaKm2: 110, areaTolerance: 0.05 })
  expect((await download(url, { manifest: lenient })).features).toHaveLength(6)
})

test('recorded checksums are enforced from then on', async () => {
  const { url } = await source(serving)
  await download(url)
  const file = join(folder, 'manifest.json')
  writeFileSync(file, JSON.stringify(manifest))
  recordChecksums(file, await checksumsOf(manifest, folder))
  const recorded = readManifest(file)
  expect(recorded.files.map(({ sha256 }) => sha256)).toEqual(
    [...contents.values()].map((content) => createHash('sha256').update(content).digest('hex')),
  )
  const changed = await source((request, response) => {
    // one metre aside: still the same code, area and seat
    response.end(
      contents.get(request.url?.split('/').at(-1) ?? '')?.replace('[104,22.1]', '[104.00001,22.1]'),
    )
  })
  const problem = await problemOf(
    download(changed.url, { manifest: recorded, cacheDir: join(folder, 'new') }),
  )
  expect(problem.text.en).toContain('SHA-256')
})

test('a damaged manifest is named', () => {
  const file = join(folder, 'manifest.json')
  writeFileSync(file, JSON.stringify({ ...manifest, commit: undefined }))
  expect(() => readManifest(file)).toThrow(`The boundary manifest "${file}" cannot be read`)
})

test('the shipped manifest has one file for each commune of 2025, with the figures of the units', () => {
  const { files } = readManifest('data/boundaries/official-2025.json')
  const communes = readShipped('data').units.filter(
    ({ vintage, level }) => vintage === '2025' && level === 'commune',
  )
  expect(files.map(({ code, name, areaKm2: area, seat }) => ({ code, name, area, seat }))).toEqual(
    communes
      .map(({ code, name, areaKm2: area, seat }) => ({ code, name, area, seat }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  )
  expect(readFileSync('data/boundaries/official-2025.json', 'utf8')).not.toContain('coordinates')
})

test.runIf(hasRealMaps)('all 99 communes of the real map are recognised', async () => {
  const real = new Map(realMap().features.map(({ id, geometry }) => [String(id), geometry]))
  const { url } = await source((request, response) => {
    const id = request.url?.split('/').at(-1)?.slice(0, 5) ?? ''
    const features = [{ type: 'Feature', id, geometry: real.get(id) }]
    response.end(JSON.stringify({ type: 'FeatureCollection', features }))
  })
  const communes = await download(url, { manifest: readManifest('data/boundaries/official-2025.json') })
  expect(communes.features).toHaveLength(99)
})
