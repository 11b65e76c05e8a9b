import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { withhold } from '#domain/privacy/withhold'
import { unitTable } from '#domain/attribute-rows'
import { unitAttributes } from '#domain/attributes'
import { createDataset } from '#domain/dataset'
import { attributesOf, keyOf, rowsOf, tables } from '#domain/tables'
import { readShipped } from '../../server/intake/shipped'
import { smallInput } from '../fixtures/small-dataset'

const shipped = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))
const dataset = createDataset({
  ...shipped,
  version: 1,
  publishedAt: '2026-01-01T00:00:00Z',
  observations: [...shipped.observations, ...shipped.illustrative],
})

describe('the columns of every table', () => {
  const period = dataset.periods.at(-1)!

  test.each(tables.map((table) => [table.id, table] as const))(
    '%s: are those of its rows, each of its type',
    (_id, table) => {
      const attributes = attributesOf(dataset, table)
      for (const asked of dataset.periods) {
        for (const row of rowsOf(dataset, table, { period: asked, illustrative: true })) {
          expect(Object.keys(row)).toEqual(attributes.map(({ name }) => name))
          for (const { name, type, allowed } of attributes) {
            const value = row[name] ?? null
            if (value === null) continue
            if (type === 'number') expect(value, name).toSatisfy(Number.isFinite)
            if (type === 'integer') expect(value, name).toSatisfy(Number.isInteger)
            if (type === 'boolean') expect(value, name).toBeTypeOf('boolean')
            if (type === 'date') expect(value, name).toMatch(/^\d{4}-\d{2}-\d{2}$/)
            if (type === 'text') expect(value, name).toBeTypeOf('string')
            if (allowed) expect(allowed).toContain(value)
          }
        }
      }
    },
  )

  test('have names that every database takes, and no two are alike', () => {
    for (const table of tables) {
      const names = attributesOf(dataset, table).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/)
    }
  })

  test('tell what they mean in both languages', () => {
    for (const table of tables) {
      for (const { title, description } of attributesOf(dataset, table)) {
        for (const text of [title.vi, title.en, description.vi, description.en]) expect(text).not.toBe('')
      }
    }
  })

  test('and every row has a key of its own', () => {
    for (const table of tables) {
      const keys = rowsOf(dataset, table, { period, illustrative: true }).map((row) => keyOf(table, row))
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('small counts of sensitive matters', () => {
  const input = smallInput
  // children enrolled in 2024-H1: An 8, Bình 90, Cao 20 in one district; Dền 60, Én 10 in the other
  const sensitive = createDataset({
    ...input,
    catalogue: {
      ...input.catalogue,
      indicators: input.catalogue.indicators.map((indicator) => ({ ...indicator, sensitive: true })),
    },
    observations: [...input.observations].map((row) =>
      row.measure === 'enrolled_3_5' && row.code === '00001' ? { ...row, value: 3 } : row,
    ),
  })
  const asked = { vintage: '2024', level: 'commune', period: '2024-H1', illustrative: false } as const

  test('are withheld, and with each one more, so that neither the old sums nor the new give it away', () => {
    const { rows } = unitTable(withhold(sensitive, 5), asked)
    // An and Bình are one commune today: with Cao of the same old district instead, today's sums would tell
    expect(rows.map((row) => row['preschool_3_5_numerator'])).toEqual([null, null, 20, 60, 10])
    expect(rows.map((row) => row['preschool_3_5'] === null)).toEqual([true, true, false, false, false])
  })

  test('but that they were reported is said', () => {
    const { rows } = unitTable(withhold(sensitive, 5), asked)
    expect(rows.map((row) => row['preschool_3_5_status'])).toEqual(Array(5).fill('reported'))
  })
})

test('a count has no denominator, and without a target nothing is lacking', () => {
  const names = unitAttributes(dataset, '2025', 'commune').map(({ name }) => name)
  expect(names).toContain('population')
  expect(names).not.toContain('population_denominator')
  expect(names).not.toContain('population_lacking')
  expect(names).toContain('play_areas_villages_lacking')
  expect(unitAttributes(dataset, '2025', 'district').map(({ name }) => name)).not.toContain('district_code')
})
