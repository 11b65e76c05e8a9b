import { createDataset } from '#domain/dataset'
import { withhold } from '#domain/privacy/withhold'
import { describe, expect, test } from 'vitest'
import { candidatesOf, readingsNeeded } from '#domain/priority/candidates'
import { distanceReading } from '#domain/priority/criteria'
import { noPlayArea, play, poor, zoneThree } from '../fixtures/priority'
import { sensitiveInput, smallDataset } from '../fixtures/small-dataset'

describe('candidates', () => {
  const figures = { vintage: '2024', period: '2024-H2', illustrative: false } as const

  test('are the communes of a unit with their readings', () => {
    const north = smallDataset.geographies['2024'].indexOf.get('080')!
    const units = candidatesOf(
      smallDataset,
      figures,
      north,
      ['play-areas-villages', 'zone'],
      new Map([['00002', { low: 3, high: 3.5, status: 'reported' as const }]]),
    )
    expect(units.map(({ code }) => code)).toEqual(['00001', '00002', '00003'])
    // An has 2 of 4 villages; Bình 3 of 6, and one did not say
    expect(units[0]?.readings['play-areas-villages']).toMatchObject({
      low: 50,
      high: 50,
      numerator: 2,
      denominator: 4,
    })
    expect(units[1]?.readings['play-areas-villages']).toMatchObject({ low: 50, numerator: 3, denominator: 6 })
    expect(units[1]?.readings['play-areas-villages']?.high).toBeCloseTo(66.67, 2)
    expect(units[0]?.readings['zone']).toMatchObject({ value: 3 })
    expect(units[1]?.readings[distanceReading]).toMatchObject({
      value: 3.5,
      low: 3,
      high: 3.5,
      status: 'reported',
    })
    expect(units[0]?.readings).not.toHaveProperty(distanceReading)
  })

  test('an unknown indicator is named', () => {
    expect(() => candidatesOf(smallDataset, figures, 0, ['pools'])).toThrow(/"pools"/)
  })

  test('read what criteria and rules read, each once, and distances from elsewhere', () => {
    const far = { ...play, id: 'far', reads: distanceReading }
    expect(readingsNeeded([play, poor, far], [noPlayArea, zoneThree])).toEqual(['play', 'poor', 'zone'])
  })
})

test('a reading that is withheld says so, and tells no figure', () => {
  const open = withhold(createDataset(sensitiveInput('play-areas-villages')), 5)
  const figures = { vintage: '2024', period: '2024-H2', illustrative: false } as const
  const north = open.geographies['2024'].indexOf.get('080')!
  const [an] = candidatesOf(open, figures, north, ['play-areas-villages'], new Map())
  expect(an?.readings['play-areas-villages']).toMatchObject({
    value: null,
    low: null,
    high: null,
    numerator: null,
    isWithheld: true,
  })
})
