import { describe, expect, test } from 'vitest'
import { compareTable } from '#domain/compare'
import { figureOf, furthest, shortfall, sortedRows } from '#domain/compare-order'
import { childrenDataset } from '../fixtures/children-dataset'
import { question } from '../fixtures/small-dataset'

// villages with a play area in the second half of 2024: An 2 of 4, Bình 3 of 6, Cao 5 of 5, Dền 8 of 8, Én silent
const { indicator, target } = question('play-areas-villages')
const { rows } = compareTable(childrenDataset, {
  vintage: '2024',
  period: '2024-H2',
  base: '2024-H1',
  illustrative: false,
  within: null,
  compared: { codes: ['00001', '00002', '00003', '00004', '00005'] },
  columns: [{ indicator, target }],
})
const names = (sorted: typeof rows) => sorted.map(({ unit }) => unit.name)

describe('rows are sorted by one figure', () => {
  test('equals keep their order, and the silent come last both ways', () => {
    expect(names(sortedRows(rows, 0, 'value', false))).toEqual(['An', 'Bình', 'Cao', 'Dền', 'Én'])
    expect(names(sortedRows(rows, 0, 'value', true))).toEqual(['Cao', 'Dền', 'An', 'Bình', 'Én'])
    expect(names(sortedRows(rows, 0, 'lacking', true)).slice(0, 2)).toEqual(['Bình', 'An'])
  })

  test('a change is sorted where it is known exactly', () => {
    expect(figureOf(rows[0]!.cells[0], 'change')).toBe(25)
    expect(figureOf(rows[1]!.cells[0], 'change')).toBeNull() // Bình has villages that did not say
  })

  test('a column that does not exist sorts nothing', () => {
    expect(names(sortedRows(rows, 7, 'value', true))).toEqual(names([...rows]))
  })
})

test('the furthest from the target are those below it, and no more than asked for', () => {
  expect(names(furthest(rows, 0, 3))).toEqual(['An', 'Bình'])
  expect(names(furthest(rows, 0, 1))).toEqual(['An'])
})

test('a shortfall is a part of the target', () => {
  expect(rows.map(({ cells: [cell] }) => shortfall(cell!, 100))).toEqual([0.5, 0.5, 0, 0, null])
  expect(shortfall(rows[0]!.cells[0]!, 0)).toBe(1)
})
