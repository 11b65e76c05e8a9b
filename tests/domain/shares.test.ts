import { describe, expect, test } from 'vitest'
import { shareOfMerged } from '#domain/shares'
import { datasetWith, observation } from '../fixtures/small-dataset'

// Xuân (2025/00002) joins An (2024/00001, a fifth of its area) and Bình (2024/00002, four fifths)
const shareOf = (observations: Parameters<typeof datasetWith>[0], illustrative = true) => {
  const dataset = datasetWith(observations)
  const { indexOf } = dataset.geographies['2024']
  return ['00001', '00002'].map((code) =>
    shareOfMerged(dataset, indexOf.get(code)!, { measure: 'villages', period: '2025-H2', illustrative }),
  )
}
const villages = (
  code: string,
  period: string,
  value: number,
  status: 'reported' | 'illustrative' = 'reported',
) => observation('villages', period, code, value, status)

describe('the share of an old commune in a merged one', () => {
  test('follows what each last reported, and adds up to the whole', () => {
    expect(shareOf([villages('00001', '2024-H2', 6), villages('00002', '2024-H1', 18)])).toEqual([0.25, 0.75])
  })

  test('follows the area while one of them never reported', () => {
    expect(shareOf([villages('00001', '2024-H2', 6)])).toEqual([0.2, 0.8])
  })

  test('follows the area when all of them have none', () => {
    expect(shareOf([villages('00001', '2024-H2', 0), villages('00002', '2024-H2', 0)])).toEqual([0.2, 0.8])
  })

  test('does not use made-up figures where they are not wanted', () => {
    const figures = [
      villages('00001', '2024-H2', 6, 'illustrative'),
      villages('00002', '2024-H2', 18, 'illustrative'),
    ]
    expect(shareOf(figures, false)).toEqual([0.2, 0.8])
    expect(shareOf(figures, true)).toEqual([0.25, 0.75])
  })
})
