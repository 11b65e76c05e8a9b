import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/** The shipped data. */
export const dataDir = join(import.meta.dirname, '..', '..', 'data')

// Frictionless Data Package v1 (specs.frictionlessdata.io), as far as the shipped package uses it, and stricter:
// every field is described, every table has sources and a licence.
const described = z.string().min(3)
const names = z.union([z.string().transform((name) => [name]), z.array(z.string()).min(1)])
const Field = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+$/),
  type: z.enum(['string', 'integer', 'number']),
  description: described,
  constraints: z
    .strictObject({
      required: z.boolean(),
      enum: z.array(z.string()).min(1),
      pattern: z.string(),
      minimum: z.number(),
      maximum: z.number(),
    })
    .partial()
    .default({}),
})
const Resource = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  path: z.string(),
  profile: z.literal('tabular-data-resource'),
  title: described,
  description: described,
  format: z.literal('csv'),
  mediatype: z.literal('text/csv'),
  encoding: z.literal('utf-8'),
  schema: z.strictObject({
    fields: z.array(Field).min(1),
    missingValues: z.tuple([z.literal('')]),
    primaryKey: names.optional(),
    foreignKeys: z
      .array(
        z.strictObject({ fields: names, reference: z.strictObject({ resource: z.string(), fields: names }) }),
      )
      .default([]),
  }),
  sources: z.array(z.strictObject({ title: described, path: z.url().optional() })).min(1),
  licenses: z.array(z.strictObject({ name: z.string(), path: z.url().optional(), title: described })).min(1),
})
const Package = z.object({
  profile: z.literal('data-package'),
  name: z.string(),
  licenses: z.array(z.object({ name: z.string() })).min(1),
  resources: z.array(z.looseObject({ name: z.string(), path: z.string(), profile: z.string() })),
})

export type Table = z.infer<typeof Resource>
export type Cells = Record<string, string>

const parsed = Package.parse(JSON.parse(readFileSync(join(dataDir, 'datapackage.json'), 'utf8')))

/** Every resource of the package, tabular or not. */
export const resources = parsed.resources

/** The tables of the package, checked against the shape of the specification. */
export const tables: Table[] = resources
  .filter((resource) => resource.profile === 'tabular-data-resource')
  .map((resource) => Resource.parse(resource))

const tableNamed = (name: string): Table => {
  const table = tables.find((candidate) => candidate.name === name)
  if (!table) throw new Error(`no table is called ${name}`)
  return table
}

/** Rows of a shipped table as text. */
export const rowsOf = (name: string): Cells[] =>
  parse(readFileSync(join(dataDir, tableNamed(name).path), 'utf8'), { columns: true }) as Cells[]

/** What is wrong with the rows of a table: one line per fault, none for a good table. */
export function faultsOf(
  table: Table,
  rows: readonly Cells[],
  referred: (name: string) => readonly Cells[],
): string[] {
  const { fields, primaryKey, foreignKeys } = table.schema
  const keyOf = (row: Cells, columns: readonly string[]) =>
    columns.map((column) => row[column] ?? '').join(' | ')
  const cellFaults = rows.flatMap((row, i) =>
    fields.flatMap((field) => {
      const fault = cellFault(row[field.name], field)
      return fault ? [`row ${i + 1}, ${field.name}: ${fault}`] : []
    }),
  )
  const keys = primaryKey ? rows.map((row) => keyOf(row, primaryKey)) : []
  const repeated = [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))].map(
    (key) => `key used twice: ${key}`,
  )
  const dangling = foreignKeys.flatMap(({ fields: columns, reference }) => {
    const known = new Set(
      // an empty name means the table itself
      (reference.resource === '' ? rows : referred(reference.resource)).map((row) =>
        keyOf(row, reference.fields),
      ),
    )
    return rows
      .filter((row) => columns.every((column) => row[column] !== '') && !known.has(keyOf(row, columns)))
      .map(
        (row) =>
          `${columns.join(', ')}: ${keyOf(row, columns)} is not in ${reference.resource || table.name}`,
      )
  })
  return [...cellFaults, ...repeated, ...dangling]
}

const formats = { string: /^[^]*$/, integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?$/ }

function cellFault(cell: string | undefined, field: z.infer<typeof Field>): string | null {
  const { required, enum: allowed, pattern, minimum, maximum } = field.constraints
  if (cell === undefined) return 'the column is missing'
  if (cell === '') return required ? 'must not be empty' : null
  if (!formats[field.type].test(cell)) return `"${cell}" is no ${field.type}`
  if (allowed && !allowed.includes(cell)) return `"${cell}" is not one of ${allowed.join(', ')}`
  if (pattern && !new RegExp(pattern).test(cell)) return `"${cell}" does not match ${pattern}`
  if (minimum !== undefined && Number(cell) < minimum) return `${cell} is below ${minimum}`
  if (maximum !== undefined && Number(cell) > maximum) return `${cell} is above ${maximum}`
  return null
}
