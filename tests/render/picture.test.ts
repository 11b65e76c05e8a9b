import { describe, expect, test } from 'vitest'
import { createDataset } from '#domain/dataset'
import type { Dataset } from '#domain/dataset'
import { withhold } from '#domain/privacy/withhold'
import { pictureOf } from '../../server/render/picture'
import { question, sensitiveInput, smallInput } from '../fixtures/small-dataset'

/** The small province, its forums made a sensitive matter: 1, 0, not reported, 3, 2 in the first district's communes and on. */
const sensitive: Dataset = createDataset(sensitiveInput('children-forums'))

const wishes = {
  layout: 'a4-landscape',
  language: 'vi',
  grey: false,
  title: null,
  link: '',
  frozenId: null,
  method: null,
  breaks: null,
  overlay: 'none',
} as const

const forums = (dataset: Dataset) =>
  pictureOf(
    {
      dataset,
      question: { ...question('children-forums'), indicator: dataset.indicators.get('children-forums')! },
      level: 'commune',
      within: null,
      district: null,
      boundary: { quality: 'schematic', source: '', hash: '' },
    },
    wishes,
  )

describe('small counts of a sensitive matter', () => {
  test('reach no picture, and neither do figures from which they could be worked out', () => {
    const picture = forums(withhold(sensitive, 5))
    expect(picture.units.map(({ code, isWithheld }) => [code, isWithheld])).toEqual([
      ['00001', true],
      ['00002', true],
      ['00003', false],
      ['00004', true],
      ['00005', true],
    ])
    for (const { value } of picture.units) {
      expect([value.value, value.numerator, value.low, value.high, value.lacking]).toEqual(
        Array(5).fill(null),
      )
    }
    expect(picture.summary.lacking).toBeNull()
    expect(picture.legend.missing).toBe(5)
  })

  test('of other matters are shown', () => {
    expect(forums(createDataset(smallInput)).units.map(({ value }) => value.numerator)).toEqual([
      1,
      0,
      null,
      3,
      2,
    ])
  })
})
