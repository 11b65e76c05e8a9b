import { describe, expect, test } from 'vitest'
import { blank, withheld } from '#domain/suppression'
import { unknownValue } from '#domain/value'
import { question } from '../fixtures/small-dataset'

const open = question('children-forums').indicator
const sensitive = { ...open, sensitive: true }
const counts = (...numerators: (number | null)[]) =>
  numerators.map((numerator) => ({ ...unknownValue, numerator }))

describe('sensitive counts', () => {
  test('below five are withheld, five is not', () => {
    expect(withheld(sensitive, counts(4, 5, 0, 12))).toEqual([true, false, true, false])
  })

  test('one alone takes the next smallest with it, or the total would give it away', () => {
    expect(withheld(sensitive, counts(30, 3, 9, 20))).toEqual([false, true, true, false])
  })

  test('what nobody reported needs no hiding', () => {
    expect(withheld(sensitive, counts(null, 8, null))).toEqual([false, false, false])
  })

  test('other indicators hide nothing', () => {
    expect(withheld(open, counts(1, 2))).toEqual([false, false])
  })

  test('of a withheld value no figure is left', () => {
    const value = { ...unknownValue, value: 3, numerator: 3, low: 3, high: 3, lacking: 1, reported: 1 }
    expect(blank({ ...value, sources: ['report'] })).toEqual({
      ...unknownValue,
      reported: 1,
      sources: ['report'],
    })
  })
})
