import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import excel from 'exceljs'
import { feature } from 'topojson-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colourOf, defaultMethod, legendOf } from '#domain/legend'
import { gdal, hasGdal, summaryOf } from '../clients/gdal'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
const folder = mkdtempSync(join(tmpdir(), 'ban-do-exports-'))
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const bytes = async (path: string) =>
  Buffer.from(await (await server.get(`/api/exports/${path}`)).arrayBuffer())
const json = async (path: string) => (await server.get(`/api/exports/${path}`)).json()
/** The same table as its layer has it. */
const layer = async (id: string, query = '') =>
  (await server.get(`/ogc/collections/${id}/items?limit=1000${query}`)).json()
type Feature = {
  id: string
  properties: Record<string, string | number | boolean | null>
  geometry: object | null
}

describe('CSV', () => {
  const rowsOf = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true })

  test('has the rows of the layer, told to Excel as UTF-8', async () => {
    const raw = await bytes('communes_2024.csv?period=2025-H1')
    expect([...raw.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = rowsOf(raw.toString('utf8'))
    const { features } = await layer('communes_2024', '&period=2025-H1')
    expect(rows).toHaveLength(152)
    for (const [i, { properties }] of (features as Feature[]).entries()) {
      for (const [name, value] of Object.entries(properties)) {
        const wanted = typeof value === 'number' ? String(Number(value.toPrecision(12))) : String(value ?? '')
        expect(rows[i]![name], name).toBe(wanted)
      }
    }
  })

  test('is described by CSVW: every column in order, its type, both languages, the sources', async () => {
    const answer = await server.get('/api/exports/communes_2024.csv')
    expect(answer.headers.get('link')).toBe(
      '<communes_2024.csv-metadata.json>; rel="describedby"; type="application/csvm+json"',
    )
    const head = (await answer.text()).slice(0).split('\r\n')[0]!.replace('\uFEFF', '').split(',')
    const metadata = await json('communes_2024.csv-metadata.json')
    expect(metadata.url).toBe('communes_2024.csv')
    expect(metadata.tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(head)
    for (const { titles } of metadata.tableSchema.columns) expect(Object.keys(titles)).toEqual(['vi', 'en'])
    expect(metadata['schema:version']).toBe('1')
    expect(metadata['dc:source'].map(({ id }: { id: string }) => id)).toContain('illustrative')
  })

  test('leaves out what is made up when told so, and the source of it', async () => {
    const rows = rowsOf((await bytes('communes_2024.csv?illustrative=false')).toString('utf8'))
    for (const row of rows) expect([row['has_illustrative'], row['stunting']]).toEqual(['false', ''])
    const metadata = await json('communes_2024.csv-metadata.json?illustrative=false')
    expect(JSON.stringify(metadata['dc:source'])).not.toContain('"illustrative"')
  })

  test('has every line of the crosswalk', async () => {
    const rows = rowsOf((await bytes('crosswalk.csv')).toString('utf8'))
    expect(rows).toHaveLength(325)
    expect(rows[0]).toMatchObject({
      from_code: '02635',
      from_name: 'Duyên Hải',
      to_code: '02647',
      weight: '1',
    })
  })
})

test('XLSX has data as numbers, the dictionary, the sources, and what it is', async () => {
  const workbook = new excel.Workbook()
  const read = await bytes('districts_2024.xlsx?period=2025-H1&lang=en')
  await workbook.xlsx.load(read.buffer.slice(read.byteOffset, read.byteOffset + read.byteLength))
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Data', 'Dictionary', 'Sources', 'About'])
  const data = workbook.getWorksheet('Data')!
  const names = (data.getRow(2).values as string[]).slice(1)
  const { features } = await layer('districts_2024', '&period=2025-H1')
  for (const [i, { properties }] of (features as Feature[]).entries()) {
    for (const [k, name] of names.entries())
      expect(data.getRow(i + 3).getCell(k + 1).value, name).toBe(properties[name])
  }
  expect(workbook.getWorksheet('Dictionary')!.getColumn(1).values.slice(2)).toEqual(names)
  const about = JSON.stringify(workbook.getWorksheet('About')!.getSheetValues())
  for (const word of ['Data version', 'first half of 2025', 'not real', 'Schematic'])
    expect(about).toContain(word)
})

test('GeoJSON is the layer with its dictionary and sources', async () => {
  const file = await json('communes_2025.geojson')
  const { features } = await layer('communes_2025')
  expect(file.features.map(({ id, properties }: Feature) => [id, properties])).toEqual(
    features.map(({ id, properties }: Feature) => [id, properties]),
  )
  expect(file.bbox).toHaveLength(4)
  expect(file.dictionary.map(({ name }: { name: string }) => name)).toEqual(
    Object.keys(file.features[0].properties),
  )
  expect([file.dataVersion, file.sources.length > 0]).toEqual([1, true])
})

test('TopoJSON draws the same shapes', async () => {
  const topology = await json('districts_2024.topojson')
  const drawn = feature(topology, topology.objects.districts_2024) as unknown as { features: Feature[] }
  const { features } = await layer('districts_2024')
  expect(drawn.features.map(({ id, properties }) => [id, properties])).toEqual(
    features.map(({ id, properties }: Feature) => [id, properties]),
  )
  expect(Object.keys(topology.objects)).toEqual(['districts_2024'])
})

describe('GeoPackage', () => {
  let path: string
  beforeAll(async () => {
    path = join(folder, 'communes.gpkg')
    writeFileSync(path, await bytes('communes_2024.gpkg?period=2025-H1&lang=en'))
  })
  const all = <T>(sql: string): T[] => {
    const database = new Sqlite(path, { readonly: true })
    const rows = database.prepare(sql).all() as T[]
    database.close()
    return rows
  }

  test('says what it is', () => {
    expect(all('pragma application_id')).toEqual([{ application_id: 0x47504b47 }])
    expect(all('pragma user_version')).toEqual([{ user_version: 10300 }])
    expect(all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(all('pragma foreign_key_check')).toEqual([])
  })

  test('holds the rows of the layer, with dictionary, sources and data version', async () => {
    const rows = all<Record<string, unknown>>('select * from communes_2024 order by code')
    const { features } = await layer('communes_2024', '&period=2025-H1')
    for (const [i, { properties }] of (features as Feature[]).entries()) {
      for (const [name, value] of Object.entries(properties)) {
        expect(rows[i]![name], name).toBe(typeof value === 'boolean' ? Number(value) : value)
      }
    }
    const columns = all<{ name: string }>("select name from pragma_table_info('communes_2024')").map(
      ({ name }) => name,
    )
    const explained = all<{ name: string }>('select name from data_dictionary').map(({ name }) => name)
    expect(columns).toEqual(['fid', 'geom', ...explained])
    expect(all<{ id: string }>('select id from sources').map(({ id }) => id)).toContain('illustrative')
    expect(all("select how from about where what = 'Data version'")).toEqual([{ how: '1' }])
  })

  test('is the same file as long as the data are', async () => {
    expect((await bytes('districts_2024.gpkg')).equals(await bytes('districts_2024.gpkg'))).toBe(true)
  })

  test("draws every indicator in QGIS with the page's classes and colours, the first by itself", () => {
    type Style = { styleName: string; styleQML: string; useAsDefault: number }
    const styles = all<Style>('select * from layer_styles order by id')
    const { indicators } = server.published().dataset.catalogue
    expect(styles.map(({ styleName }) => styleName)).toEqual(indicators.map(({ short }) => short.en))
    expect(styles.map(({ useAsDefault }) => useAsDefault)).toEqual(
      indicators.map((_, i) => (i === 0 ? 1 : 0)),
    )
    for (const [at, indicator] of indicators.entries()) {
      const column = indicator.id.replaceAll('-', '_')
      const values = all<Record<string, number | null>>(`select ${column} from communes_2024`).map(
        (row) => row[column]!,
      )
      const target = indicator.targets[0] ?? null
      const legend = legendOf(indicator, target, values, { method: defaultMethod(indicator, target) })
      const rules = rulesOf(styles[at]!.styleQML)
      for (const value of values) {
        const colours = rules.filter(({ holds }) => holds(column, value)).map(({ colour }) => colour)
        expect(colours, `${column} = ${value}`).toEqual([colourOf(legend, value) ?? '#b4bfc8'])
      }
    }
  })

  test.runIf(hasGdal)('opens in GDAL as a layer of multipolygons beside its tables', async () => {
    const { count, geometry, extent, fields } = await summaryOf(path, 'communes_2024')
    expect([count, geometry]).toEqual([152, 'Multi Polygon'])
    expect(extent).toEqual((await layer('communes_2024'), (await json('communes_2024.geojson')).bbox))
    expect(fields).toMatchObject({
      code: 'String',
      period_end: 'Date',
      has_illustrative: 'Integer(Boolean)',
      zone: 'Integer64',
      play_areas_villages: 'Real',
    })
    const listed = await gdal('ogrinfo', path)
    for (const table of ['communes_2024 (Multi Polygon)', 'data_dictionary', 'sources', 'about']) {
      expect(listed).toContain(table)
    }
    const valid = await gdal(
      'ogrinfo',
      '-q',
      '-dialect',
      'sqlite',
      '-sql',
      'select sum(st_isvalid(geom)) as valid from communes_2024',
      path,
    )
    expect(valid).toContain('= 152')
  })

  test.runIf(hasGdal)('without shapes is a table', async () => {
    const crosswalk = join(folder, 'crosswalk.gpkg')
    writeFileSync(crosswalk, await bytes('crosswalk.gpkg'))
    expect(await summaryOf(crosswalk, 'crosswalk')).toMatchObject({ count: 325, geometry: 'None' })
  })
})

const compare = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
}

/** The rules of a style, each as a test of a value and the colour that it gives. */
function rulesOf(qml: string) {
  const symbols = [
    ...qml.matchAll(/<symbol type="fill" name="(\d+)"[\s\S]*?name="color" value="(\d+),(\d+),(\d+),255"/g),
  ]
  const colours = new Map(
    symbols.map(([, name, ...rgb]) => [
      name,
      `#${rgb.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`,
    ]),
  )
  return [...qml.matchAll(/<rule key="[^"]+" symbol="(\d+)" filter="([^"]+)"/g)].map(
    ([, symbol, filter]) => ({
      colour: colours.get(symbol!)!,
      holds: (column: string, value: number | null) =>
        filter!
          .replaceAll('&quot;', '"')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .split(' AND ')
          .every((part) => {
            const [, name, operator, bound] = /^"(\w+)" (IS NULL|IS NOT NULL|>=|<=|>|<)(?: (.+))?$/.exec(
              part,
            )!
            expect(name).toBe(column)
            if (operator === 'IS NULL') return value === null
            if (operator === 'IS NOT NULL') return value !== null
            if (value === null) return false
            return compare[operator as keyof typeof compare](value, Number(bound))
          }),
    }),
  )
}

describe('what there is not is refused', () => {
  test.each([
    ['villages.csv', 400, 'communes_2025'],
    ['communes_2025.pdf', 400, 'gpkg'],
    ['communes_2025.csv?period=1999', 404, '2026-H1'],
    ['communes_2025.csv?period=soon', 400, '2024-H1'],
    ['communes_2025.csv?illustrative=perhaps', 400, 'false'],
    ['crosswalk.topojson', 404, 'GeoJSON'],
  ])('%s', async (path, status, hint) => {
    const answer = await server.get(`/api/exports/${path}`)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.text()).toContain(hint)
  })
})
