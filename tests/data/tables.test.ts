import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from '../../server/intake/catalogue'
import type { Table } from './frictionless'
import { dataDir, faultsOf, resources, rowsOf, tables } from './frictionless'

describe('the data package', () => {
  test('describes every file that is shipped, and no other', () => {
    const shipped = [
      ...readdirSync(dataDir),
      ...readdirSync(join(dataDir, 'places')).map((name) => `places/${name}`),
    ].filter((name) => /\.(csv|yaml)$/.test(name))
    expect(resources.map((resource) => resource.path).sort()).toEqual(shipped.sort())
  })

  test.each(tables)('$path has the described columns in order', ({ path, schema }) => {
    const [header] = readFileSync(join(dataDir, path), 'utf8').split('\n')
    expect(header).toBe(schema.fields.map((field) => field.name).join(','))
  })

  test.each(tables)('$path holds what its schema demands: types, keys, references', (table) => {
    expect(faultsOf(table, rowsOf(table.name), rowsOf)).toEqual([])
  })

  test.each(tables)('$path is UTF-8 in NFC with LF, and ends with one', ({ path }) => {
    const bytes = readFileSync(join(dataDir, path))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    expect(text).toBe(text.normalize('NFC'))
    expect(text).not.toMatch(/\r|^\uFEFF/)
    expect(text).toMatch(/[^\n]\n$/)
    expect(bytes.byteLength).toBeLessThan(400_000)
  })
})

describe('the checker', () => {
  const table: Table = {
    ...tables[0]!,
    schema: {
      fields: [
        { name: 'id', type: 'string', description: 'key', constraints: { required: true } },
        { name: 'parent', type: 'string', description: 'another row', constraints: {} },
        { name: 'size', type: 'integer', description: 'count', constraints: { minimum: 0, maximum: 9 } },
        {
          name: 'kind',
          type: 'string',
          description: 'kind',
          constraints: { enum: ['a', 'b'], pattern: '^.$' },
        },
      ],
      missingValues: [''],
      primaryKey: ['id'],
      foreignKeys: [{ fields: ['parent'], reference: { resource: '', fields: ['id'] } }],
    },
  }
  const good = { id: 'x', parent: '', size: '3', kind: 'a' }

  test.each([
    { fault: 'an empty required cell', row: { ...good, id: '' } },
    { fault: 'a number with a comma', row: { ...good, size: '3,5' } },
    { fault: 'a number below the least', row: { ...good, size: '-1' } },
    { fault: 'a number above the most', row: { ...good, size: '10' } },
    { fault: 'a word that is not allowed', row: { ...good, kind: 'c' } },
    { fault: 'a reference that leads nowhere', row: { ...good, parent: 'nobody' } },
  ])('finds $fault', ({ row }) => {
    expect(faultsOf(table, [row], () => [])).toHaveLength(1)
  })

  test('finds a key used twice, and nothing in good rows', () => {
    expect(faultsOf(table, [good, good], () => [])).toEqual(['key used twice: x'])
    expect(faultsOf(table, [good, { ...good, id: 'y', parent: 'x' }], () => [])).toEqual([])
  })
})

describe('the tables and the catalogue', () => {
  const catalogue = readCatalogue(join(dataDir, 'catalogue.yaml'))

  test('every indicator or measure a table may name is one of the catalogue', () => {
    const allowedIn = (name: string, field: string) =>
      tables.find((table) => table.name === name)?.schema.fields.find((candidate) => candidate.name === field)
        ?.constraints.enum
    const indicators = catalogue.indicators.map((indicator) => indicator.id)
    expect(allowedIn('published', 'indicator')).toEqual(indicators)
    expect(allowedIn('targets', 'indicator')).toEqual(indicators)
    expect(allowedIn('observations', 'measure')).toEqual(catalogue.measures.map((measure) => measure.id))
  })

  test('every target of the catalogue stands in the table of targets, with value, year and source', () => {
    const written = rowsOf('targets').map(({ indicator, value, year, source }) =>
      [indicator, value, year, source].join(' '),
    )
    for (const indicator of catalogue.indicators) {
      for (const { value, year, source } of indicator.targets) {
        expect(written).toContain([indicator.id, value, year ?? '', source].join(' '))
      }
    }
  })
})
