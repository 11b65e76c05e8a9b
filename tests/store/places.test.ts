import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/connect'
import {
  facilitiesOf,
  facilityQuery,
  loadPlaces,
  villageHistory,
  villageQuery,
  villagesOf,
} from '../../server/store/places'
import {
  endPlace,
  putFacility,
  putStatement,
  putVillage,
  replaceMadeUp,
} from '../../server/store/places-write'
import { seed } from '../../server/store/seed'
import { currentVersion, startVersion } from '../../server/store/versions'
import { facility, settled, village } from '../fixtures/places'
import { shippedSmall } from '../fixtures/shipped-small'
import { temporaryStore } from '../fixtures/store'

let store: Store
let cleanup: () => Promise<void>
beforeEach(async () => {
  ;({ store, cleanup } = await temporaryStore())
  await seed(store, shippedSmall)
})
afterEach(() => cleanup())

/** Does something in the data version after the present one. */
const inNextVersion = (work: (trx: Store, version: number) => Promise<void>) =>
  store.transaction().execute(async (trx) => {
    const version = await startVersion(trx, await currentVersion(trx), 'places')
    await work(trx, version)
    return version
  })

const all = {
  vintage: '2025' as const,
  communes: null,
  box: null,
  illustrative: true,
  after: null,
  limit: 100,
}
const allVillages = { ...all, playArea: null }
const allFacilities = { ...all, kinds: null, conditions: null, village: null }
const idsOf = (places: readonly { id: string }[]) => places.map(({ id }) => id)

const put = (...villages: ReturnType<typeof village>[]) =>
  inNextVersion(async (trx, since) => {
    for (const each of villages) await putVillage(trx, { ...each, since })
  })

describe('what is put is what is read', () => {
  test('a village, with all that is known and with nothing known', async () => {
    const full = settled('a', [104.25, 22.5], 120, {
      extremelyDisadvantaged: false,
      households: 80,
      land: 'yes',
      playArea: 'under-repair',
      elevation: 940,
    })
    const version = await put(full, village({ id: 'b' }))
    expect(await villagesOf(store, allVillages)).toEqual([
      { ...full, since: version },
      village({ id: 'b', since: version }),
    ])
  })

  test('a facility', async () => {
    const full = facility({
      id: 'f',
      name: 'Sân chơi',
      village: 'a',
      position: [104.25, 22.5],
      elevation: 955,
      condition: 'unsafe',
      safetyCheckedOn: '2026-03-01',
      openedOn: '2020-01-15',
      capacity: 30,
      photo: 'p',
    })
    const version = await inNextVersion((trx, since) => putFacility(trx, { ...full, since }))
    expect(await facilitiesOf(store, allFacilities)).toEqual([{ ...full, since: version }])
  })

  test('all of them at once, with what communes say of their registers', async () => {
    await put(village({ id: 'a' }), village({ id: 'old', vintage: '2024' }))
    const said = {
      vintage: '2025',
      commune: '90001',
      isComplete: true,
      source: 's',
      asOf: '2026-06-30',
    } as const
    await inNextVersion((trx, version) => putStatement(trx, { ...said, isComplete: false }, version))
    await inNextVersion((trx, version) => putStatement(trx, said, version))
    const places = await loadPlaces(store, { illustrative: true })
    expect(idsOf(places.villages)).toEqual(['old', 'a'])
    expect(places.statements).toEqual([said])
  })
})

describe('a place changes', () => {
  test('and keeps every form it had, each with the versions in which it counted', async () => {
    const first = await put(village({ id: 'a', playArea: 'no' }))
    const second = await put(village({ id: 'a', playArea: 'yes' }))
    const third = await inNextVersion((trx, version) => endPlace(trx, 'village', 'a', version))
    const history = await villageHistory(store, 'a')
    expect(history.map(({ record, until }) => [record.playArea, record.since, until])).toEqual([
      ['yes', second, third],
      ['no', first, second],
    ])
    expect(await villagesOf(store, allVillages)).toEqual([])
  })

  test('and is found where it is now, not where it was', async () => {
    await put(village({ id: 'a', position: [104.1, 22.1] }))
    await put(village({ id: 'a', position: [104.9, 22.9] }))
    const inBox = (west: number, south: number) =>
      villagesOf(store, { ...allVillages, box: [west, south, west + 0.2, south + 0.2] })
    expect(await inBox(104, 22)).toEqual([])
    expect(idsOf(await inBox(104.8, 22.8))).toEqual(['a'])
  })
})

describe('only what is asked for', () => {
  beforeEach(() =>
    put(
      settled('a', [104.1, 22.1], 10, { playArea: 'yes' }),
      settled('b', [104.2, 22.2], 20, { playArea: 'no' }),
      village({ id: 'c', playArea: 'under-repair' }),
      village({ id: 'd', vintage: '2024', commune: '90002' }),
    ).then(() => undefined),
  )

  test('of a commune and vintage', async () => {
    expect(idsOf(await villagesOf(store, { ...allVillages, communes: ['90001'] }))).toEqual(['a', 'b', 'c'])
    expect(await villagesOf(store, { ...allVillages, communes: [] })).toEqual([])
    expect(idsOf(await villagesOf(store, { ...allVillages, vintage: '2024' }))).toEqual(['d'])
  })

  test('in a box, its edges included although the index is coarser', async () => {
    const box = [104.1, 22.1, 104.1, 22.1] as const
    expect(idsOf(await villagesOf(store, { ...allVillages, box }))).toEqual(['a'])
    const beside = [104.1000001, 22, 104.15, 23] as const
    expect(await villagesOf(store, { ...allVillages, box: beside })).toEqual([])
  })

  test('by the state of the play area', async () => {
    const lacking = await villagesOf(store, { ...allVillages, playArea: ['no', 'under-repair'] })
    expect(idsOf(lacking)).toEqual(['b', 'c'])
  })

  test('page by page', async () => {
    expect(idsOf(await villagesOf(store, { ...allVillages, limit: 2 }))).toEqual(['a', 'b'])
    expect(idsOf(await villagesOf(store, { ...allVillages, limit: 2, after: 'b' }))).toEqual(['c'])
  })

  test('facilities by kind, condition and village', async () => {
    await inNextVersion(async (trx, since) => {
      await putFacility(trx, facility({ id: 'p', village: 'a', since }))
      await putFacility(trx, facility({ id: 'q', condition: 'closed', since }))
      await putFacility(trx, facility({ id: 'r', kind: 'health-station', since }))
    })
    const ask = (asked: object) => facilitiesOf(store, { ...allFacilities, ...asked }).then(idsOf)
    expect(await ask({ kinds: ['play-area'] })).toEqual(['p', 'q'])
    expect(await ask({ conditions: ['closed'] })).toEqual(['q'])
    expect(await ask({ village: 'a' })).toEqual(['p'])
  })
})

describe('made-up places', () => {
  const made = { status: 'illustrative' as const }
  const shipped = {
    villages: [
      village({ id: 'm1', ...made }),
      village({ id: 'm2', vintage: '2024', commune: '90002', ...made }),
    ],
    facilities: [facility({ id: 'p', ...made }), facility({ id: 'h', kind: 'health-station', ...made })],
  }
  const supply = () => inNextVersion((trx, version) => replaceMadeUp(trx, shipped, version))
  const shown = async () => {
    const { villages, facilities } = await loadPlaces(store, { illustrative: true })
    return [...idsOf(villages), ...idsOf(facilities)].sort()
  }

  test('can be left out', async () => {
    await supply()
    expect(await villagesOf(store, { ...allVillages, illustrative: false })).toEqual([])
    const { villages, facilities } = await loadPlaces(store, { illustrative: false })
    expect([...villages, ...facilities]).toEqual([])
  })

  test('end in a commune as soon as it has a real village', async () => {
    await supply()
    await put(village({ id: 'real' }))
    expect(await shown()).toEqual(['m2', 'real'])
  })

  test('of a kind end in a commune as soon as it has a real one of the kind', async () => {
    await supply()
    await inNextVersion((trx, since) => putFacility(trx, facility({ id: 'real', since })))
    expect(await shown()).toEqual(['h', 'm1', 'm2', 'real'])
  })

  test('come anew with a new program, but not to where there are real ones', async () => {
    await supply()
    await put(village({ id: 'real' }))
    await supply()
    expect(await shown()).toEqual(['m2', 'real'])
  })
})

describe('every question is answered by the index that fits it', () => {
  const box = [104, 22, 105, 23] as const
  test.each([
    ['villages', 'village_listed', () => villageQuery(store, allVillages)],
    ['villages after another', 'village_listed', () => villageQuery(store, { ...allVillages, after: 'b' })],
    [
      'villages of communes',
      'village_of_commune (vintage=? AND commune=?)',
      () => villageQuery(store, { ...allVillages, communes: ['90001', '90002'] }),
    ],
    ['villages in a box', 'INTEGER PRIMARY KEY', () => villageQuery(store, { ...allVillages, box })],
    ['facilities in a box', 'INTEGER PRIMARY KEY', () => facilityQuery(store, { ...allFacilities, box })],
    [
      'facilities of a commune',
      'facility_of_commune (vintage=? AND commune=?)',
      () => facilityQuery(store, { ...allFacilities, communes: ['90001'] }),
    ],
    [
      'facilities of a village',
      'facility_of_village (village=?)',
      () => facilityQuery(store, { ...allFacilities, village: 'a' }),
    ],
  ])('%s by %s', async (_name, index, query) => {
    const steps = await query().explain(undefined, sql`query plan`)
    const details = steps.map((step) => String(step['detail']))
    expect(details.filter((detail) => /^SCAN (village|facility)\b/.test(detail))).toEqual([])
    expect(details.find((detail) => detail.startsWith('SEARCH'))).toContain(index)
  })
})
