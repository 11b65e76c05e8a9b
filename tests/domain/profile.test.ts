import { describe, expect, test } from 'vitest'
import { profileOf } from '#domain/profile'
import type { Vintage } from '#domain/units'
import { createDataset } from '#domain/dataset'
import { smallDataset, smallInput } from '../fixtures/small-dataset'

const profile = (vintage: Vintage, code: string, period = '2024-H2', illustrative = false) =>
  profileOf(smallDataset, vintage, code, period, { illustrative })

const indicatorOf = (found: ReturnType<typeof profile>, id: string) =>
  found?.indicators.find(({ indicator }) => indicator === id)

describe('the profile of a commune', () => {
  test('names it, its district and its province', () => {
    const found = profile('2024', '00002')
    expect([found?.unit.name, found?.district?.name, found?.province?.name]).toEqual([
      'Bình',
      'Huyện Bắc',
      'Tỉnh Nhỏ',
    ])
  })

  test('holds every indicator of the catalogue in its order, classes and those without data included', () => {
    expect(profile('2024', '00002')?.indicators.map(({ indicator }) => indicator)).toEqual(
      smallInput.catalogue.indicators.map(({ id }) => id),
    )
    const forums = indicatorOf(profile('2024', '00002', '2025-H2'), 'children-forums')
    expect(forums?.standings[0]?.unit.value).toBeNull()
    const zone = indicatorOf(profile('2024', '00001'), 'zone')
    expect(zone?.standings).toHaveLength(1)
    expect(zone?.standings[0]).toMatchObject({ target: null, unit: { value: 3 }, district: { value: null } })
  })

  test('measures it against every target, beside its district and the province', () => {
    const preschool = indicatorOf(profile('2024', '00002'), 'preschool-3-5')
    expect(preschool?.standings.map(({ target }) => target?.id)).toEqual(['each-half', 'overall-half'])
    expect(preschool?.standings[0]).toMatchObject({
      unit: { value: 10, lacking: 396 },
      district: { numerator: 138, lacking: 396 },
      province: { numerator: 198, lacking: 406 },
    })
    expect(preschool?.standings[1]).toMatchObject({
      unit: { value: 10, lacking: null }, // a target for the whole says nothing about a commune
      district: { lacking: 382 },
      province: { lacking: 362 },
    })
  })

  test('shows the series of the unit against the first target', () => {
    const series = indicatorOf(profile('2024', '00002'), 'preschool-3-5')?.series
    expect(series?.map(({ period, value }) => [period, value.value])).toEqual([
      ['2024-H1', 9],
      ['2024-H2', 10],
      ['2025-H1', null],
      ['2025-H2', expect.closeTo(100 / 3, 9)],
    ])
    expect(series?.[1]?.sincePrevious?.lacking.exact).toBe(396 - 410)
  })

  test('leaves made-up figures out unless they are wanted', () => {
    const play = (illustrative: boolean) =>
      indicatorOf(profile('2024', '00005', '2024-H2', illustrative), 'play-areas-villages')?.standings[0]
        ?.unit
    expect(play(false)).toMatchObject({ value: null, status: null })
    expect(play(true)).toMatchObject({ value: 25, status: 'illustrative' })
  })
})

describe('kin in the other vintage', () => {
  test('a new commune lists what it was made of, with the share of each', () => {
    const found = profile('2025', '00004')
    expect(found?.successors).toEqual([])
    expect(
      found?.predecessors.map(({ vintage, code, unit, weight, shareOfTarget }) => [
        vintage,
        code,
        unit?.name,
        weight,
        shareOfTarget,
      ]),
    ).toEqual([
      ['2024', '00003', 'Cao', 1, 0.25],
      ['2024', '00004', 'Dền', 1, 0.75],
    ])
    expect(found?.predecessors[0]?.legalBasis).toBe('resolution on the small province')
  })

  test('an old commune names what it became', () => {
    const found = profile('2024', '00003')
    expect(found?.predecessors).toEqual([])
    expect(found?.successors.map(({ code, unit }) => [code, unit?.name])).toEqual([['00004', 'Yên']])
  })

  test('a commune of another province has none, and a unit that is not in the dataset only a code', () => {
    expect(profile('2025', '00905')?.predecessors).toEqual([])
    const link = { from: '77777', to: '00905', weight: 1, shareOfTarget: 1, legalBasis: '' }
    const wider = createDataset({ ...smallInput, links: [link] })
    const found = profileOf(wider, '2025', '00905', '2025-H2', { illustrative: false })
    expect(found?.predecessors).toMatchObject([{ code: '77777', unit: null }])
  })
})

describe('a wider unit', () => {
  test('a district stands beside the province only', () => {
    const found = profile('2024', '085')
    expect(found).toMatchObject({
      district: null,
      province: { code: '10' },
      predecessors: [],
      successors: [],
    })
    expect(indicatorOf(found, 'poor-households')?.standings[0]).toMatchObject({
      unit: { numerator: 20, status: 'official' },
      district: null,
      province: { numerator: 55 },
    })
  })

  test('the province stands alone', () => {
    const found = profile('2025', '15')
    expect(found).toMatchObject({ district: null, province: null })
    expect(indicatorOf(found, 'preschool-3-5')?.standings[0]).toMatchObject({
      district: null,
      province: null,
    })
  })

  test('shows what was published of it, and of no other', () => {
    expect(profile('2024', '085')?.published.map(({ value }) => value)).toEqual([91.5])
    expect(profile('2024', '080')?.published).toEqual([])
    expect(profile('2025', '085')?.published).toEqual([])
  })
})

test('a unit that does not exist has no profile, nor one of the other vintage', () => {
  expect(profile('2024', '99999')).toBeNull()
  expect(profile('2024', '00905')).toBeNull()
  expect(profile('2025', '00001')).toBeNull()
})
