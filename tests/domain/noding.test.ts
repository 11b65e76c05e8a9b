import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LonLat, Parts, Ring } from '#domain/geodesy'
import { edgeKey, nodeAreas } from '#domain/noding'

/** A point so many steps of the grid (a millionth of a degree) from a corner in Lào Cai. */
const at = ([x, y]: [number, number]): LonLat => [(104_000_000 + x) / 1e6, (22_000_000 + y) / 1e6]
const area = (...corners: [number, number][]): Parts => [[[...corners, corners[0]!].map(at)]]
const ringOf = (parts: Parts): Ring => parts[0]![0]!

const edgesOf = (parts: Parts): Set<string> => {
  const ring = ringOf(parts)
  return new Set(ring.slice(1).map((end, i) => edgeKey(ring[i]!, end)))
}

describe('a border drawn by both neighbours becomes one', () => {
  const east = area([0, 0], [900, 0], [900, 1000], [0, 1000])

  test('where a corner of one lies on an edge of the other', () => {
    const west = area([0, 0], [0, 400], [1, 700], [0, 1000], [-900, 500])
    const [east_, west_] = nodeAreas([east, west])
    expect(ringOf(east_!)).toEqual(
      [[0, 0], [900, 0], [900, 1000], [0, 1000], [1, 700], [0, 400], [0, 0]].map((one) => at([one[0]!, one[1]!])), // prettier-ignore
    )
    expect([...edgesOf(west_!)].filter((edge) => edgesOf(east_!).has(edge))).toHaveLength(3)
  })

  test('whichever way each of them runs', () => {
    const west = area([-900, 500], [0, 1000], [1, 700], [0, 400], [0, 0])
    const [east_, west_] = nodeAreas([east, west])
    expect([...edgesOf(west_!)].filter((edge) => edgesOf(east_!).has(edge))).toHaveLength(3)
  })
})

test('a corner beside an edge, not on it, splits nothing', () => {
  const areas = [area([0, 0], [900, 0], [900, 1000], [0, 1000]), area([2, 500], [300, 600], [300, 500])]
  expect(nodeAreas(areas)).toEqual(areas)
})

test('an edge between corners of the smallest square comes to an end', () => {
  const square = area([0, 0], [1, 0], [1, 1], [0, 1])
  const across = area([-40, -40], [41, 41], [-50, 80])
  const [, noded] = nodeAreas([square, across])
  expect(ringOf(noded!)).toEqual(
    [[-40, -40], [0, 0], [0, 1], [1, 1], [41, 41], [-50, 80], [-40, -40]].map((one) => at([one[0]!, one[1]!])), // prettier-ignore
  )
})

test('whatever is crowded together comes to an end, and what is split stays as it is', () => {
  const point = fc.tuple(fc.nat(6), fc.nat(6))
  const ring = fc.uniqueArray(point, { minLength: 3, maxLength: 8, selector: String })
  fc.assert(
    fc.property(fc.array(ring, { minLength: 1, maxLength: 4 }), (rings) => {
      const once = nodeAreas(rings.map((corners) => area(...corners))).filter((parts) => parts.length > 0)
      expect(nodeAreas(once)).toEqual(once)
    }),
    { numRuns: 500 },
  )
})
