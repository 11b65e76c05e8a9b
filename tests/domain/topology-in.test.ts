import { expect, test } from 'vitest'
import type { Areas } from '#domain/topology'
import { featuresOf, topologyIn, topologyOf } from '#domain/topology'
import { smallInput } from '../fixtures/small-dataset'
import { squareOf } from '../fixtures/tiling'

// the five communes of the small province side by side, one degree wide each
const units = smallInput.units.filter(({ vintage }) => vintage === '2024')
const codes = units.filter(({ level }) => level === 'commune').map(({ code }) => code)
const communes: Areas = {
  type: 'FeatureCollection',
  features: codes.map((id, i) => squareOf(id, i, 0, 1)),
}
const topology = topologyOf(communes, units)

test('the part of a map draws its units as the whole map does, on no more arcs than they have', () => {
  const wanted = codes.slice(1, 3)
  const part = topologyIn(topology, wanted)
  const drawn = featuresOf(topology, 'commune').features.filter(({ id }) => wanted.includes(String(id)))
  expect(drawn).toHaveLength(2)
  expect(featuresOf(part, 'commune').features).toEqual(drawn)
  expect(featuresOf(part, 'commune').bbox).toEqual([1, 0, 3, 1])
  expect(featuresOf(part, 'district').features).toEqual([])
  expect(part.arcs.length).toBeLessThan(topology.arcs.length)
  expect(topologyIn(topology, wanted)).toBe(part)
})
