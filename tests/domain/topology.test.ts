import { expect, test } from 'vitest'
import type { Ring } from '#domain/geodesy'
import { partsOf, signedArea } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { dissolve, featuresOf, topologyOf } from '#domain/topology'
import type { Level, Unit } from '#domain/units'
import { areasByCode, edgeUses } from '../fixtures/tiling'

const unit = (level: Level, code: string, parent: string | null): Unit => ({
  ...{ vintage: '2025', level, code, parent, name: code, type: 'xã' },
  ...{ districts: [], areaKm2: null, seat: null },
})
const units = [
  unit('province', '15', null),
  unit('district', '080', '15'),
  unit('district', '081', '15'),
  unit('commune', '00001', '080'),
  unit('commune', '00002', '080'),
  unit('commune', '00003', '081'),
]

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const areas = (...rings: [code: string, ...rings: Ring[]][]): Areas => ({
  type: 'FeatureCollection',
  features: rings.map(([id, ...coordinates]) => ({
    ...{ type: 'Feature', id, properties: {}, geometry: { type: 'Polygon', coordinates } },
  })),
})

/** One wide commune in the south; two in the north, whose common corner lies on its edge. */
const three = areas(
  ['00003', box(104, 22, 106, 23)],
  ['00001', box(104, 23, 105, 24)],
  ['00002', box(105, 23, 106, 24)],
)

test('each level has one feature per unit, with the code as id and nothing else', () => {
  const topology = topologyOf(three, units)
  const idsOf = (level: Level) => featuresOf(topology, level).features.map(({ id }) => id)
  expect(idsOf('commune')).toEqual(['00003', '00001', '00002'])
  expect(idsOf('district')).toEqual(['080', '081'])
  expect(idsOf('province')).toEqual(['15'])
  expect(featuresOf(topology, 'commune').features.map(({ properties }) => properties)).toEqual([{}, {}, {}])
})

test('a corner on a neighbour’s edge becomes a corner of the neighbour, so that the edges are the same', () => {
  const communes = featuresOf(topologyOf(three, units), 'commune')
  expect(areasByCode(communes).get('00003')![0]![0]).toContainEqual([105, 23])
  expect([...edgeUses(communes).values()].filter((uses) => uses === 2)).toHaveLength(3)
  expect(Math.max(...edgeUses(communes).values())).toBe(2)
})

test('corners that miss each other by a rounding error are brought together', () => {
  const ragged = areas(
    ['00003', box(104, 22, 106, 22.999_999_6)],
    ['00001', box(104, 23.000_000_4, 104.999_999_7, 24)],
    ['00002', box(105.000_000_2, 23, 106, 24)],
  )
  expect(JSON.stringify(topologyOf(ragged, units))).toBe(JSON.stringify(topologyOf(three, units)))
})

test('inner borders vanish in the level above', () => {
  const topology = topologyOf(three, units)
  const district = areasByCode(featuresOf(topology, 'district')).get('080')!
  expect(signedArea(district[0]![0]!)).toBeCloseTo(2, 9)
  const [province] = areasByCode(featuresOf(topology, 'province')).values()
  expect(signedArea(province![0]![0]!)).toBeCloseTo(4, 9)
})

test('GeoJSON follows RFC 7946: outer rings anticlockwise, holes clockwise, a bbox, 6 decimals', () => {
  const enclave = areas(
    ['00001', box(104, 22, 107, 25).toReversed(), box(105, 23, 106, 24)],
    ['00002', box(105, 23, 105.333_333_333, 24)],
    ['00003', box(105.333_333_333, 23, 106, 24).toReversed()],
  )
  const communes = featuresOf(topologyOf(enclave, units), 'commune')
  expect(communes.bbox).toEqual([104, 22, 107, 25])
  for (const { geometry } of communes.features) {
    for (const [outer, ...holes] of partsOf(geometry)) {
      expect(signedArea(outer!)).toBeGreaterThan(0)
      for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0)
    }
  }
  expect(partsOf(communes.features[0]!.geometry)[0]).toHaveLength(2)
  expect(JSON.stringify(communes)).toContain('105.333333,')
  expect(JSON.stringify(communes)).not.toMatch(/\d\.\d{7}/)
})

test('a commune of several parts stays one feature', () => {
  const islands = areas(['00001', box(104, 23, 105, 24)], ['00003', box(104, 22, 106, 23)])
  islands.features.push({
    ...{ type: 'Feature', id: '00002', properties: {} },
    geometry: { type: 'MultiPolygon', coordinates: [[box(105, 23, 106, 24)], [box(107, 23, 108, 24)]] },
  })
  const communes = areasByCode(featuresOf(topologyOf(islands, units), 'commune'))
  expect(communes.get('00002')).toHaveLength(2)
  expect(communes.get('00001')).toHaveLength(1)
})

test('a topology is the same after a journey as text', () => {
  const topology = topologyOf(three, units)
  const read = JSON.parse(JSON.stringify(topology)) as typeof topology
  expect(featuresOf(read, 'commune')).toEqual(featuresOf(topology, 'commune'))
})

test('pieces with the same code are joined, those without one left out', () => {
  const pieces = [
    { code: 'west', parts: [[box(0, 0, 1, 1)]] },
    { code: 'east', parts: [[box(1, 0, 2, 1)]] },
    { code: 'far', parts: [[box(5, 0, 6, 1)]] },
  ]
  const joined = dissolve(pieces, (code) => (code === 'far' ? null : 'both'))
  expect(joined.features.map(({ id }) => id)).toEqual(['both'])
  expect(signedArea(areasByCode(joined).get('both')![0]![0]!)).toBe(2)
})

test.each([
  ['missing', areas(['00001', box(104, 23, 105, 24)]), 'no polygon for commune 00002, 00003'],
  ['unknown', areas(['99999', box(104, 23, 105, 24)]), '"99999" belongs to no commune'],
  [
    'twice there',
    areas(['00001', box(104, 23, 105, 24)], ['00001', box(105, 23, 106, 24)]),
    'commune 00001 has two polygons',
  ],
])('communes that are %s are named', (_, communes, message) => {
  expect(() => topologyOf(communes, units)).toThrow(message)
})
