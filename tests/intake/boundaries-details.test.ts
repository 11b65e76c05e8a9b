import { expect, test } from 'vitest'
import type { LonLat, Ring } from '#domain/geodesy'
import { areaKm2 } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { featuresOf, topologyOf } from '#domain/topology'
import type { Level, Unit } from '#domain/units'
import { cleanDetails } from '../../server/intake/boundaries-details'
import { areasByCode, edgeUses } from '../fixtures/tiling'

const unit = (level: Level, code: string, parent: string | null): Unit => ({
  ...{
    vintage: '2025',
    level,
    code,
    parent,
    areaKm2: null,
    name: code,
    type: 'xã',
    districts: [],
    seat: null,
  },
})
const codes = ['00001', '00002', '00003', '00004']
const units = [
  unit('province', '15', null),
  unit('district', '080', '15'),
  unit('district', '081', '15'),
  ...codes.map((code, i) => unit('commune', code, i < 2 ? '080' : '081')),
]

/** A line of many small steps from one corner to another. */
const jagged = ([fromX, fromY]: LonLat, [toX, toY]: LonLat, count = 1500): LonLat[] =>
  Array.from({ length: count + 1 }, (_, i): LonLat => {
    const [along, off] = [i / count, i === 0 || i === count ? 0 : Math.sin(i * 1.7 + fromX) / 300]
    return [fromX + (toX - fromX) * along + off, fromY + (toY - fromY) * along - off]
  })

/** Four communes around one point; every border is drawn once and walked twice. */
function fourCommunes(): Areas {
  const middle: LonLat = [104.5, 22.5]
  const [west, south, east, north]: LonLat[] = [[104, 22.5], [104.5, 22], [105, 22.5], [104.5, 23]] // prettier-ignore
  const quarter = (from: LonLat, corner: LonLat, to: LonLat): Ring => [
    ...jagged(middle, from),
    corner,
    ...jagged(middle, to).reverse(),
  ]
  const rings = [
    quarter(west!, [104, 22], south!),
    quarter(south!, [105, 22], east!),
    quarter(east!, [105, 23], north!),
    quarter(north!, [104, 23], west!),
  ]
  return {
    type: 'FeatureCollection',
    features: rings.map((ring, i) => ({
      ...{ type: 'Feature', id: codes[i]!, properties: {} },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  }
}

test('each drawing is smaller than the finer one, holds every unit, and leaves neither gap nor overlap', async () => {
  const most = { far: 3_000, middle: 9_000, near: 30_000 }
  const { near, coarser } = await cleanDetails(fourCommunes(), units, most)
  const drawings = [coarser.far!, coarser.middle!, near]
  const bytes = drawings.map((areas) => JSON.stringify(topologyOf(areas, units)).length)
  expect(bytes[0]).toBeLessThanOrEqual(3_000)
  expect(bytes[1]).toBeLessThanOrEqual(9_000)
  expect(bytes[2]).toBeLessThanOrEqual(30_000)
  expect(bytes).toEqual(bytes.toSorted((a, b) => a - b))

  for (const areas of drawings) {
    const topology = topologyOf(areas, units)
    const communes = featuresOf(topology, 'commune')
    expect(communes.features.map(({ id }) => id)).toEqual(codes)
    const outer = edgeUses(featuresOf(topology, 'province'))
    for (const [edge, uses] of edgeUses(communes)) expect(uses, edge).toBe(outer.has(edge) ? 1 : 2)
    const whole = areaKm2(areasByCode(featuresOf(topology, 'province')).get('15')!)
    const sum = [...areasByCode(communes).values()].reduce((total, parts) => total + areaKm2(parts), 0)
    expect(sum / whole).toBeCloseTo(1, 9)
  }
})

test('a corner of a coarser drawing is a corner of the finer one', async () => {
  const most = { far: 3_000, middle: 9_000, near: 30_000 }
  const { near, coarser } = await cleanDetails(fourCommunes(), units, most)
  const cornersOf = (areas: Areas) =>
    new Set([...areasByCode(areas).values()].flat(3).map((corner) => corner.join()))
  const [far, middle, all] = [cornersOf(coarser.far!), cornersOf(coarser.middle!), cornersOf(near)]
  expect([...far].filter((corner) => !middle.has(corner))).toEqual([])
  expect([...middle].filter((corner) => !all.has(corner))).toEqual([])
})

test('a map that is small already is drawn once', async () => {
  const { coarser } = await cleanDetails(fourCommunes(), units, { far: 1e6, middle: 1e6, near: 1e6 })
  expect(coarser).toEqual({})
})
