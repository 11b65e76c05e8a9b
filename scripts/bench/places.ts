import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { accessOf, usualDistances } from '#domain/places/access'
import { bordersOf, checkPlaces } from '#domain/places/checks'
import type { Facility } from '#domain/places/facility'
import { siteBest, sitingVillagesOf } from '#domain/places/siting'
import type { Village } from '#domain/places/village'
import { unknownChildren } from '#domain/places/village'
import { randomOf } from '#domain/random'
import type { Unit } from '#domain/units'
import { readPlacesFile } from '../../server/intake/places/import'
import { loadSolver } from '../../server/solver'
import { openStore } from '../../server/store/connect'
import { migrate } from '../../server/store/migrate'
import { facilitiesOf, loadPlaces, villagesOf } from '../../server/store/places'
import { replaceMadeUp } from '../../server/store/places-write'
import { seed } from '../../server/store/seed'
import { currentVersion, startVersion } from '../../server/store/versions'

/**
 * Times villages and facilities at the size of the country: 90,000 villages and 60,000 facilities, made up, in 3,300
 * communes of 33 provinces. Run it with `npm run bench:places`; the seed is fixed.
 */
const communes = 3300
const villagesEach = 27
const facilitiesEach = 18
const communesOfProvince = 100

type Line = { what: string; 'wall ms': number; 'cpu ms': number; outcome: string }
const lines: Line[] = []

async function timed<Result>(
  what: string,
  run: () => Result | Promise<Result>,
  outcomeOf: (result: Result) => string,
): Promise<Result> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = await run()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  lines.push({
    what,
    'wall ms': Math.round(wall * 10) / 10,
    'cpu ms': Math.round((user + system) / 100) / 10,
    outcome: outcomeOf(result),
  })
  return result
}

const { uniform: random } = randomOf(20_261_124)
const codeOf = (i: number) => String(i + 1).padStart(5, '0')
/** Communes lie in a grid of 60 columns between 102.2° and 108.2° east, 8.5° and 14° north… of no real country. */
const seatOf = (i: number): [number, number] => [102.2 + (i % 60) * 0.1, 8.5 + Math.floor(i / 60) * 0.1]
const near = ([lon, lat]: [number, number]): [number, number] => [
  lon + (random() - 0.5) * 0.1,
  lat + (random() - 0.5) * 0.1,
]

const units: Unit[] = [
  unit('province', '91', null),
  ...Array.from({ length: communes / communesOfProvince }, (_, i) => unit('district', String(100 + i), '91')),
  ...Array.from({ length: communes }, (_, i) =>
    unit('commune', codeOf(i), String(100 + Math.floor(i / communesOfProvince))),
  ),
]

function unit(level: Unit['level'], code: string, parent: string | null): Unit {
  const type = { province: 'tỉnh', district: 'huyện', commune: 'xã' } as const
  return {
    vintage: '2025',
    level,
    code,
    name: `U${code}`,
    type: type[level],
    parent,
    districts: [],
    areaKm2: 100,
    seat: null,
  }
}

const made = { vintage: '2025', status: 'illustrative', source: 'illustrative', asOf: '2026-06-30' } as const
const villages = Array.from({ length: communes * villagesEach }, (_, i): Omit<Village, 'since'> => {
  const commune = Math.floor(i / villagesEach)
  return {
    ...made,
    id: `v${String(i).padStart(6, '0')}`,
    commune: codeOf(commune),
    name: `N${i}`,
    type: 'thôn',
    extremelyDisadvantaged: random() < 0.2,
    households: 100,
    children: { ...unknownChildren, children_under_16: Math.floor(random() * 150) },
    land: random() < 0.4 ? 'yes' : 'no',
    playArea: random() < 0.5 ? 'yes' : 'no',
    position: near(seatOf(commune)),
  }
})
const facilities = Array.from({ length: communes * facilitiesEach }, (_, i): Omit<Facility, 'since'> => {
  const commune = Math.floor(i / facilitiesEach)
  return {
    ...made,
    id: `f${String(i).padStart(6, '0')}`,
    kind: i % 2 === 0 ? 'play-area' : 'preschool-satellite',
    name: null,
    commune: codeOf(commune),
    village: null,
    position: near(seatOf(commune)),
    condition: 'working',
    safetyCheckedOn: null,
    openedOn: null,
    capacity: null,
    photo: null,
  }
})

const folder = mkdtempSync(join(tmpdir(), 'ban-do-bench-places-'))
const store = openStore(join(folder, 'store.sqlite'))
try {
  await migrate(store)
  await seed(store, {
    catalogue: { measures: [] },
    units,
    links: [],
    sources: [],
    variants: [],
    published: [],
    observations: [],
    illustrative: [],
    hash: 'bench',
  })
  await timed(
    'write all and index their positions',
    () =>
      store.transaction().execute(async (trx) => {
        const version = await startVersion(trx, await currentVersion(trx), 'bench')
        await replaceMadeUp(trx, { villages, facilities }, version)
      }),
    () => `${villages.length} villages, ${facilities.length} facilities`,
  )
  const all = {
    vintage: '2025',
    communes: null,
    box: null,
    illustrative: true,
    after: null,
    limit: 5000,
  } as const
  const box = [104, 10, 104.3, 10.3] as const
  for (const turn of ['first', 'again']) {
    await timed(
      `villages in a box of 0.3° (${turn})`,
      () => villagesOf(store, { ...all, box, playArea: null }),
      (found) => `${found.length} villages`,
    )
  }
  await timed(
    'villages lacking in one commune',
    () => villagesOf(store, { ...all, communes: [codeOf(1500)], playArea: ['no', 'under-repair'] }),
    (found) => `${found.length} villages`,
  )
  await timed(
    'play areas in a box of 0.3°',
    () => facilitiesOf(store, { ...all, box, kinds: ['play-area'], conditions: null, village: null }),
    (found) => `${found.length} facilities`,
  )
  const places = await timed(
    'read all into memory',
    () => loadPlaces(store, { illustrative: true }),
    () => 'the dataset',
  )
  const province = units.filter(({ parent }) => parent === '115').map(({ code }) => code)
  const asked = {
    vintage: '2025',
    communes: province,
    purpose: 'play-area',
    children: 'children_under_16',
    distances: usualDistances,
  } as const
  for (const turn of ['first, with the index of the country', 'again']) {
    await timed(
      `access of a province (${turn})`,
      () => accessOf(places, asked),
      (access) =>
        `${access.villages.length} villages, ${Math.round((access.within[1]?.lowShare ?? 0) * 100)} % within 1 km`,
    )
  }
  const solver = await loadSolver()
  for (const goal of [{ kind: 'cover', metres: 1000 }, { kind: 'distance' }] as const) {
    const district = accessOf(places, { ...asked, communes: province.slice(0, 12) })
    await timed(
      `best three places in a district (${goal.kind})`,
      () => siteBest({ villages: sitingVillagesOf(district, 'any') ?? [], count: 3, goal }, solver, 30),
      ({ status, gain }) => `${district.villages.length} villages, ${status}, gain ${gain}`,
    )
  }
  const own = places.villages.filter(({ commune }) => province.includes(commune))
  await timed(
    'checks of a province',
    () =>
      checkPlaces(
        own,
        places.facilities.filter(({ commune }) => province.includes(commune)),
        bordersOf({ type: 'FeatureCollection', features: [] }, true),
      ),
    (warnings) => `${warnings.length} warnings`,
  )
  const csv = `Mã xã,Tên thôn,Số hộ,Kinh độ,Vĩ độ\n${own.map(({ commune, name, position }) => [commune, `${name}x`, 90, ...(position ?? [])].join(',')).join('\n')}\n`
  await timed(
    'read the list of a province (CSV)',
    () =>
      readPlacesFile(
        { bytes: new TextEncoder().encode(csv), fileName: 'villages.csv', kind: 'village' },
        {
          vintage: '2025',
          units,
          nameVariants: [],
          borders: bordersOf({ type: 'FeatureCollection', features: [] }, true),
          places,
          source: 'bench',
          asOf: '2026-06-30',
        },
      ),
    (read) =>
      read.kind === 'read'
        ? `${read.rows.filter(({ kind }) => kind === 'taken').length} of ${read.rows.length} rows taken`
        : read.text.en,
  )
} finally {
  await store.destroy()
  rmSync(folder, { recursive: true, force: true })
}
console.table(lines)
