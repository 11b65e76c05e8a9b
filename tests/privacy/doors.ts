import Database from 'better-sqlite3'
import ExcelJS from 'exceljs'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Level, Vintage } from '#domain/units'

/** A count that a door told: of one unit, or of several together. */
export type Told = {
  door: string
  indicator: string
  vintage: Vintage
  period: string
  codes: readonly string[]
  count: number
}

export type Ask = (path: string) => Promise<Response>

type Figures = { value: number | null; numerator?: number | null; denominator?: number | null }

/** Sensitive indicators of these tests: a count, and a rate in percent. */
export const asked = ['child-abuse', 'child-labour'] as const

/** The count behind what is shown: given, or worked out from a rate and its denominator. */
const countOf = ({ value, numerator, denominator }: Figures, indicator: string): number | null => {
  if (numerator != null) return numerator
  if (value == null) return null
  return indicator === 'child-abuse' ? value : denominator == null ? null : (value / 100) * denominator
}

const json = async <T>(reply: Response): Promise<T> => (await reply.json()) as T

/** Everything that the doors of a server tell of the sensitive matters in one period of one vintage. */
export async function toldBy(
  ask: Ask,
  vintage: Vintage,
  period: string,
  units: readonly { code: string; level: Level; parent: string | null }[],
) {
  const told: Told[] = []
  const tell = (door: string, indicator: string, codes: readonly string[], figures: Figures, at = period) => {
    const count = countOf(figures, indicator)
    if (count !== null) told.push({ door, indicator, vintage, period: at, codes, count })
  }
  const province = units.find(({ level }) => level === 'province')!.code
  const levels = ['province', 'district', 'commune'] as const

  for (const indicator of asked) {
    for (const level of levels) {
      const query = `vintage=${vintage}&level=${level}&period=${period}&illustrative=false`
      const values = await json<
        Record<'code' | 'value' | 'numerator' | 'denominator', never[]> & { summary: { value: Figures } }
      >(await ask(`/api/indicators/${indicator}/values?${query}`))
      values.code.forEach((code, i) =>
        tell('values', indicator, [code], {
          value: values.value[i]!,
          numerator: values.numerator[i]!,
          denominator: values.denominator[i]!,
        }),
      )
      tell('summary', indicator, [province], values.summary.value)
      const map = await json<{ features: { properties: Figures & { code: string } }[] }>(
        await ask(`/api/indicators/${indicator}.geojson?${query}`),
      )
      for (const { properties } of map.features) tell('geojson', indicator, [properties.code], properties)
    }
  }

  for (const { code } of units) {
    const { indicators } = await json<{
      indicators: {
        indicator: string
        standings: Record<string, Figures | null>[]
        series: { period: string; value: Figures }[]
      }[]
    }>(await ask(`/api/units/${vintage}/${code}?period=${period}&illustrative=false`))
    for (const { indicator, standings, series } of indicators) {
      if (!asked.some((one) => one === indicator)) continue
      for (const standing of standings)
        if (standing['unit']) tell('profile', indicator, [code], standing['unit'])
      for (const point of series) tell('series', indicator, [code], point.value, point.period)
    }
  }

  type Row = { unit: { code: string }; cells: { value: Figures; interval: Figures }[] }
  const compare = async (query: string, together: readonly string[] | null) => {
    const { table } = await json<{ table: { rows: Row[]; total: { cells: Row['cells'] } } }>(
      await ask(
        `/api/compare?vintage=${vintage}&indicators=${asked.join()}&period=${period}&illustrative=false&${query}`,
      ),
    )
    asked.forEach((indicator, i) => {
      for (const { unit, cells } of table.rows) {
        tell('compare', indicator, [unit.code], cells[i]!.value)
        tell('interval', indicator, [unit.code], {
          value: null,
          numerator: cells[i]!.interval.numerator ?? null,
        })
      }
      if (together) tell('total', indicator, together, table.total.cells[i]!.value)
    })
  }
  for (const { code } of units.filter(({ level }) => level === 'district')) {
    const inside = units.filter(({ parent }) => parent === code).map(({ code: one }) => one)
    await compare(`level=commune&district=${code}`, [code])
    // any choice of units may be added up, so the attacker leaves each commune out once
    if (inside.length > 2) await compare(`units=${inside.slice(1, 41).join()}`, inside.slice(1, 41))
  }

  for (const table of [`districts_${vintage}`, `communes_${vintage}`]) {
    const at = `period=${period}&illustrative=false`
    const rowsOf: Record<string, Record<string, unknown>[]> = {
      csv: parse(await (await ask(`/api/exports/${table}.csv?${at}`)).text(), { columns: true, bom: true }),
      geojson: (
        await json<{ features: { properties: Record<string, unknown> }[] }>(
          await ask(`/api/exports/${table}.geojson?${at}`),
        )
      ).features.map(({ properties }) => properties),
      topojson: Object.values(
        (
          await json<{ objects: Record<string, { geometries: { properties: Record<string, unknown> }[] }> }>(
            await ask(`/api/exports/${table}.topojson?${at}`),
          )
        ).objects,
      ).flatMap(({ geometries }) => geometries.map(({ properties }) => properties)),
      gpkg: geoPackageRows(
        Buffer.from(await (await ask(`/api/exports/${table}.gpkg?${at}`)).arrayBuffer()),
        table,
      ),
      xlsx: await workbookRows(await (await ask(`/api/exports/${table}.xlsx?${at}`)).arrayBuffer()),
      ogc: (
        await json<{ features: { properties: Record<string, unknown> }[] }>(
          await ask(`/ogc/collections/${table}/items?limit=1000&f=json&period=${period}&illustrative=false`),
        )
      ).features.map(({ properties }) => properties),
    }
    for (const [door, rows] of Object.entries(rowsOf)) {
      if (rows.length === 0) throw new Error(`${door} gave no rows of ${table}`)
      for (const row of rows) {
        tell(door, 'child-abuse', [String(row['code'])], { value: number(row['child_abuse']) })
        tell(door, 'child-labour', [String(row['code'])], {
          value: number(row['child_labour']),
          numerator: number(row['child_labour_numerator']),
          denominator: number(row['child_labour_denominator']),
        })
      }
    }
  }
  return told
}

const number = (cell: unknown): number | null =>
  cell === null || cell === undefined || cell === '' ? null : Number(cell)

function geoPackageRows(bytes: Buffer, table: string): Record<string, unknown>[] {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-'))
  const file = join(folder, 'table.gpkg')
  writeFileSync(file, bytes)
  const database = new Database(file, { readonly: true })
  const rows = database.prepare(`select * from "${table}"`).all() as Record<string, unknown>[]
  database.close()
  rmSync(folder, { recursive: true })
  return rows
}

async function workbookRows(bytes: ArrayBuffer): Promise<Record<string, unknown>[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes)
  for (const sheet of workbook.worksheets) {
    for (let top = 1; top <= Math.min(10, sheet.rowCount); top++) {
      // the first place of a row is empty
      const names = Array.from(sheet.getRow(top).values as unknown[], String)
      if (!names.includes('code') || !names.includes('child_abuse')) continue
      return Array.from({ length: sheet.rowCount - top }, (_, i) => {
        const row = sheet.getRow(top + 1 + i).values as unknown[]
        return Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]))
      }).filter((row) => /^\d+$/.test(String(row['code'])))
    }
  }
  throw new Error('no sheet has the columns')
}
