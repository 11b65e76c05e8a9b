import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import sharp from 'sharp'
import { topology } from 'topojson-server'
import { geoPackageOf } from '../../../server/store/geopackage'
import { plainRows, textOf, workbookOf } from '../../../tests/fixtures/messy-reports'
import { shapefileOf } from '../../../tests/fixtures/shapefile'
import type { Sample } from './mutation'

const utf8 = (text: string) => new TextEncoder().encode(text)

const tableWords = [
  ';',
  ',',
  '\t',
  '"',
  '\r\n',
  '\0',
  '\uFEFF',
  '1.234,5',
  '1e999',
  '-',
  '#REF!',
  'Mã xã',
  'đ',
  '=1+1',
]
const xmlWords = [
  ...[
    '<',
    '>',
    '/>',
    '&',
    '&#0;',
    '&#x110000;',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<![CDATA[',
    ']]>',
    '<!--',
  ],
  ...[
    ' r="XFD1048576"',
    ' r="A0"',
    ' r="9999999"',
    ' s="4294967295"',
    ' t="s"',
    ' t="d"',
    '<v>-1</v>',
    '<v>1e400</v>',
  ],
]

/** Reports as officers send them: workbooks and text in new and old encodings. */
export async function reportSamples(): Promise<Sample[]> {
  const workbook = await workbookOf(plainRows)
  const rich = await workbookOf(plainRows, (sheet, book) => {
    sheet.mergeCells('A5:C6')
    sheet.getCell('E2').value = { formula: 'C2+D2', result: 25 }
    sheet.getCell('F2').value = new Date('2024-12-31')
    sheet.getCell('G2').value = 0.5
    sheet.getCell('G2').numFmt = '0%'
    book.addWorksheet('ẩn', { state: 'hidden' }).addRow(['x'])
  })
  return [
    { name: 'workbook', bytes: workbook, words: xmlWords },
    { name: 'rich workbook', bytes: rich, words: xmlWords },
    { name: 'CSV', bytes: textOf(plainRows, ';'), words: tableWords },
    { name: 'UTF-16', bytes: textOf(plainRows, '\t', 'utf16-le', true), words: tableWords },
    {
      name: 'TCVN3',
      bytes: new Uint8Array(iconv.encode('M· x·;Tªn x·\n02788;B¶n LÇu\n', 'latin1')),
      words: tableWords,
    },
  ]
}

const ring = (west: number): [number, number][] => [
  [west, 22.3],
  [west, 22.31],
  [west + 0.01, 22.31],
  [west + 0.01, 22.3],
  [west, 22.3],
]
const map = {
  type: 'FeatureCollection' as const,
  features: ['Sa Pả', 'Đầu Sậy'].map((name, i) => ({
    type: 'Feature' as const,
    properties: { name, code: i + 1 },
    geometry: { type: 'Polygon' as const, coordinates: [ring(104 + i / 100)] },
  })),
}
const geoWords = [
  ...[
    'null',
    '[]',
    '{}',
    '[[',
    ']]',
    '1e400',
    '-1',
    '"Point"',
    '"MultiPolygon"',
    '"GeometryCollection"',
    '"__proto__":1,',
  ],
  ...[
    '"crs":{"properties":{"name":"EPSG:9208"}},',
    '"type":"Topology"',
    '"arcs":[[99]]',
    '"transform":{"scale":[0,0]},',
  ],
]

/** The same two squares in each format that a map comes in. */
export function boundarySamples(): Sample[] {
  const shapefile = shapefileOf({
    rings: [ring(104), ring(104.01)],
    names: ['Sa Pả', 'Đầu Sậy'].map((name) => Buffer.from(name)),
  })
  const layer = {
    ...{ name: 'xa', title: '', description: '' },
    columns: [{ name: 'name', type: 'text' as const, title: '', description: '' }],
    rows: map.features.map(({ properties, geometry }) => ({ values: [properties.name], geometry })),
    extent: [104, 22.3, 104.02, 22.31] as [number, number, number, number],
  }
  const geoPackage = geoPackageOf({ layer, tables: [], styles: [], changed: '2025-01-15' })
  return [
    { name: 'GeoJSON', bytes: utf8(JSON.stringify(map)), words: geoWords },
    { name: 'TopoJSON', bytes: utf8(JSON.stringify(topology({ communes: map }))), words: geoWords },
    {
      name: 'Shapefile',
      bytes: zipSync({ ...shapefile, 'map.cpg': Buffer.from('UTF-8'), 'map.prj': Buffer.from(wgs84) }),
      words: ['UTF-8', 'PROJCS[', 'GEOGCS[', ']]]'],
    },
    { name: 'GeoPackage', bytes: geoPackage, words: ['GP', 'gpkg_contents', 'CREATE TABLE'] },
  ]
}

const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]'

/** Pictures as telephones and screens make them. */
export async function photoSamples(): Promise<Sample[]> {
  const picture = sharp({ create: { width: 24, height: 16, channels: 3, background: '#2a9d8f' } })
  return Promise.all(
    (['jpeg', 'png', 'webp', 'tiff', 'gif'] as const).map(async (format) => ({
      name: format,
      bytes: new Uint8Array(
        await picture.clone().withMetadata({ orientation: 6 }).toFormat(format).toBuffer(),
      ),
      words: [
        'Exif\0\0',
        'IHDR',
        'IDAT',
        'RIFF',
        'ICCP',
        '\xff\xd8',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
      ],
    })),
  )
}

/** A file of the data folder. */
export const shippedSample = (name: string, words: readonly string[] = []): Sample => ({
  name,
  bytes: new Uint8Array(readFileSync(fileURLToPath(new URL(`../../../data/${name}`, import.meta.url)))),
  words,
})

/** The first lines of a table of the data folder, so that thousands are read in a moment. */
export function shortTable(name: string, lines = 12): Sample {
  const { bytes } = shippedSample(name)
  const head = new TextDecoder().decode(bytes).split('\n').slice(0, lines).join('\n')
  return { name, bytes: utf8(head), words: tableWords }
}

export const yamlWords = [
  ...[
    ': ',
    '- ',
    '  ',
    '\t',
    '#',
    '|\n',
    '>\n',
    '&a ',
    '*a',
    '<<: *a',
    '? ',
    '!!binary ',
    '!!set ',
    '!x ',
    '%YAML 9.9\n',
  ],
  ...[
    '---\n',
    '...\n',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    'null',
    '.inf',
    '.nan',
    '0x1f',
    '__proto__: 1\n',
    '\u0000',
    '\u2028',
  ],
]

const sample = (text: string, words: readonly string[]): Sample => ({ name: text, bytes: utf8(text), words })

const cqlWords = [
  ...[
    '(',
    ')',
    ',',
    "'",
    '"',
    "''",
    '=',
    '<>',
    '<=',
    '+',
    '-',
    '1e999',
    '.',
    ' AND ',
    ' OR ',
    ' NOT ',
    ' IN (',
  ],
  ...[
    ' BETWEEN ',
    ' LIKE ',
    ' IS NULL',
    'CASEI(',
    'ACCENTI(',
    'S_INTERSECTS(',
    'POINT(',
    'POLYGON((',
    'EMPTY',
    'BBOX(',
  ],
  ...["DATE('", "TIMESTAMP('", 'TRUE', 'geometry', 'name', '%', '\\', '\u0301', '\ud800', 'đ'],
]

/** Filters in both forms of CQL2. */
export const textFilters: readonly Sample[] = [
  "name LIKE 'S%' AND rate BETWEEN 10 AND 50.5",
  "CASEI(name) IN (CASEI('Sa Pa'), 'Y Tý') OR NOT (zone = 3)",
  "S_INTERSECTS(geometry, POLYGON((103 22, 104 22, 104 23, 103 22))) AND day >= DATE('2024-06-30')",
  'S_INTERSECTS(BBOX(103,22,104,23), geometry) OR made_up IS NOT NULL',
  'day < TIMESTAMP(\'2025-01-01T00:00:00Z\') AND "rate" <> -1.5e3',
].map((text) => sample(text, cqlWords))

export const jsonFilters: readonly Sample[] = [
  {
    op: 'and',
    args: [
      { op: '=', args: [{ property: 'name' }, 'Sa Pa'] },
      { op: 'isNull', args: [{ property: 'rate' }] },
    ],
  },
  { op: 's_intersects', args: [{ property: 'geometry' }, { type: 'Polygon', coordinates: [ring(104)] }] },
  { op: 's_intersects', args: [{ property: 'geometry' }, { bbox: [103, 22, 104, 23] }] },
  { op: 'in', args: [{ op: 'casei', args: [{ property: 'name' }] }, ['a', 'b']] },
  { op: 'between', args: [{ property: 'day' }, { date: '2024-01-01' }, { date: '2025-01-01' }] },
  { op: 'not', args: [{ op: 'like', args: [{ property: 'name' }, 'S_%'] }] },
].map((filter) =>
  sample(JSON.stringify(filter), [
    ...[
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '""',
      'null',
      'true',
      '1e400',
      '"op":',
      '"args":',
      '{"property":"geometry"}',
    ],
    ...[
      '"__proto__":',
      '"casei"',
      '"s_intersects"',
      '{"type":"GeometryCollection","geometries":[',
      '"\\ud800"',
    ],
  ]),
)
