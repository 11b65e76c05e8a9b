import fc from 'fast-check'
import { xor } from 'polyclip-ts'
import { expect, test } from 'vitest'
import { crosswalkOf } from '#domain/crosswalk'
import type { LonLat, Ring } from '#domain/geodesy'
import { areaKm2, contains, signedArea } from '#domain/geodesy'
import { schematicTopology, schematicWithin } from '#domain/schematic'
import { featuresOf } from '#domain/topology'
import type { Level, Unit, Vintage } from '#domain/units'
import { vintages } from '#domain/units'
import { readShipped } from '../../server/intake/shipped'
import { areasByCode, edgeUses, selfIntersections } from '../fixtures/tiling'

const shipped = readShipped('data')
const drawn = schematicTopology(shipped)
const layer = (vintage: Vintage, level: Level) => featuresOf(drawn[vintage], level)
const communesOf = (vintage: Vintage) =>
  shipped.units.filter((unit) => unit.vintage === vintage && unit.level === 'commune')
const closed = (points: LonLat[]): Ring => [...points, points[0]!]

test.each(vintages)('every unit of %s has one area, and every commune a polygon without holes', (vintage) => {
  for (const level of ['province', 'district', 'commune'] as const) {
    const codes = shipped.units.filter((unit) => unit.vintage === vintage && unit.level === level)
    const { features } = layer(vintage, level)
    expect(features.map(({ id }) => id).sort()).toEqual(codes.map(({ code }) => code).sort())
  }
  for (const { geometry } of layer(vintage, 'commune').features) {
    expect(geometry.type).toBe('Polygon')
    expect(geometry.coordinates).toHaveLength(1)
  }
})

test.each(vintages)('the polygons of %s cross neither themselves nor run clockwise', (vintage) => {
  for (const [code, parts] of areasByCode(layer(vintage, 'commune'))) {
    expect(selfIntersections(parts[0]![0]!), code).toEqual([])
    expect(signedArea(parts[0]![0]!), code).toBeGreaterThan(0)
    expect(areaKm2(parts), code).toBeGreaterThan(0)
  }
})

test('the communes of 2024, and those of 2025 that joined none of them, contain their seats', () => {
  const old = new Set(communesOf('2024').map(({ code }) => code))
  const joined = new Set(shipped.links.filter(({ from }) => old.has(from)).map(({ to }) => to))
  const others = communesOf('2025').filter(({ code }) => !joined.has(code))
  expect(others).toHaveLength(51)
  const areas = {
    '2024': areasByCode(layer('2024', 'commune')),
    '2025': areasByCode(layer('2025', 'commune')),
  }
  for (const { vintage, code, seat } of [...communesOf('2024'), ...others]) {
    expect(contains(areas[vintage].get(code)!, seat!), `${vintage}/${code}`).toBe(true)
  }
})

test.each(vintages)(
  'neighbours of %s share their edges: each is used twice, or lies on the outline',
  (vintage) => {
    const border = edgeUses(layer(vintage, 'province'))
    for (const [edge, uses] of edgeUses(layer(vintage, 'commune'))) {
      expect(uses, edge).toBe(border.has(edge) ? 1 : 2)
    }
  },
)

test.each(vintages)('areas of %s add up to districts and the province, to rounding', (vintage) => {
  const province = areaKm2([...areasByCode(layer(vintage, 'province')).values()].flat())
  const communes = areasByCode(layer(vintage, 'commune'))
  for (const [code, parts] of areasByCode(layer(vintage, 'district'))) {
    const members = communesOf(vintage).filter(({ parent }) => parent === code)
    const sum = members.reduce((total, member) => total + areaKm2(communes.get(member.code)!), 0)
    expect(areaKm2(parts), code).toBeCloseTo(sum, 6)
  }
  expect([...communes.values()].reduce((sum, parts) => sum + areaKm2(parts), 0)).toBeCloseTo(province, 6)
})

test.each(vintages)('districts and the province of %s are made of arcs of the communes', (vintage) => {
  const { objects } = drawn[vintage]
  const arcsOf = (object: unknown) =>
    new Set(
      (JSON.stringify(object, ['geometries', 'arcs']).match(/-?\d+/g) ?? [])
        .map(Number)
        .map((i) => (i < 0 ? ~i : i)),
    )
  const communes = arcsOf(objects['communes'])
  for (const name of ['districts', 'province']) {
    const arcs = arcsOf(objects[name])
    expect(arcs.size).toBeGreaterThan(0)
    expect([...arcs].filter((arc) => !communes.has(arc))).toEqual([])
  }
})

test('each commune of 2025 is the union of its old ones: areas add up, borders are borders of theirs', () => {
  const olds = areasByCode(layer('2024', 'commune'))
  const oldEdges = edgeUses(layer('2024', 'commune'))
  const { byNew } = crosswalkOf(shipped.links.filter(({ from }) => olds.has(from)))
  expect(byNew.size).toBe(48)
  const news = areasByCode(layer('2025', 'commune'))
  for (const [code, links] of byNew) {
    const sum = links.reduce((total, { from }) => total + areaKm2(olds.get(from)!), 0)
    expect(areaKm2(news.get(code)!), code).toBeCloseTo(sum, 6)
  }
  const joined = { ...layer('2025', 'commune') }
  joined.features = joined.features.filter(({ id }) => byNew.has(String(id)))
  // an old commune at the former border has the corners of its neighbours beyond it, too
  for (const edge of edgeUses(joined).keys()) expect(oldEdges.has(edge), edge).toBe(true)
})

test('the province of 2025 is the outline, but for rounding to 0.1 m along its 900 km', () => {
  const [province] = areasByCode(layer('2025', 'province')).values()
  const outline = closed(shipped.outlines['2025'])
  expect(areaKm2([[outline]])).toBeGreaterThan(13_000)
  expect(areaKm2(xor([outline], province!))).toBeLessThan(0.1)
})

test('the province of 2024 is its outline but for the slivers between the two coarse outlines', () => {
  const [province] = areasByCode(layer('2024', 'province')).values()
  const outline = closed(shipped.outlines['2024'])
  expect(areaKm2(xor([outline], province!)) / areaKm2([[outline]])).toBeLessThan(0.005)
})

test('drawing twice gives the same bytes', () => {
  expect(JSON.stringify(schematicTopology(shipped))).toBe(JSON.stringify(drawn))
})

/** A province of one district whose old half lies west of 2° and whose new half lies east of it. */
function example(oldSeats: LonLat[], newSeats: LonLat[]): Parameters<typeof schematicTopology>[0] {
  const unit = (
    vintage: Vintage,
    level: Level,
    code: string,
    parent: string | null,
    seat: LonLat | null,
  ): Unit => ({
    ...{ vintage, level, code, parent, seat, name: code, type: 'xã', districts: [], areaKm2: null },
  })
  const olds = oldSeats.map((seat, i) => unit('2024', 'commune', `1000${i}`, '001', seat))
  return {
    units: [
      ...vintages.flatMap((vintage) => [
        unit(vintage, 'province', '01', null, null),
        unit(vintage, 'district', '001', '01', null),
      ]),
      ...olds,
      unit('2025', 'commune', '20000', '001', oldSeats[0]!),
      ...newSeats.map((seat, i) => unit('2025', 'commune', `2100${i}`, '001', seat)),
    ],
    links: olds.map(({ code }) => ({ from: code, to: '20000', weight: 1, shareOfTarget: 0, legalBasis: '' })),
    outlines: {
      '2024': [[0, 0], [2, 0], [2, 2], [0, 2]], // prettier-ignore
      '2025': [[0, 0], [4, 0], [4, 2], [0, 2]], // prettier-ignore
    },
  }
}

test('four seats in a square make four quarters', () => {
  const input = example([[0.5, 0.5], [1.5, 0.5], [0.5, 1.5], [1.5, 1.5]], [[3, 1]]) // prettier-ignore
  const topology = schematicTopology(input)
  const quarters = areasByCode(featuresOf(topology['2024'], 'commune'))
  expect([...quarters.values()].map((parts) => signedArea(parts[0]![0]!))).toEqual([1, 1, 1, 1])
  expect(quarters.get('10003')![0]![0]).toEqual(expect.arrayContaining([[1, 1], [2, 1], [2, 2], [1, 2]])) // prettier-ignore
  const heirs = areasByCode(featuresOf(topology['2025'], 'commune'))
  expect([...heirs].map(([code, parts]) => [code, signedArea(parts[0]![0]!)])).toEqual([
    ['20000', 4],
    ['21000', 4],
  ])
})

test('a place nearer to a seat beyond the former border stays on its side', () => {
  const topology = schematicTopology(example([[0.1, 1]], [[2.1, 1]]))
  const [west] = areasByCode(featuresOf(topology['2024'], 'commune')).values()
  expect(contains(west!, [1.9, 1])).toBe(true)
})

test('a bit that the outline cuts off from its seat joins the neighbour it lies against', () => {
  // a U: the top of the right arm is nearer to the seat in the left arm than to the one at the foot
  const input = example([[0.9, 2.5], [2.5, 0.5]], [[5, 1]]) // prettier-ignore
  const arms: LonLat[] = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3]] // prettier-ignore
  const whole: LonLat[] = [[0, 0], [6, 0], [6, 2], [3, 2], ...arms.slice(2)] // prettier-ignore
  const topology = schematicTopology({ ...input, outlines: { '2024': arms, '2025': whole } })
  const communes = featuresOf(topology['2024'], 'commune')
  expect(communes.features.map(({ geometry }) => geometry.type)).toEqual(['Polygon', 'Polygon'])
  expect(contains(areasByCode(communes).get('10001')!, [2.2, 2.9])).toBe(true)
})

test('wherever the seats lie, the cells tile the outline', () => {
  const within = (west: number) =>
    fc.uniqueArray(
      fc
        .tuple(fc.integer({ min: 1, max: 199 }), fc.integer({ min: 1, max: 199 }))
        .map(([x, y]): LonLat => [west + x / 100, y / 100]),
      { minLength: 1, maxLength: 9, selector: String },
    )
  fc.assert(
    fc.property(within(0), within(2), (oldSeats, newSeats) => {
      const topology = schematicTopology(example(oldSeats, newSeats))
      for (const vintage of vintages) {
        const communes = featuresOf(topology[vintage], 'commune')
        const border = edgeUses(featuresOf(topology[vintage], 'province'))
        for (const [edge, uses] of edgeUses(communes)) expect(uses).toBe(border.has(edge) ? 1 : 2)
        const areas = [...areasByCode(communes).values()]
        const sum = areas.reduce((total, parts) => total + signedArea(parts[0]![0]!), 0)
        expect(sum).toBeCloseTo(vintage === '2024' ? 4 : 8, 4)
      }
      const olds = areasByCode(featuresOf(topology['2024'], 'commune'))
      oldSeats.forEach((seat, i) => expect(contains(olds.get(`1000${i}`)!, seat)).toBe(true))
    }),
    { numRuns: 60 },
  )
})

test('a commune without a seat is named', () => {
  const input = example([[1, 1]], [[3, 1]])
  const units = input.units.map((unit) => (unit.code === '10000' ? { ...unit, seat: null } : unit))
  expect(() => schematicTopology({ ...input, units })).toThrow('unit 2024/10000 (10000) has no seat')
})

test('within known communes of 2025 each old commune gets a share of its own heir, and the borders stay', () => {
  const known = layer('2025', 'commune')
  const within = schematicWithin(known, shipped)
  expect(within['2025'].bbox).toEqual(drawn['2025'].bbox)
  const [olds, news] = vintages.map((vintage) => areasByCode(featuresOf(within[vintage], 'commune')))
  const { byOld } = crosswalkOf(shipped.links)
  for (const { code, seat } of communesOf('2024')) {
    const heir = news!.get(byOld.get(code)![0]!.to)!
    // the known communes are unions of the very cells of these seats
    expect(contains(heir, seat!), code).toBe(true)
    expect(contains(olds!.get(code)!, seat!), code).toBe(true)
  }
  for (const [code, before] of areasByCode(known)) {
    expect(areaKm2(xor(before, news!.get(code)!)), code).toBeLessThan(0.01)
  }
})

test('an island of a known commune goes to the nearest seat of that commune, not to a neighbour', () => {
  const input = example([[0.5, 1], [1.5, 1]], [[3, 1]]) // prettier-ignore
  const block = (west: number, south: number, east: number, north: number): Ring =>
    closed([[west, south], [east, south], [east, north], [west, north]]) // prettier-ignore
  const within = schematicWithin(
    {
      type: 'FeatureCollection',
      features: [
        {
          ...{ type: 'Feature', id: '20000', properties: {} },
          // the island lies beside the other commune
          geometry: { type: 'MultiPolygon', coordinates: [[block(0, 0, 2, 2)], [block(4, 0, 4.2, 2)]] },
        },
        {
          ...{ type: 'Feature', id: '21000', properties: {} },
          geometry: { type: 'Polygon', coordinates: [block(2, 0, 4, 2)] },
        },
      ],
    },
    input,
  )
  const olds = areasByCode(featuresOf(within['2024'], 'commune'))
  expect(olds.get('10000')).toHaveLength(1)
  expect(contains(olds.get('10001')!, [4.1, 1])).toBe(true)
  expect(areasByCode(featuresOf(within['2025'], 'commune')).get('20000')).toHaveLength(2)
})
