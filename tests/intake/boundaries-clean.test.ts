import { expect, test } from 'vitest'
import type { LonLat, Ring } from '#domain/geodesy'
import { areaKm2, contains, signedArea } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { featuresOf, topologyOf } from '#domain/topology'
import type { Level, Unit } from '#domain/units'
import { cleanAreas } from '../../server/intake/boundaries-clean'
import { areasByCode, edgeUses, selfIntersections } from '../fixtures/tiling'

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const areas = (...rings: Ring[]): Areas => ({
  type: 'FeatureCollection',
  features: rings.map((ring, i) => ({
    ...{ type: 'Feature', id: `0000${i + 1}`, properties: {} },
    geometry: { type: 'Polygon', coordinates: [ring] },
  })),
})
const unit = (level: Level, code: string, parent: string | null, areaKm2: number | null): Unit => ({
  ...{ vintage: '2025', level, code, parent, areaKm2, name: code, type: 'xã', districts: [], seat: null },
})
const unitsWith = (...official: number[]): Unit[] => [
  unit('province', '15', null, null),
  unit('district', '080', '15', null),
  ...official.map((area, i) => unit('commune', `0000${i + 1}`, '080', area)),
]
const km2 = (ring: Ring) => areaKm2([[ring]])

test('of an overlap nothing is left, and it goes to the commune that exceeds its official area least', async () => {
  const [west, east] = [box(104, 22, 104.6, 23), box(104.5, 22, 105, 23)]
  const westIsRight = unitsWith(km2(west), km2(box(104.6, 22, 105, 23)))
  const eastIsRight = unitsWith(km2(box(104, 22, 104.5, 23)), km2(east))
  for (const [units, owner] of [
    [westIsRight, '00001'],
    [eastIsRight, '00002'],
  ] as const) {
    const cleaned = areasByCode(await cleanAreas(areas(west, east), units))
    const owners = [...cleaned].filter(([, parts]) => contains(parts, [104.55, 22.5])).map(([code]) => code)
    expect(owners).toEqual([owner])
    expect([...cleaned.values()].reduce((sum, parts) => sum + areaKm2(parts), 0)).toBeCloseTo(
      km2(box(104, 22, 105, 23)),
      1,
    )
  }
})

test('a narrow gap between neighbours is closed', async () => {
  const east: Ring = [[104.500_02, 22], [105, 22], [105, 23], [104.5, 23], [104.500_02, 22.5], [104.5, 22], [104.500_02, 22]] // prettier-ignore
  const cleaned = await cleanAreas(areas(box(104, 22, 104.5, 23), east), unitsWith(1, 1))
  expect(Math.max(...edgeUses(cleaned).values())).toBe(2)
  const province = featuresOf(topologyOf(cleaned, unitsWith(1, 1)), 'province').features[0]!
  expect(province.geometry.type).toBe('Polygon')
  expect(province.geometry.coordinates).toHaveLength(1)
})

test('a polygon that crosses itself is mended', async () => {
  // the north-eastern corner is drawn as a small loop
  const loop: Ring = [[104.5, 22], [105, 22], [105, 22.9], [104.9, 23], [105, 23], [104.9, 22.9], [104.5, 23], [104.5, 22]] // prettier-ignore
  expect(selfIntersections(loop)).not.toEqual([])
  const cleaned = await cleanAreas(areas(box(104, 22, 104.5, 23), loop), unitsWith(1, 1))
  for (const parts of areasByCode(cleaned).values()) {
    for (const ring of parts.flat()) expect(selfIntersections(ring)).toEqual([])
  }
})

/** A border of many small steps around a straight line. */
const jagged = (count: number): LonLat[] =>
  Array.from({ length: count }, (_, i) => [104.5 + Math.sin(i * 1.7) / 200, 22 + i / (count - 1)])

test('lines are simplified until the map is small enough; neighbours keep one border and nearly their areas', async () => {
  const border = jagged(4000)
  const west: Ring = [[104, 23], [104, 22], ...border, [104, 23]]
  const east: Ring = [...border.toReversed(), [105, 22], [105, 23], border.at(-1)!]
  const units = unitsWith(1, 1)
  const whole = areas(west, east)
  expect(JSON.stringify(topologyOf(whole, units)).length).toBeGreaterThan(40_000)

  const cleaned = await cleanAreas(whole, units, 10_000)
  const bytes = JSON.stringify(topologyOf(cleaned, units)).length
  expect(bytes).toBeLessThanOrEqual(10_000)
  expect(bytes).toBeGreaterThan(5_000)
  const layer = areasByCode(cleaned)
  expect([...layer.keys()]).toEqual(['00001', '00002'])
  expect(areaKm2(layer.get('00001')!) / km2(west)).toBeCloseTo(1, 2)
  expect(signedArea(layer.get('00001')![0]![0]!)).not.toBe(0)
  const outer = edgeUses(featuresOf(topologyOf(cleaned, units), 'province'))
  for (const [edge, uses] of edgeUses(featuresOf(topologyOf(cleaned, units), 'commune'))) {
    expect(uses, edge).toBe(outer.has(edge) ? 1 : 2)
  }
})

test('a map that cannot be drawn small enough is drawn as simply as communes are recognised', async () => {
  const border = jagged(4000)
  const west: Ring = [[104, 23], [104, 22], ...border, [104, 23]]
  const east: Ring = [...border.toReversed(), [105, 22], [105, 23], border.at(-1)!]
  const layer = areasByCode(await cleanAreas(areas(west, east), unitsWith(1, 1), 10))
  const corners = [...layer.values()].flat(3).length
  expect(corners).toBeGreaterThanOrEqual(20)
  expect(corners).toBeLessThan(60)
})

test('what is small enough keeps all its corners', async () => {
  const ring: Ring = [[104, 22], [104.5, 22.000_01], [105, 22], [105, 23], [104, 23], [104, 22]] // prettier-ignore
  const cleaned = await cleanAreas(areas(ring), unitsWith(1))
  expect(areasByCode(cleaned).get('00001')![0]![0]).toHaveLength(6)
})

test('a commune that others cover altogether is named', async () => {
  const twice = areas(box(104, 22, 105, 23), box(104, 22, 105, 23))
  await expect(cleanAreas(twice, unitsWith(1, 1))).rejects.toThrow(
    'lie wholly inside others or have no area: 00002',
  )
})
