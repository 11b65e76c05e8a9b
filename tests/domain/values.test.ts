import { describe, expect, test } from 'vitest'
import { targetAt, valueAt, valueOfCommunes, valuesAt } from '#domain/values'
import { at, datasetWith, observation, question, smallDataset } from '../fixtures/small-dataset'

type Asked = Parameters<typeof question>[1]

const valueIn = (code: string, id: string, asked: Asked = {}, dataset = smallDataset) =>
  valueAt(dataset, question(id, asked), at(asked.vintage ?? '2024', code))

describe('a commune', () => {
  test('is measured by its own counts', () => {
    expect(valueIn('00001', 'preschool-3-5')).toMatchObject({
      value: 90,
      numerator: 9,
      denominator: 10,
      gap: 0,
      lacking: 0,
    })
    expect(valueIn('00002', 'preschool-3-5')).toMatchObject({
      value: 10,
      gap: 40,
      lacking: 396,
      status: 'reported',
    })
  })

  test('with few children has an unstable rate', () => {
    expect(valueIn('00001', 'preschool-3-5').unstable).toBe(true)
    expect(valueIn('00002', 'preschool-3-5').unstable).toBe(false)
  })

  test('that did not report is not zero', () => {
    expect(valueIn('00005', 'play-areas-villages')).toMatchObject({
      value: null,
      denominator: 4,
      lacking: null,
      reported: 0,
      status: null,
    })
  })

  test('takes the register as it was at the time, and the report names its own period', () => {
    expect(valueIn('00005', 'play-areas-villages', { period: '2024-H1' })).toMatchObject({
      numerator: 0,
      denominator: 3,
      lacking: 3,
      asOf: '2024-H1',
      sources: ['reports', 'yearbook'],
    })
  })

  test('a carried figure keeps the period it was reported for', () => {
    expect(valueIn('00001', 'zone', { period: '2024-H2' })).toMatchObject({
      value: 3,
      asOf: '2021',
      status: 'official',
    })
  })

  test('says nothing against a target for the province as a whole', () => {
    const value = valueIn('00002', 'preschool-3-5', { target: 'overall-half' })
    expect(value).toMatchObject({ value: 10, gap: null, lacking: null })
    const { target } = question('preschool-3-5', { target: 'overall-half' })
    expect(targetAt(target, 'commune')).toBeNull()
    expect(targetAt(target, 'province')).toBe(target)
  })
})

describe('a district', () => {
  test('has the rate of its summed counts, not the mean of rates', () => {
    const value = valueIn('080', 'preschool-3-5')
    expect(value).toMatchObject({ numerator: 138, denominator: 1040 })
    expect(value.value).toBeCloseTo(13.269, 3) // the mean of 90, 10 and 75 would be 58.3
  })

  test('lacks what each commune lacks: one above the target does not make up for one below', () => {
    expect(valueIn('080', 'preschool-3-5').lacking).toBe(396)
    expect(valueIn('080', 'preschool-3-5', { target: 'overall-half' }).lacking).toBe(382) // 520 − 138
  })

  test('with an unreported commune has a range, and the headline is its worst end', () => {
    expect(valueIn('085', 'play-areas-villages')).toMatchObject({
      value: (8 / 12) * 100,
      high: 100,
      lacking: 4,
      lackingLeast: 0,
      amongReported: 100,
      reported: 1,
      parts: 2,
    })
  })

  test('counts a village that did not say neither as served nor as lacking', () => {
    expect(valueIn('080', 'play-areas-villages')).toMatchObject({
      low: (10 / 15) * 100,
      high: (11 / 15) * 100,
      lacking: 5,
      lackingLeast: 4,
      amongReported: (10 / 14) * 100,
    })
  })

  test('where less is better, an unreported commune counts as poor', () => {
    expect(valueIn('080', 'poor-households')).toMatchObject({
      low: (35 / 230) * 100,
      value: 50,
      gap: 40,
      lacking: 92, // An 20, Bình 0, Cao at worst 80 − 8
      lackingLeast: 20,
    })
  })

  test('takes a published count before the sum of its communes', () => {
    expect(valueIn('085', 'poor-households')).toMatchObject({
      numerator: 20,
      denominator: 240,
      status: 'official',
    })
    const { communesOf } = smallDataset.geographies['2024']
    const sum = valueOfCommunes(
      smallDataset,
      question('poor-households'),
      communesOf[at('2024', '085')] ?? [],
    )
    expect(sum).toMatchObject({ numerator: 14, denominator: 240, status: 'reported' })
  })

  test('until all its communes have reported for a later period', () => {
    const register = { ...question('children-forums').indicator, numerator: 'villages', targets: [] }
    const published = observation('villages', '2023', '085', 11, 'official')
    const asked = { ...question('children-forums', { period: '2024-H2' }), indicator: register, target: null }
    const value = (rows: Parameters<typeof datasetWith>[0]) =>
      valueAt(datasetWith([published, ...rows]), asked, at('2024', '085')).value
    const later = (code: string) => observation('villages', '2024-H2', code, 8)
    expect(value([])).toBe(11)
    expect(value([later('00004')])).toBe(11)
    expect(value([later('00004'), later('00005')])).toBe(16)
    expect(value([later('00004'), observation('villages', '2024-H2', '00005', 8, 'illustrative')])).toBe(11)
  })

  test('has no zone: classes are about single communes', () => {
    expect(valueIn('080', 'zone')).toMatchObject({ value: null, parts: 0 })
  })
})

describe('the province', () => {
  test('adds up published districts and the communes of the others', () => {
    expect(valueIn('10', 'poor-households')).toMatchObject({
      numerator: 55, // 35 reported in the north, 20 published for the south
      denominator: 470,
      value: (135 / 470) * 100,
      lacking: 92,
      status: 'reported',
    })
  })

  test('is measured as a whole against a target for the whole', () => {
    expect(valueIn('10', 'play-areas-communes', { target: 'decision' })).toMatchObject({
      low: 40,
      high: 60,
      gap: 0,
      lacking: 0,
    })
    expect(valueIn('10', 'play-areas-communes')).toMatchObject({ gap: 60, lacking: 3, lackingLeast: 2 })
  })

  test('where counts are incomplete, what is known is a least', () => {
    expect(valueIn('10', 'children-forums')).toMatchObject({
      value: 6,
      high: null,
      lacking: 2, // Bình held none, Cao did not say
      lackingLeast: 1,
    })
    expect(valueIn('10', 'children-under-16')).toMatchObject({ value: null, low: 3560, high: null })
  })
})

describe('a level at once', () => {
  test('is in code order', () => {
    const communes = smallDataset.geographies['2024'].atLevel.commune
    const values = valuesAt(smallDataset, question('preschool-3-5'), communes).map(({ value }) => value)
    expect(values).toEqual([90, 10, 75, 100, null])
  })

  test('an index outside the geography has no value', () => {
    expect(valueAt(smallDataset, question('preschool-3-5'), 999).value).toBeNull()
  })
})
