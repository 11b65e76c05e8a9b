import { expect, test } from 'vitest'
import type { CompareRequest } from '#domain/compare'
import { compareTable } from '#domain/compare'
import { joinTables } from '#domain/compare-join'
import { childrenDataset as dataset } from '../fixtures/children-dataset'
import { question } from '../fixtures/small-dataset'

const columns = ['play-areas-villages', 'preschool-3-5', 'zone'].map((id) => {
  const { indicator, target } = question(id)
  return { indicator, target }
})
const request: CompareRequest = {
  vintage: '2024',
  period: '2024-H2',
  base: '2024-H1',
  illustrative: false,
  within: null,
  compared: { level: 'district', district: null },
  columns,
}
const alone = (column: CompareRequest['columns'][number]) =>
  compareTable(dataset, { ...request, columns: [column] })

test('columns worked out one by one make the same table as all at once', () => {
  expect(joinTables(columns.map(alone))).toEqual(compareTable(dataset, request))
})

test('tables of different units are not joined, and nothing is made of nothing', () => {
  const other = compareTable(dataset, { ...request, within: null, compared: { codes: ['085'] } })
  expect(() => joinTables([compareTable(dataset, request), other])).toThrow('different units')
  expect(() => joinTables([])).toThrow(RangeError)
})
