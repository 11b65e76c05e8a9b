import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colourOf, defaultMethod, legendOf } from '#domain/legend'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

/** Python of the system, where Debian puts PyQGIS (python3-qgis). */
const python = process.env['QGIS_PYTHON'] ?? '/usr/bin/python3'
const hasQgis = (() => {
  try {
    execFileSync(python, ['-c', 'import qgis.core'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

type Seen = {
  count: number
  crs: string
  extent: number[]
  fields: Record<string, string>
  codes: string[]
}
type Answer = {
  served: Seen
  filtered: string[]
  packed: Seen
  renderer: string
  labels: string[]
  colours: Record<string, string | null>
}

describe.runIf(hasQgis)('QGIS, without a screen,', { timeout: 240_000 }, () => {
  let server: TestServer
  let seen: Answer
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-qgis-'))
  const filter = `"district_code" = '085' AND "play_areas_villages" < 40`

  beforeAll(async () => {
    server = await startServer({ HOST: '127.0.0.1' })
    const file = join(folder, 'communes.gpkg')
    const reply = await server.get('/api/exports/communes_2024.gpkg')
    writeFileSync(file, Buffer.from(await reply.arrayBuffer()))
    const { stdout } = await promisify(execFile)(
      python,
      ['tests/clients/look-in-qgis.py', `${server.url}/ogc`, 'communes_2024', filter, file],
      { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, HOME: folder, LANG: 'C.UTF-8' } },
    )
    // QGIS tells of itself on the lines before
    seen = JSON.parse(stdout.trim().split('\n').at(-1)!) as Answer
  }, 240_000)
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('opens the layer with all communes, its fields, and its reference system', async () => {
    const { features } = await (await server.get('/ogc/collections/communes_2024/items?limit=1000')).json()
    expect(seen.served.count).toBe(152)
    expect(seen.served.codes).toEqual(features.map(({ id }: { id: string }) => id).toSorted())
    expect(['OGC:CRS84', 'EPSG:4326']).toContain(seen.served.crs)
    for (const field of [
      'code',
      'name',
      'district_code',
      'play_areas_villages',
      'play_areas_villages_status',
    ]) {
      expect(Object.keys(seen.served.fields)).toContain(field)
    }
    const [west = 0, south = 0, east = 0, north = 0] = seen.served.extent
    expect(west).toBeGreaterThan(103)
    expect(south).toBeGreaterThan(21)
    expect(east).toBeLessThan(105.5)
    expect(north).toBeLessThan(23)
  })

  test('filters it as the API does', async () => {
    const { features } = await (
      await server.get(
        `/ogc/collections/communes_2024/items?${new URLSearchParams({
          limit: '1000',
          filter: "district_code = '085' AND play_areas_villages < 40",
        })}`,
      )
    ).json()
    expect(seen.filtered).toEqual(features.map(({ id }: { id: string }) => id).toSorted())
    expect(seen.filtered.length).toBeGreaterThan(0)
  })

  test('draws the exported GeoPackage in the classes and colours of the page', async () => {
    expect(seen.packed.codes).toEqual(seen.served.codes)
    expect(seen.renderer).toBe('RuleRenderer')
    const { dataset } = server.published()
    const [indicator] = dataset.indicators.values()
    const values = await (
      await server.get(`/api/indicators/${indicator!.id}/values?vintage=2024&level=commune`)
    ).json()
    const target = indicator!.targets[0] ?? null
    const legend = legendOf(indicator!, target, values.value, { method: defaultMethod(indicator!, target) })
    // the classes, and one for what was not reported
    expect(seen.labels).toHaveLength(legend.classes.length + 1)
    const known = new Set(legend.classes.map(({ colour }) => colour.toLowerCase()))
    values.code.forEach((code: string, i: number) => {
      const value: number | null = values.value[i]
      const colour = colourOf(legend, value)
      if (colour !== null) expect(seen.colours[code], code).toBe(colour.toLowerCase())
      else expect(known.has(seen.colours[code] ?? ''), code).toBe(false)
    })
  })
})
