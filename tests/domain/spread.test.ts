import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spreadOf, swarm } from '#domain/spread'

const dot = (code: string, district: string, value: number | null) => ({
  code,
  district,
  value,
  children: 10,
})

describe('communes by district', () => {
  const rows = spreadOf(
    [
      dot('1', 'a', 40),
      dot('2', 'a', 10),
      dot('3', 'a', null),
      dot('4', 'a', 90),
      dot('5', 'b', 20),
      dot('6', 'b', 30),
    ],
    ['b', 'a', 'c'],
  )

  test('keep the order of the districts, each from the lowest commune to the highest', () => {
    expect(rows.map(({ district, dots }) => [district, dots.map(({ code }) => code)])).toEqual([
      ['b', ['5', '6']],
      ['a', ['2', '1', '4']],
      ['c', []],
    ])
  })

  test('have the middle commune, or the mean of the two in the middle; none without a report', () => {
    expect(rows.map(({ median }) => median)).toEqual([25, 40, null])
    expect(rows.map(({ missing }) => missing)).toEqual([0, 1, 0])
  })
})

describe('a swarm', () => {
  test('leaves circles that have room on the line', () => {
    expect(
      swarm(
        [
          { x: 0, r: 3 },
          { x: 10, r: 3 },
        ],
        20,
      ),
    ).toEqual([0, 0])
  })

  test('moves circles on one spot apart, up and down in turn', () => {
    const offsets = swarm(
      [
        { x: 5, r: 3 },
        { x: 5, r: 3 },
        { x: 5, r: 3 },
      ],
      20,
    )
    expect(offsets).toEqual([0, 6, -6])
  })

  test('never leaves its band', () => {
    const circles = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 100 }), r: fc.integer({ min: 1, max: 8 }) }),
    )
    fc.assert(
      fc.property(circles, (all) => {
        const offsets = swarm(all, 12)
        expect(offsets).toHaveLength(all.length)
        for (const offset of offsets) expect(Math.abs(offset)).toBeLessThanOrEqual(12)
      }),
    )
  })
})

test('communes whose value is withheld are told apart from those that did not report', () => {
  const dot = (code: string, value: number | null, isWithheld = false) => ({
    code,
    district: '080',
    value,
    children: null,
    isWithheld,
  })
  const [row] = spreadOf([dot('1', 50), dot('2', null, true), dot('3', null)], ['080'])
  expect(row).toMatchObject({ missing: 1, withheld: 1 })
  expect(row?.dots.map(({ code }) => code)).toEqual(['1'])
})
