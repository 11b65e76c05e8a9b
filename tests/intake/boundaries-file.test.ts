import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import proj4 from 'proj4'
import { topology } from 'topojson-server'
import { describe, expect, test } from 'vitest'
import { vn2000 } from '#domain/reference-systems'
import { geoPackageOf } from '../../server/store/geopackage'
import { consider } from '../../server/intake/boundaries-consider'
import { readBoundaryFile } from '../../server/intake/boundaries-file'
import type { FileWishes } from '../../server/intake/boundaries-file'
import { matchAreas } from '../../server/intake/boundaries-match'
import { BoundaryProblem } from '../../server/intake/boundaries-problem'
import { readShipped } from '../../server/intake/shipped'
import { gdal, hasGdal } from '../clients/gdal'
import { hasRealMaps, realMap, realMapFile } from '../fixtures/real-map'
import { shapefileOf } from '../fixtures/shapefile'
import { temporaryFolder } from '../fixtures/store'

const shipped = readShipped('data')

// two squares of a hundredth of a degree, side by side
const square = (west: number): [number, number][] => [
  [west, 22.3],
  [west, 22.31],
  [west + 0.01, 22.31],
  [west + 0.01, 22.3],
  [west, 22.3],
]
const names = ['Sa Pả', 'Đầu Sậy']
const collection = (ring: (west: number) => number[][] = square) => ({
  type: 'FeatureCollection' as const,
  features: names.map((name, i) => ({
    type: 'Feature' as const,
    properties: { name, code: i + 1 },
    geometry: { type: 'Polygon' as const, coordinates: [ring(104 + i / 100)] },
  })),
})

const localZone = `+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 ${vn2000} +units=m`
const inZone = (west: number) => square(west).map((position) => proj4('WGS84', localZone).forward(position))
const localPrj =
  'PROJCS["VN2000_LaoCai",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],' +
  'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",104.75],' +
  'PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'

const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json))
const read = (bytes: Uint8Array, wishes: Partial<FileWishes> = {}) =>
  readBoundaryFile(bytes, 'map', { count: 2, ...wishes })

/** Names and the most western corner of each polygon, as read. */
async function found(bytes: Uint8Array, wishes: Partial<FileWishes> = {}) {
  const { areas } = await read(bytes, wishes)
  return areas.map(({ properties, geometry }) => ({
    name: properties['name'] ?? properties['NAME'],
    west: Math.min(...westOf(geometry)),
  }))
}
const westOf = (geometry: { coordinates: unknown }): number[] => {
  const positions: number[] = []
  const walk = (json: unknown): void => {
    if (!Array.isArray(json)) return
    if (typeof json[0] === 'number') positions.push(json[0])
    else json.forEach(walk)
  }
  walk(geometry.coordinates)
  return positions
}

const asDrawn = (list: { name: unknown; west: number }[]) => {
  expect(list.map(({ name }) => name)).toEqual(names)
  // a ten-millionth of a degree is a centimetre
  list.forEach(({ west }, i) => expect(west).toBeCloseTo(104 + i / 100, 6))
}

describe('the same map comes in as', () => {
  test('GeoJSON', async () => asDrawn(await found(encode(collection()))))

  test('GeoJSON in VN-2000, with its system named', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::9208' } }
    asDrawn(await found(encode({ crs, ...collection(inZone) })))
  })

  test('GeoJSON in VN-2000, its system told', async () => {
    asDrawn(await found(encode(collection(inZone)), { crs: 'EPSG:9208' }))
  })

  test('TopoJSON', async () => asDrawn(await found(encode(topology({ communes: collection() })))))

  test('a zipped Shapefile in UTF-8', async () => {
    const files = shapefileOf({
      rings: [square(104), square(104.01)],
      names: names.map((name) => Buffer.from(name)),
    })
    asDrawn(
      await found(zipSync({ ...files, 'map.cpg': Buffer.from('UTF-8'), 'map.prj': Buffer.from(wgs84Prj) })),
    )
  })

  test('a zipped Shapefile in TCVN3 and VN-2000 without its shift, as the land offices keep them', async () => {
    const bytes = zipSync({
      ...shapefileOf({ rings: [inZone(104), inZone(104.01)], names: tcvn3 }),
      'map.prj': Buffer.from(localPrj),
    })
    asDrawn(await found(bytes))
    const { notes } = await read(bytes)
    expect(notes.map(({ en }) => en).join()).toMatch(/VN-2000.*TCVN3/)
  })

  test('a GeoPackage, of whose layers the one with as many polygons is taken', async () => {
    const bytes = geoPackageOf({
      layer: {
        name: 'xa',
        title: '',
        description: '',
        columns: [{ name: 'name', type: 'text', title: '', description: '' }],
        rows: collection().features.map(({ properties, geometry }) => ({
          values: [properties.name],
          geometry,
        })),
        extent: [104, 22.3, 104.02, 22.31],
      },
      tables: [],
      styles: [],
      changed: '2026-01-01T00:00:00Z',
    })
    asDrawn(await found(bytes))
    asDrawn(await found(bytes, { layer: 'xa' }))
    await expect(read(bytes, { layer: 'huyen' })).rejects.toThrow(/xa \(2\)/)
  })

  test.runIf(hasGdal).each(['EPSG:3405', 'EPSG:9208', 'EPSG:32648', 'EPSG:3857'])(
    'a GeoPackage or Shapefile that GDAL wrote in %s',
    async (system) => {
      const { folder, remove } = temporaryFolder()
      const plain = join(folder, 'plain.json')
      writeFileSync(plain, encode(collection()))
      for (const [format, file] of [
        ['GPKG', 'map.gpkg'],
        ['ESRI Shapefile', 'map.shp.zip'],
      ] as const) {
        const written = join(folder, file)
        await gdal('ogr2ogr', '-f', format, '-t_srs', system, '-lco', 'ENCODING=UTF-8', written, plain)
        asDrawn(await found(new Uint8Array(readFileSync(written))))
      }
      remove()
    },
  )
})

const wgs84Prj =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
/** "Sa Pả" and "Đầu Sậy" in TCVN3: ả is B6, Đ is A7, ầ is C7, ậ is CB. */
const tcvn3 = [Buffer.from('Sa P\xb6', 'latin1'), Buffer.from('\xa7\xc7u S\xcby', 'latin1')]

describe('a file that cannot be used is refused with what to do', () => {
  const problem = async (bytes: Uint8Array, wishes: Partial<FileWishes> = {}) => {
    const error = await read(bytes, wishes).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(BoundaryProblem)
    return error as BoundaryProblem
  }

  test('a Shapefile in metres without .prj', async () => {
    const bytes = zipSync(shapefileOf({ rings: [inZone(104), inZone(104.01)], names: tcvn3 }))
    const { text } = await problem(bytes)
    expect(text.en).toContain('--crs EPSG:9208')
    expect(text.vi).toContain('thiếu .prj')
    asDrawn(await found(bytes, { crs: 'EPSG:9208' }))
  })

  test('a Shapefile with a broken .dbf', async () => {
    const { 'map.dbf': dbf, ...files } = shapefileOf({ rings: [square(104)], names: [Buffer.from('A')] })
    expect((await problem(zipSync({ ...files, 'map.dbf': dbf.subarray(0, 20) }))).text.en).toContain(
      'cannot be read',
    )
  })

  test('a GeoPackage without shapes', async () => {
    const bytes = geoPackageOf({
      layer: {
        ...{ name: 'a', title: '', description: '', rows: [], extent: null },
        columns: [{ name: 'name', type: 'text', title: '', description: '' }],
      },
      tables: [],
      styles: [],
      changed: '2026-01-01T00:00:00Z',
    })
    const { fault, text } = await problem(bytes)
    expect(fault).toBe('content')
    expect(text.en).toMatch(/no layer of polygons.*Export the layer of communes again/)
    expect(text.vi).toMatch(/không có lớp đa giác nào.*Hãy xuất lại lớp xã/)
  })

  test.each([
    ['something else', 'hello', 'no GeoJSON'],
    ['nothing', '', 'no GeoJSON'],
    ['a zip that is none', 'PK\u0003\u0004 no', 'cannot be read'],
    ['a database that is none', 'SQLite format 3\u0000 no', 'cannot be read'],
  ])('%s', async (_what, text, hint) => {
    expect((await problem(new TextEncoder().encode(text))).text.en).toContain(hint)
  })

  test('an unknown reference system, with those that there are', async () => {
    const { fault, lines } = await problem(encode(collection()), { crs: 'EPSG:9211' })
    expect([fault, lines.join()]).toEqual(['usage', expect.stringContaining('EPSG:9208')])
  })

  test('more than 200 MB', async () => {
    expect((await problem(new Uint8Array(201 * 1024 * 1024))).text.en).toContain('201 MB')
  })
})

describe.runIf(hasRealMaps)('files as they are met', () => {
  const messy = (file: string) => new Uint8Array(readFileSync(realMapFile(`messy/${file}`)))
  const matched = async (file: string, vintage: '2024' | '2025') => {
    const communes = shipped.units.filter((unit) => unit.vintage === vintage && unit.level === 'commune')
    const { areas } = await readBoundaryFile(messy(file), file, { count: communes.length })
    return matchAreas(areas, { communes, spellings: shipped.variants }).features
  }

  test.each([
    ['01_lao-cai-2025_ascii-names_no-codes.shp.zip', '2025', 99],
    ['02_lao-cai-2024_tcvn3_vn2000-tm3.shp.zip', '2024', 152],
    ['03_lao-cai-2025_vn2000-utm48_nfd.geojson', '2025', 99],
    ['04_lao-cai-2024_two-layers.gpkg', '2024', 152],
  ] as const)('%s: every commune is found', async (file, vintage, count) => {
    expect(await matched(file, vintage)).toHaveLength(count)
  })

  test('VN-2000 lands where WGS 84 does, to a metre', async () => {
    const [shifted, plain] = [
      await matched('02_lao-cai-2024_tcvn3_vn2000-tm3.shp.zip', '2024'),
      await matched('04_lao-cai-2024_two-layers.gpkg', '2024'),
    ]
    for (const [i, { id, geometry }] of plain.entries()) {
      expect(shifted[i]!.id).toBe(id)
      expect(Math.min(...westOf(shifted[i]!.geometry))).toBeCloseTo(Math.min(...westOf(geometry)), 4)
    }
  })

  test('of a map with gaps exactly the missing communes are named', async () => {
    const error = await matched('05_lao-cai-2025_two-missing_upper-case.geojson', '2025').catch(
      (caught: unknown) => caught,
    )
    expect((error as BoundaryProblem).lines.map((line) => line.slice(0, 5)).sort()).toEqual([
      '02680',
      '03085',
    ])
  })

  test('every fault of a broken map is told at once; what can be mended is', async () => {
    const file = '06_lao-cai-2025_broken-geometry.geojson'
    const { areas, faults } = await readBoundaryFile(messy(file), file, { count: 99 })
    expect(
      faults.map(({ isMended, text }) => `${isMended ? 'mended' : 'lost'}: ${text.en}`).toSorted(),
    ).toEqual([
      'lost: has coordinates which are no degrees; say the reference system or convert it to WGS 84',
      'lost: has no shape',
      'mended: has a ring that is not closed',
      'mended: is a collection of several kinds of shapes; only its polygons are taken',
    ])
    expect(areas).toHaveLength(99)
    const communes = shipped.units.filter((unit) => unit.vintage === '2025' && unit.level === 'commune')
    const { matching, drawn } = await consider(
      { areas },
      { communes, spellings: shipped.variants },
      shipped.units,
    )
    expect(drawn).toBeNull()
    expect(matching.missing).toEqual(['02953'])
    expect(matching.doubles).toEqual([{ code: '04252', places: [expect.any(Number), expect.any(Number)] }])
  })

  test('once its holes are filled, overlaps, gaps and crossings of the broken map are found and mended', async () => {
    const file = '06_lao-cai-2025_broken-geometry.geojson'
    const { areas } = await readBoundaryFile(messy(file), file, { count: 99 })
    const units = shipped.units.filter((unit) => unit.vintage === '2025')
    const communes = units.filter((unit) => unit.level === 'commune')
    const options = { communes, spellings: shipped.variants }
    const { matching } = await consider({ areas }, options, units)
    const whole = realMap().features.find(({ id }) => id === '02953')!
    const filled = [
      ...areas,
      { place: 1000, id: null, properties: { code: '02953' }, geometry: whole.geometry },
    ]
    const [, second] = matching.doubles[0]!.places
    const { drawn } = await consider(
      { areas: filled },
      { ...options, codeField: 'code', mend: new Map([[second!, null]]) },
      units,
    )
    const { before, after, crossings, areas: table } = drawn!.report
    expect(crossings.map(({ code }) => code)).toContain('03061')
    // 02683 was pushed into its neighbours, 02926 drawn back from them
    expect(before.overlaps.pairs.some((pair) => pair.includes('02683'))).toBe(true)
    expect(before.overlaps.areaKm2).toBeGreaterThan(1)
    expect(before.gaps.areaKm2).toBeGreaterThan(1)
    expect(after.overlaps.count).toBe(0)
    expect(after.gaps.areaKm2).toBeLessThan(before.gaps.areaKm2)
    expect(table).toHaveLength(99)
    const pushed = table.find(({ code }) => code === '02683')!
    expect(pushed.before / pushed.official!).toBeGreaterThan(1.1)
    expect(pushed.after).toBeLessThan(pushed.before)
  })
})
