import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'
import { gdal, hasGdal, summaryOf } from './gdal'

type Row = Record<string, string | number | null>

describe.runIf(hasGdal)('GDAL, and with it QGIS, reads the layers over the wire', () => {
  let server: TestServer
  let source: string
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-gdal-'))
  beforeAll(async () => {
    server = await startServer({ HOST: '127.0.0.1' })
    source = `OAPIF:${server.url}/ogc`
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  test('all five of them', async () => {
    const listed = await gdal('ogrinfo', source)
    for (const id of ['communes_2025', 'districts_2025', 'communes_2024', 'districts_2024', 'crosswalk']) {
      expect(listed).toContain(`: ${id}`)
    }
  })

  test('with count, extent and types', async () => {
    const { count, geometry, extent, fields } = await summaryOf(source, 'communes_2024')
    expect([count, geometry]).toEqual([152, 'Multi Polygon'])
    const { extent: declared } = await (await server.get('/ogc/collections/communes_2024')).json()
    expect(extent).toEqual(declared.spatial.bbox[0])
    expect(fields).toMatchObject({
      code: 'String',
      district_name: 'String',
      area_km2: 'Real',
      period: 'String',
      period_end: 'Date',
      has_illustrative: 'Integer(Boolean)',
      data_version: 'Integer',
      play_areas_villages: 'Real',
      // not reported anywhere: the type is declared, not guessed
      child_labour_numerator: 'Real',
      play_areas_villages_status: 'String',
      zone: 'Integer',
    })
    expect((await summaryOf(source, 'crosswalk')).count).toBe(325)
  })

  test('and copies them to a GeoPackage with the values of the API', async () => {
    const file = join(folder, 'communes.gpkg')
    await gdal('ogr2ogr', '-f', 'GPKG', file, source, 'communes_2024')
    const database = new Sqlite(file, { readonly: true })
    const rows = database.prepare<[], Row>('select * from communes_2024 order by code').all()
    database.close()
    expect(rows).toHaveLength(152)
    for (const id of ['play-areas-villages', 'preschool-3-5', 'stunting', 'population', 'zone']) {
      const values = await (await server.get(`/api/indicators/${id}/values?vintage=2024`)).json()
      const column = id.replaceAll('-', '_')
      expect(rows.map(({ code }) => code)).toEqual(values.code)
      expect(rows.map((row) => row[`${column}_status`])).toEqual(values.status)
      for (const [part, numbers] of Object.entries({
        '': values.value,
        _lacking: values.lacking,
        _numerator: values.numerator,
      })) {
        if (!(`${column}${part}` in rows[0]!)) continue
        rows.forEach((row, i) => {
          const [here, there] = [row[`${column}${part}`], numbers[i]]
          // the columns of the API carry nine digits
          if (there === null) expect(here).toBeNull()
          else expect(Number(here)).toBeCloseTo(there, 4)
        })
      }
    }
  })

  test('of the period in the address, and without made-up figures when told so', async () => {
    const file = join(folder, 'real.gpkg')
    await gdal('ogr2ogr', '-f', 'GPKG', file, `${source}?period=2024-H2&illustrative=false`, 'districts_2024')
    const database = new Sqlite(file, { readonly: true })
    const rows = database.prepare<[], Row>('select * from districts_2024').all()
    database.close()
    expect(rows).toHaveLength(9)
    for (const row of rows) {
      expect([row['period'], row['has_illustrative']]).toEqual(['2024-H2', 0])
      expect(Object.values(row)).not.toContain('illustrative')
    }
  })

  describe('and lets the server filter', () => {
    const asked: string[] = []
    const proxy = createServer((incoming, answer) => {
      asked.push(decodeURIComponent(incoming.url ?? ''))
      const { hostname, port } = new URL(server.url)
      const { url: path, method, headers } = incoming
      incoming.pipe(
        request({ hostname, port, path, method, headers }, (reply) => {
          answer.writeHead(reply.statusCode ?? 500, reply.headers)
          reply.pipe(answer)
        }),
      )
    })
    beforeAll(() => new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve)))
    afterAll(() => new Promise<unknown>((resolve) => proxy.close(resolve)))

    const codes = async (...filter: string[]) => {
      asked.length = 0
      const { port } = proxy.address() as AddressInfo
      const text = await gdal(
        'ogrinfo',
        '-al',
        '-q',
        '-geom=NO',
        ...filter,
        `OAPIF:http://127.0.0.1:${port}/ogc`,
        'communes_2024',
      )
      return [...text.matchAll(/^ {2}code \(String\) = (\d+)/gm)].map(([, code]) => code)
    }
    const codesOfApi = async (query: Record<string, string>) => {
      const { features } = await (
        await server.get(
          `/ogc/collections/communes_2024/items?${new URLSearchParams({ limit: '1000', ...query })}`,
        )
      ).json()
      return features.map(({ id }: { id: string }) => id)
    }

    test('by fields', async () => {
      const filter = "(district_code = '085') AND (play_areas_villages < 40)"
      const found = await codes('-where', filter)
      expect(found).toEqual(await codesOfApi({ filter }))
      expect(found.length).toBeGreaterThan(0)
      expect(asked.at(-1)).toContain(`filter=${filter}`)
      expect(await codes('-where', "name LIKE 'Sa P%'")).toEqual(
        await codesOfApi({ filter: "name LIKE 'Sa P%'" }),
      )
      expect(asked.at(-1)).toContain("LIKE 'Sa P%'")
    })

    test('by place', async () => {
      const found = await codes('-spat', '104.2', '22.4', '104.3', '22.5')
      expect(found).toEqual(await codesOfApi({ bbox: '104.2,22.4,104.3,22.5' }))
      expect(found.length).toBeGreaterThan(1)
      expect(asked.at(-1)).toContain('bbox=')
    })
  })

  test.each([
    ['EPSG:3405', 3405],
    ['EPSG:9208', 9208],
    ['EPSG:3857', 3857],
  ])('positions in %s are those that GDAL works out itself', async (_name, code) => {
    const uri = encodeURIComponent(`http://www.opengis.net/def/crs/EPSG/0/${code}`)
    const theirs = join(folder, `${code}.gpkg`)
    await gdal('ogr2ogr', '-f', 'GPKG', '-t_srs', `EPSG:${code}`, theirs, source, 'districts_2024')
    const answer = await (await server.get(`/ogc/collections/districts_2024/items?crs=${uri}`)).text()
    const { extent } = await summaryOf(theirs, 'districts_2024')
    const positions: number[][] = JSON.parse(answer).features.flatMap(
      (feature: { geometry: { coordinates: number[][][][] } }) => feature.geometry.coordinates.flat(2),
    )
    const [east, north] = [positions.map(([x]) => x!), positions.map(([, y]) => y!)]
    const bounds = [Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)]
    bounds.forEach((bound, i) => expect(bound).toBeCloseTo(extent[i]!, 1))
  })
})
