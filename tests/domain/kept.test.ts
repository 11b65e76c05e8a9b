import { describe, expect, test } from 'vitest'
import { createKept } from '#domain/kept'

/** Things that say how often each had to be made. */
function counting(most: number) {
  const kept = createKept<string>(most)
  const made: string[] = []
  const get = (question: string, unit: number) =>
    kept.get(question, unit, () => {
      made.push(`${question}${unit}`)
      return `${question}${unit}`
    })
  return { get, made }
}

describe('what is kept', () => {
  test('is made once', () => {
    const { get, made } = counting(10)
    expect([get('a', 1), get('a', 2), get('a', 1), get('b', 1), get('a', 2)]).toEqual([
      'a1',
      'a2',
      'a1',
      'b1',
      'a2',
    ])
    expect(made).toEqual(['a1', 'a2', 'b1'])
  })

  test('gives way, group by group, the one that was not asked for the longest time first', () => {
    const { get, made } = counting(4)
    for (const [question, unit] of [
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['b', 2],
      ['a', 1],
    ] as const)
      get(question, unit)
    // a fifth thing: b was not asked for longer than a
    get('c', 1)
    made.length = 0
    for (const [question, unit] of [
      ['a', 1],
      ['a', 2],
      ['c', 1],
    ] as const)
      get(question, unit)
    expect(made).toEqual([])
    get('b', 1)
    expect(made).toEqual(['b1'])
  })

  test('stays together while it is asked for, however large it is', () => {
    const { get, made } = counting(2)
    for (const unit of [1, 2, 3, 4, 5]) get('a', unit)
    for (const unit of [1, 2, 3, 4, 5]) get('a', unit)
    expect(made).toHaveLength(5)
  })

  test('may ask for others while it is made', () => {
    const kept = createKept<number>(2)
    const sum = (unit: number): number => kept.get('sum', unit, () => unit + (unit > 0 ? sum(unit - 1) : 0))
    expect(sum(4)).toBe(10)
    const other = kept.get('a', 1, () => kept.get('b', 1, () => 5) + kept.get('c', 1, () => 7))
    expect(other).toBe(12)
    expect(kept.get('a', 1, () => NaN)).toBe(12)
  })
})
