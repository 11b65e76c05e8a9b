import { describe, expect, test } from 'vitest'
import type { Layer } from '#domain/columns'
import { counterpartsOf, createDataset, unitOf } from '#domain/dataset'
import { indexesWithin } from '#domain/geography'
import { noPlaces } from '#domain/places/places'
import type { Status } from '#domain/status'
import type { Vintage } from '#domain/units'
import { village } from '../fixtures/places'
import {
  at,
  datasetWith,
  newCodes,
  observation,
  oldCodes,
  smallDataset,
  smallInput,
} from '../fixtures/small-dataset'

const cell = (
  code: string,
  measure: string,
  period: string,
  layer: Layer = 'real',
  vintage: Vintage = '2024',
) => smallDataset.cellAt(layer, vintage, at(vintage, code), measure, period)

describe('a figure', () => {
  test('is found with its status, source and period', () => {
    expect(cell('00001', 'enrolled_3_5', '2024-H2')).toEqual({
      value: 9,
      status: 'reported',
      source: 'reports',
      period: '2024-H2',
    })
  })

  test('that was not reported is null, and zero is zero', () => {
    expect(cell('00005', 'enrolled_3_5', '2024-H2')).toBeNull()
    expect(cell('00003', 'enrolled_3_5', '2023-H2')).toBeNull()
    expect(cell('00002', 'commune_has_play_area', '2024-H2')?.value).toBe(0)
  })

  test('of a whole year answers for its second half only', () => {
    expect(cell('00001', 'households', '2024-H2')).toMatchObject({ value: 100, period: '2024' })
    expect(cell('00001', 'households', '2024')).toMatchObject({ value: 100, period: '2024' })
    expect(cell('00001', 'households', '2024-H1')).toBeNull()
    expect(cell('00001', 'households', '2025-H1')).toBeNull()
  })

  test('of one vintage says nothing of the unit with the same code in the other', () => {
    expect(cell('00002', 'villages_with_play_area', '2025-H2')).toBeNull()
    expect(cell('00002', 'villages_with_play_area', '2025-H2', 'real', '2025')?.value).toBe(7)
  })

  test('of the one layer is not found in the other', () => {
    expect(cell('00001', 'villages_with_play_area', '2024-H1')).toMatchObject({
      value: 1,
      status: 'reported',
    })
    expect(cell('00001', 'villages_with_play_area', '2024-H1', 'illustrative')).toMatchObject({
      value: 4,
      status: 'illustrative',
      source: 'example',
    })
    expect(cell('00003', 'villages_with_play_area', '2024-H1')).toBeNull()
  })

  test('replaces an earlier one of the same cell', () => {
    const corrected = datasetWith([
      observation('enrolled_3_5', '2024-H2', '00001', 9),
      observation('enrolled_3_5', '2024-H2', '00001', 10, 'official'),
    ])
    expect(corrected.cellAt('real', '2024', at('2024', '00001'), 'enrolled_3_5', '2024-H2')).toMatchObject({
      value: 10,
      status: 'official',
    })
  })
})

describe('a register', () => {
  test('holds until a later one, and keeps the period it is of', () => {
    expect(cell('00005', 'villages', '2024-H1')).toMatchObject({ value: 3, period: '2023' })
    expect(cell('00005', 'villages', '2024-H2')).toMatchObject({ value: 4, period: '2024-H2' })
    expect(cell('00005', 'villages', '2025-H2')).toMatchObject({ value: 4, period: '2024-H2' })
    expect(cell('00001', 'villages', '2025-H2')).toMatchObject({ value: 4, period: '2023' })
  })

  test('says nothing of the time before it', () => {
    expect(cell('00005', 'villages', '2023-H1')).toBeNull()
  })

  test('of a half-year goes before one of the whole year, then and later', () => {
    const both = datasetWith([
      observation('villages', '2024-H2', '00001', 5),
      observation('villages', '2024', '00001', 6),
    ])
    const found = (period: string) =>
      both.cellAt('real', '2024', at('2024', '00001'), 'villages', period)?.value
    expect([found('2024-H2'), found('2025-H1')]).toEqual([5, 5])
  })
})

describe('the dataset', () => {
  test('lists every half-year from the first report to the latest figure, also a silent one', () => {
    expect(smallDataset.periods).toEqual(['2024-H1', '2024-H2', '2025-H1', '2025-H2'])
  })

  test('knows whether anything in it is made up, and which measures it holds', () => {
    expect(smallDataset.hasIllustrative).toBe(true)
    expect(smallDataset.reportedMeasures.real.has('villages')).toBe(true)
    const bare = datasetWith([observation('villages', '2023', '00001', 4, 'official')])
    expect(bare.hasIllustrative).toBe(false)
    expect([...bare.reportedMeasures.real]).toEqual(['villages'])
    expect([...bare.reportedMeasures.illustrative]).toEqual([])
  })

  test('holds nothing made up any more once real figures stand wherever made-up ones did', () => {
    const madeUp = [
      observation('enrolled_3_5', '2024-H1', '00001', 8, 'illustrative'),
      observation('enrolled_3_5', '2024-H1', '00002', 90, 'illustrative'),
      observation('villages', '2024-H1', '00001', 4, 'illustrative'),
    ]
    const half = datasetWith([...madeUp, observation('enrolled_3_5', '2024-H1', '00001', 7, 'reported')])
    expect([...half.reportedMeasures.illustrative].sort()).toEqual(['enrolled_3_5', 'villages'])
    const replaced = datasetWith([
      ...madeUp,
      observation('enrolled_3_5', '2024-H1', '00001', 7, 'reported'),
      observation('enrolled_3_5', '2024-H1', '00002', 80, 'reported'),
      // a register of the year before holds on
      observation('villages', '2023', '00001', 5, 'reported'),
    ])
    expect(replaced.hasIllustrative).toBe(false)
    expect([...replaced.reportedMeasures.illustrative]).toEqual([])
  })

  test('a made-up village counts as made up until a real one takes its place', () => {
    const withVillage = (status: Status) =>
      createDataset({
        ...smallInput,
        observations: [],
        places: { ...noPlaces, villages: [village({ id: 'v-1', status })] },
      })
    expect(withVillage('illustrative').hasIllustrative).toBe(true)
    expect(withVillage('reported').hasIllustrative).toBe(false)
  })

  test('puts the province first, then districts and communes by code', () => {
    const codes = smallDataset.geographies['2025'].units.map(({ code }) => code)
    expect(codes).toEqual(['15', '080', '085', '132', ...newCodes])
  })

  test('finds a unit by vintage and code', () => {
    expect(unitOf(smallDataset, '2024', '00002')?.name).toBe('Bình')
    expect(unitOf(smallDataset, '2025', '00002')?.name).toBe('Xuân')
    expect(unitOf(smallDataset, '2025', '00001')).toBeNull()
  })
})

describe('units within an area', () => {
  const geography = smallDataset.geographies['2024']
  const codesWithin = (level: 'province' | 'district' | 'commune', area: string | null) =>
    indexesWithin(geography, level, area).map((index) => geography.units[index]?.code)

  test('are all of the level, or those of the district', () => {
    expect(codesWithin('commune', null)).toEqual(oldCodes)
    expect(codesWithin('commune', '085')).toEqual(['00004', '00005'])
    expect(codesWithin('district', '085')).toEqual(['085'])
    expect(codesWithin('province', '085')).toEqual([])
  })

  test('a code that is no district is refused', () => {
    expect(() => codesWithin('commune', '132')).toThrow(
      'vintage 2024 has no province or district with the code "132"',
    )
    expect(() => codesWithin('commune', '00001')).toThrow(RangeError)
  })

  test('every commune lies in one district and in the province', () => {
    for (const { atLevel, communesOf, childrenOf } of Object.values(smallDataset.geographies)) {
      expect(atLevel.district.flatMap((index) => communesOf[index] ?? []).sort()).toEqual([
        ...atLevel.commune,
      ])
      expect(atLevel.province.flatMap((index) => communesOf[index] ?? [])).toEqual(atLevel.commune)
      expect(atLevel.province.flatMap((index) => childrenOf[index] ?? [])).toEqual(atLevel.district)
    }
  })
})

describe('counterparts in the other vintage', () => {
  const codes = (vintage: Vintage, code: string) =>
    counterpartsOf(smallDataset, vintage, at(vintage, code)).map(({ link, index }) => [
      vintage === '2025' ? link.from : link.to,
      index,
    ])

  test('are the units it was made of, or became', () => {
    expect(codes('2025', '00004')).toEqual([
      ['00003', at('2024', '00003')],
      ['00004', at('2024', '00004')],
    ])
    expect(codes('2024', '00003')).toEqual([['00004', at('2025', '00004')]])
    expect(codes('2025', '00905')).toEqual([])
    expect(codes('2025', '080')).toEqual([])
  })

  test('may be units that the dataset does not hold', () => {
    const link = { from: '77777', to: '00905', weight: 1, shareOfTarget: 1, legalBasis: '' }
    const wider = createDataset({ ...smallInput, links: [link] })
    expect(counterpartsOf(wider, '2025', at('2025', '00905'))).toEqual([{ link, index: null }])
  })
})

describe('what cannot be right is refused, with the row', () => {
  const good = observation('villages', '2024-H1', '00001', 4)

  test.each([
    [{ code: '99999' }, 'observation villages of 2024/99999 in 2024-H1 names an unknown unit'],
    [{ source: 'rumour' }, 'observation villages of 2024/00001 in 2024-H1 names an unknown source "rumour"'],
    [{ measure: 'hamlets' }, 'observation hamlets of 2024/00001 in 2024-H1 names an unknown measure'],
    [{ period: '2024-H3' }, 'observation villages of 2024/00001 in 2024-H3 has a malformed period'],
    [{ value: NaN }, 'observation villages of 2024/00001 in 2024-H1 has no number as its value: NaN'],
    [{ value: Infinity }, 'has no number as its value: Infinity'],
    [{ vintage: '2025' as const }, 'observation villages of 2025/00001 in 2024-H1 names an unknown unit'],
  ])('%o', (wrong, message) => {
    expect(() => datasetWith([good, { ...good, ...wrong }])).toThrow(message)
  })

  test('a unit that exists twice, or lies nowhere', () => {
    const [first] = smallInput.units
    const commune = smallInput.units.find(({ code }) => code === '00001')!
    const withUnits = (units: typeof smallInput.units) => () =>
      createDataset({ ...smallInput, units, observations: [] })
    expect(withUnits([first!, first!])).toThrow('unit 2024/10 exists twice')
    expect(withUnits([first!, commune])).toThrow('unit 2024/00001 lies in 080, which is no unit of 2024')
  })
})
