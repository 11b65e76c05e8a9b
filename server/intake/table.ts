import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { faultAt } from './located'

/** A row as checked, with the line of the file it stands on. */
export type Located<Row> = { row: Row; line: number }

/**
 * Rows of a UTF-8 CSV file with a header line, each checked with a schema. Empty cells are empty strings.
 * @param text the file's content
 * @throws Error naming file, line and column of the first row that does not fit
 */
export function readTable<Row>(file: string, text: string, schema: z.ZodType<Row>): Located<Row>[] {
  return checkRows(file, parseCells(file, text), schema)
}

/** The rows as the schema reads them. @throws Error as {@link readTable} */
export function checkRows<Row>(
  file: string,
  cells: readonly Located<Record<string, string>>[],
  schema: z.ZodType<Row>,
): Located<Row>[] {
  return cells.map(({ row, line }) => {
    const checked = schema.safeParse(row)
    if (checked.success) return { row: checked.data, line }
    const issue = checked.error.issues[0]
    const column = issue?.path.join('.') ?? ''
    const found = row[column] === undefined ? 'is missing' : `is "${row[column]}"`
    throw faultAt(file, line, `column "${column}" ${found}: ${issue?.message ?? ''}`, 'Correct the cell')
  })
}

/** Rows of a CSV file as text, by column name. */
export function parseCells(file: string, text: string): Located<Record<string, string>>[] {
  try {
    const rows = parse(text, { columns: true, info: true, bom: true, skip_empty_lines: true }) as unknown as {
      record: Record<string, string>
      info: { lines: number }
    }[]
    return rows.map(({ record, info }) => ({ row: record, line: info.lines }))
  } catch (error) {
    throw new Error(`${basename(file)} is not a readable CSV table: ${String(error)}`, { cause: error })
  }
}

/** Numbers as the tables write them: with a point and without separators. */
export const numberPattern = /^-?\d+(\.\d+)?$/

export const numberCell = z
  .string()
  .regex(numberPattern, 'write a number with a point and without separators')
  .transform(Number)

export const numberOrNullCell = z.union([z.literal('').transform(() => null), numberCell])

/** A cell that may be empty, which means "none". */
export const textOrNullCell = z.string().transform((text) => text || null)

/** Several codes in one cell, separated by blanks. */
export const codesCell = z.string().transform((text) => text.split(' ').filter(Boolean))
