import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'
import { gdal, hasGdal, summaryOf } from './gdal'

describe.runIf(hasGdal)('GDAL, and with it QGIS, reads villages and facilities', () => {
  let server: TestServer
  let source: string
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-gdal-places-'))
  beforeAll(async () => {
    server = await startServer({ HOST: '127.0.0.1' })
    source = `OAPIF:${server.url}/ogc`
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  test('as layers of points with typed fields', async () => {
    const { count, geometry, fields } = await summaryOf(source, 'villages_2025')
    expect([count, geometry]).toEqual([server.published().dataset.places.villages.length, 'Point'])
    expect(fields).toMatchObject({
      commune_code: 'String',
      extremely_disadvantaged: 'Integer(Boolean)',
      children_under_16: 'Integer',
      play_area_metres: 'Real',
      as_of: 'Date',
    })
    expect((await summaryOf(source, 'facilities')).geometry).toBe('Point')
  })

  test('and copies them, every one, also those without a position', async () => {
    const file = join(folder, 'facilities.gpkg')
    await gdal('ogr2ogr', '-f', 'GPKG', file, source, 'facilities')
    const database = new Sqlite(file, { readonly: true })
    const { all, placed } = database
      .prepare<[], { all: number; placed: number }>(
        'select count(*) as "all", count(geom) as placed from facilities',
      )
      .get()!
    database.close()
    const { facilities } = server.published().dataset.places
    expect(all).toBe(facilities.length)
    expect(placed).toBe(facilities.filter(({ position }) => position !== null).length)
  })
})
