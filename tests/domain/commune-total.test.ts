import { describe, expect, test } from 'vitest'
import type { Vintage } from '#domain/units'
import { valueAt, valueOfCommunes } from '#domain/values'
import { at, datasetWith, observation, question, smallDataset, smallInput } from '../fixtures/small-dataset'

type Asked = Parameters<typeof question>[1]

const valueIn = (code: string, id: string, asked: Asked = {}, dataset = smallDataset) =>
  valueAt(dataset, question(id, asked), at(asked.vintage ?? '2024', code))

describe('made-up figures', () => {
  const asked = { period: '2024-H1', illustrative: true }

  test('fill a cell without a real one, and say so', () => {
    expect(valueIn('00003', 'play-areas-villages', asked)).toMatchObject({
      numerator: 2,
      status: 'illustrative',
    })
  })

  test('are hidden by a real one, cell by cell', () => {
    expect(valueIn('00001', 'play-areas-villages', asked)).toMatchObject({ numerator: 1, status: 'reported' })
  })

  test('make whatever they enter illustrative, and nothing else', () => {
    expect(valueIn('080', 'play-areas-villages', asked).status).toBe('illustrative')
    expect(valueIn('085', 'play-areas-villages', asked).status).toBe('reported')
    expect(valueIn('10', 'play-areas-villages', asked)).toMatchObject({
      numerator: 14,
      status: 'illustrative',
    })
  })

  test('vanish when they are not wanted', () => {
    expect(valueIn('00003', 'play-areas-villages', { period: '2024-H1' })).toMatchObject({
      value: null,
      status: null,
    })
    expect(valueIn('10', 'play-areas-villages', { period: '2024-H1' })).toMatchObject({
      numerator: 12,
      status: 'reported',
    })
  })

  test('hide no real part of a merged commune', () => {
    const dataset = datasetWith([
      ...smallInput.observations,
      observation('villages_with_play_area', '2024-H1', '00004', 1, 'illustrative'),
    ])
    expect(valueIn('00004', 'play-areas-villages', { ...asked, vintage: '2025' }, dataset)).toMatchObject({
      numerator: 10, // Cao: 2 made up; Dền: 8 reported
      reported: 2,
      status: 'illustrative',
    })
  })

  test('never exceed a real denominator', () => {
    const dataset = datasetWith([
      observation('villages', '2023', '00001', 4, 'official'),
      observation('villages_with_play_area', '2024-H2', '00001', 9, 'illustrative'),
    ])
    expect(valueIn('00001', 'play-areas-villages', { illustrative: true }, dataset)).toMatchObject({
      value: 100,
      lacking: 0,
    })
  })
})

describe('figures of 2024 in the geography of 2025', () => {
  const vintage: Vintage = '2025'

  test('are the sums of the old communes, as estimates', () => {
    expect(valueIn('00002', 'preschool-3-5', { vintage })).toMatchObject({
      value: 10.8, // 108 of 1000
      lacking: 392,
      parts: 2,
      status: 'estimated',
    })
    expect(valueIn('00002', 'play-areas-villages', { vintage })).toMatchObject({
      numerator: 5,
      lacking: 5,
      lackingLeast: 4,
    })
  })

  test('are unknown for what was another province, and with it for the province as a whole', () => {
    expect(valueIn('00905', 'play-areas-villages', { vintage })).toMatchObject({
      value: null,
      denominator: null,
      reported: 0,
    })
    expect(valueIn('132', 'play-areas-villages', { vintage })).toMatchObject({ value: null, lacking: null })
    expect(valueIn('15', 'play-areas-villages', { vintage })).toMatchObject({
      value: null,
      numerator: 18,
      lacking: null,
      lackingLeast: 4,
    })
  })

  test('lack, in the communes that have a past, what the old province lacked', () => {
    const { communesOf, indexOf } = smallDataset.geographies[vintage]
    const old = (communesOf[indexOf.get('15') ?? -1] ?? []).filter((index) => index !== at(vintage, '00905'))
    for (const period of ['2024-H1', '2024-H2']) {
      for (const illustrative of [false, true]) {
        const asked = { period, illustrative }
        const merged = valueOfCommunes(
          smallDataset,
          question('play-areas-villages', { ...asked, vintage }),
          old,
        )
        const before = valueIn('10', 'play-areas-villages', asked)
        const { value, lacking, lackingLeast, numerator, denominator } = before
        expect(merged).toMatchObject({ value, lacking, lackingLeast, numerator, denominator })
      }
    }
  })

  test('a play area of one part is one of the merged commune', () => {
    expect(valueIn('00002', 'play-areas-communes', { vintage })).toMatchObject({ value: 100, denominator: 1 })
    expect(valueIn('00004', 'play-areas-communes', { vintage })).toMatchObject({
      low: 0,
      high: 100,
      reported: 1,
    })
  })

  test('the zone is the hardest of the parts, and open while a part might be harder', () => {
    expect(valueIn('00002', 'zone', { vintage })).toMatchObject({ value: 3, status: 'estimated', parts: 2 })
    expect(valueIn('00004', 'zone', { vintage }).value).toBeNull()
    expect(valueIn('00005', 'zone', { vintage })).toMatchObject({ value: 0, status: 'estimated' })
  })
})

describe('figures of 2025 in the geography of 2024', () => {
  const period = '2025-H2'

  test('are shared out, as estimates', () => {
    const value = valueIn('00001', 'preschool-3-5', { period })
    // An had 10 of the 1,000 children of Xuân when its communes last reported apart
    expect(value).toMatchObject({ numerator: 3, denominator: 9, status: 'estimated' })
    expect(value.lacking).toBe(2) // half of 9 less 3, in whole children
  })

  test('add up to what the new communes report, without a trace of the fractions', () => {
    const value = valueIn('10', 'play-areas-villages', { period })
    // Xuân 7, Yên 8; lacking are Xuân 3, Yên 5, Én 4 at worst
    expect(value).toMatchObject({ numerator: 15, denominator: 27, lacking: 12, lackingLeast: 8 })
  })

  test('a register of 2024 serves as denominator of a report of 2025', () => {
    const value = valueIn('00004', 'play-areas-villages', { period, vintage: '2025' })
    expect(value).toMatchObject({ numerator: 8, denominator: 13, status: 'estimated', asOf: '2025-H2' })
    expect(valueIn('00002', 'play-areas-villages', { period, vintage: '2025' })).toMatchObject({
      denominator: 10, // its own register comes first
      status: 'reported',
    })
  })

  test('a play area somewhere in a merged commune is one of its parts for certain, and perhaps more', () => {
    expect(valueIn('00001', 'play-areas-communes', { period })).toMatchObject({
      low: 50,
      high: 100,
      status: 'estimated',
    })
    // Xuân, Yên and Én have one each; all five old communes may
    expect(valueIn('10', 'play-areas-communes', { period })).toMatchObject({
      low: 60,
      high: 100,
      lacking: 2,
      lackingLeast: 0,
    })
    expect(valueIn('00005', 'play-areas-communes', { period })).toMatchObject({ low: 100, high: 100 })
  })
})
