import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../scripts/boundaries/command'
import { areaKm2, contains } from '#domain/geodesy'
import { schematicTopology } from '#domain/schematic'
import type { Areas } from '#domain/topology'
import { featuresOf } from '#domain/topology'
import type { Unit, Vintage } from '#domain/units'
import { attemptOfficial } from '../../server/intake/boundaries-attempt'
import { BoundaryProblem } from '../../server/intake/boundaries-problem'
import { readShipped } from '../../server/intake/shipped'
import { activeBoundary, boundaryVersions } from '../../server/store/boundaries'
import { openStore } from '../../server/store/connect'
import { startSource } from '../fixtures/map-source'
import { hasRealMaps, realMap, realMapFile } from '../fixtures/real-map'
import { temporaryFolder } from '../fixtures/store'
import { areasByCode, edgeUses } from '../fixtures/tiling'

const shipped = readShipped('data')
const schematic = schematicTopology(shipped)

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

/** The command on the installation in `folder`: what it printed. */
async function command(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const lines: string[] = []
  await run(args, { DATA_DIR: folder, ...environment }, (line) => lines.push(line))
  return lines.join('\n')
}

async function problemOf(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<BoundaryProblem> {
  const problem = await command(args, environment).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(BoundaryProblem)
  return problem as BoundaryProblem
}

/** The same as a person runs it, with what it leaves to the shell. */
function inShell(args: string[], environment: NodeJS.ProcessEnv) {
  return new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/boundaries.ts', ...args], {
      env: { ...process.env, DATA_DIR: folder, ...environment },
    })
    const said = { output: '', errors: '' }
    child.stdout.on('data', (chunk: Buffer) => (said.output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said.errors += chunk.toString()))
    child.on('close', (code) => resolve({ code, ...said }))
  })
}

async function installed(vintage: Vintage) {
  const store = openStore(join(folder, 'ban-do-tre-em.sqlite'))
  try {
    const active = await activeBoundary(store, vintage)
    const read = (text: string) => JSON.parse(text) as (typeof schematic)['2024']
    const topology = active && read(active.topology)
    const drawings = active
      ? [active.coarser.far, active.coarser.middle, active.topology].flatMap((text) =>
          text ? read(text) : [],
        )
      : []
    return { active, topology, drawings, versions: await boundaryVersions(store, vintage) }
  } finally {
    await store.destroy()
  }
}

const communesOf = (vintage: Vintage): Unit[] =>
  shipped.units.filter((unit) => unit.vintage === vintage && unit.level === 'commune')

function written(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

/** A file as a person might have it: names instead of codes. */
const byName = (vintage: Vintage): Areas => {
  const nameOf = new Map(communesOf(vintage).map(({ code, type, name }) => [code, `${type} ${name}`]))
  const { features, ...layer } = featuresOf(schematic[vintage], 'commune')
  return {
    ...layer,
    features: features.map(({ id, ...feature }) => ({
      ...feature,
      properties: { ten_xa: nameOf.get(String(id)) },
    })),
  }
}

test('a file of one’s own is installed, and the schematic map comes back when asked for', async () => {
  const file = written('my-map.geojson', byName('2024'))
  await command(['--file', file, '--vintage', '2024'])
  const { active, topology } = await installed('2024')
  expect(active).toMatchObject({ quality: 'user', source: 'my-map.geojson' })
  expect(featuresOf(topology!, 'commune').features).toHaveLength(152)
  expect(featuresOf(topology!, 'district').features).toHaveLength(9)
  expect((await installed('2025')).active).toBeNull()

  await command(['--schematic'])
  expect((await installed('2024')).topology).toEqual(schematic['2024'])
  expect((await installed('2025')).topology).toEqual(schematic['2025'])

  await command(['--use', '1'])
  const listed = await command(['--list'])
  expect(listed).toMatch(/^\* {3}1 {2}2024 {2}user .*my-map\.geojson$/m)
  expect(listed).toMatch(/^ {4}2 {2}2024 {2}schematic /m)
})

test('a file that does not match is refused with what is wrong with it; nothing is installed', async () => {
  const layer = byName('2025')
  layer.features.splice(3, 1)
  const problem = await problemOf(['--file', written('map.geojson', layer), '--vintage', '2025'])
  expect(problem.fault).toBe('content')
  expect(problem.text.en).toContain('The file does not match the 99 communes: 1 places to mend')
  expect(problem.lines).toHaveLength(1)
  expect((await installed('2025')).versions).toEqual([])
})

test('a map of the other vintage is refused although its codes are known', async () => {
  const file = written('map.geojson', featuresOf(schematic['2025'], 'commune'))
  const problem = await problemOf(['--file', file, '--vintage', '2024'])
  expect(problem.fault).toBe('content')
  expect(problem.text.en).toContain('The file does not match the 152 communes')
})

test.each([
  ['an unknown option', ['--fiel', 'x'], 'Wrong call'],
  ['no vintage', ['--file', 'x.geojson'], '--vintage 2024 | 2025'],
  ['a file that does not exist', ['--file', 'x.geojson', '--vintage', '2024'], 'Cannot read "x.geojson"'],
  ['a version that does not exist', ['--use', '77'], 'There is no map 77'],
])('%s is a wrong call', async (_, args, message) => {
  const problem = await problemOf(args)
  expect(problem.fault).toBe('usage')
  expect(problem.text.en).toContain(message)
})

test('help tells of every option', async () => {
  const help = await command(['--help'])
  for (const option of ['record', 'file', 'vintage', 'code-field', 'schematic', 'list', 'use']) {
    expect(help).toContain(`--${option}`)
  }
})

test('a shell is told what kind of failure it was, in both languages, without a progress bar; nothing is installed', async () => {
  const gone = await startSource(() => {})
  await gone.stop()
  const other = await startSource((_, response) => response.end('<html>a log-in page</html>'))
  stops.push(other.stop)
  // at once, each with a folder of its own: starting takes most of the time
  const [unreachable, wrongContent, wrongCall] = await Promise.all([
    inShell([], { BOUNDARIES_URL: gone.url }),
    inShell([], { BOUNDARIES_URL: other.url, DATA_DIR: join(folder, 'other') }),
    inShell(['--fiel'], { DATA_DIR: join(folder, 'third') }),
  ])
  expect([unreachable.code, wrongContent.code, wrongCall.code]).toEqual([2, 3, 1])
  expect(unreachable.output).toBe('')
  expect(unreachable.errors).toMatch(/^Không tải được .*\n.* cannot be fetched .*\n$/)
  expect(wrongContent.errors).toContain('is no JSON')
  expect((await installed('2025')).versions).toEqual([])
}, 60_000)

test('at a first start the download is tried once and fails in silence', async () => {
  const source = await startSource((_, response) => response.writeHead(404).end())
  stops.push(source.stop)
  expect(await attemptOfficial(folder, { ...process.env, BOUNDARIES_URL: source.url })).toBe('failed')
  const asked = source.asked.length
  expect(asked).toBeGreaterThan(0)
  expect(await attemptOfficial(folder, { ...process.env, BOUNDARIES_URL: source.url })).toBe('made-before')
  expect(source.asked).toHaveLength(asked)
})

test('an attempt can be given up when the server stops', async () => {
  const source = await startSource(() => giveUp.abort())
  stops.push(source.stop)
  const giveUp = new AbortController()
  const environment = { ...process.env, BOUNDARIES_URL: source.url }
  expect(await attemptOfficial(folder, environment, giveUp.signal)).toBe('failed')
})

describe.runIf(hasRealMaps)('with the real maps', () => {
  test(
    'the official map is installed: 2025 as published, 2024 cut within it',
    { timeout: 120_000 },
    async () => {
      const real = new Map(realMap().features.map(({ id, geometry }) => [String(id), geometry]))
      const source = await startSource((request, response) => {
        const id = request.url?.split('/').at(-1)?.slice(0, 5) ?? ''
        const features = [{ type: 'Feature', id, geometry: real.get(id) }]
        response.end(JSON.stringify({ type: 'FeatureCollection', features }))
      })
      stops.push(source.stop)
      expect(await attemptOfficial(folder, { ...process.env, BOUNDARIES_URL: source.url })).toBe('installed')

      const [old, now] = [await installed('2024'), await installed('2025')]
      expect(now.active).toMatchObject({ quality: 'official' })
      // the page begins with the first of these; lines of 2024 that end on a border add a corner to it
      const sizes = [now.active!.coarser.far!, now.active!.coarser.middle!, now.active!.topology]
      expect(sizes.map(({ length }) => length < 125_000)).toEqual([true, false, false])
      expect(sizes.map(({ length }) => length < 315_000)).toEqual([true, true, false])
      expect(sizes[2]!.length).toBeLessThan(930_000)
      expect(old.active).toMatchObject({ quality: 'schematic' })
      const layers = {
        '2024': featuresOf(old.topology!, 'commune'),
        '2025': featuresOf(now.topology!, 'commune'),
      }
      for (const unit of communesOf('2025')) {
        const area = areasByCode(layers['2025']).get(unit.code)!
        expect(contains(area, unit.seat!), unit.name).toBe(true)
        // simplified by some 50 m; the polygon of Sơn Lương is 10.3 % larger than its official figure
        expect(Math.abs(areaKm2(area) / unit.areaKm2! - 1), unit.name).toBeLessThan(
          unit.code === '04651' ? 0.11 : 0.05,
        )
      }
      for (const [count, { drawings }] of [
        [152, old],
        [99, now],
      ] as const) {
        expect(drawings).toHaveLength(3)
        for (const topology of drawings) {
          const communes = featuresOf(topology, 'commune')
          expect(communes.features).toHaveLength(count)
          const border = edgeUses(featuresOf(topology, 'province'))
          const torn = [...edgeUses(communes)].filter(([edge, uses]) => uses !== (border.has(edge) ? 1 : 2))
          expect(torn).toEqual([])
        }
      }
      const oldEdges = edgeUses(layers['2024'])
      const oldCodes = new Set(communesOf('2024').map(({ code }) => code))
      const heirs = new Set(shipped.links.filter(({ from }) => oldCodes.has(from)).map(({ to }) => to))
      const inherited = layers['2025'].features.filter(({ id }) => heirs.has(String(id)))
      const edges = [...edgeUses({ ...layers['2025'], features: inherited }).keys()]
      expect(edges.filter((edge) => !oldEdges.has(edge))).toEqual([])
    },
  )

  test.each([
    ['2024', 152, 6362],
    ['2025', 99, 13_257],
  ] as const)('a GeoJSON file of %s goes in', { timeout: 60_000 }, async (vintage, count, area) => {
    const file = realMapFile(`lao-cai-${vintage}.communes.geojson`)
    await command(['--file', file, '--vintage', vintage])
    const { topology } = await installed(vintage)
    const communes = areasByCode(featuresOf(topology!, 'commune'))
    expect(communes.size).toBe(count)
    expect([...communes.values()].reduce((sum, parts) => sum + areaKm2(parts), 0) / area).toBeCloseTo(1, 3)
  })

  test('the file of 97 communes, in capitals and old spellings, names the two that are missing', async () => {
    const file = realMapFile('messy/05_lao-cai-2025_two-missing_upper-case.geojson')
    const { lines } = await problemOf(['--file', file, '--vintage', '2025'])
    expect(lines).toEqual([
      '02680 Hợp Thành: không có trong tệp / not in the file',
      '03085 Nậm Xé: không có trong tệp / not in the file',
    ])
  })
})
