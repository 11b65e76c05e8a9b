import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditions, facilityKinds, purposes } from '#domain/places/facility'
import { childMeasures } from '#domain/places/village'
import { parseView, startingView, viewToAddress } from '#domain/view/address'
import type { PlacesChoice } from '#domain/view/places'
import { mostSites, placesPath, placesTabs, radii, sitingGoals, startingPlaces } from '#domain/view/places'

const id = fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z._-]{0,20}$/)
const choices: fc.Arbitrary<PlacesChoice> = fc.record({
  tab: fc.constantFrom(...placesTabs),
  place: fc.option(fc.record({ sort: fc.constantFrom('village' as const, 'facility' as const), id })),
  change: fc.boolean(),
  kinds: fc.option(fc.subarray([...facilityKinds])),
  conditions: fc.option(fc.subarray([...conditions])),
  lacking: fc.boolean(),
  mapLacking: fc.boolean(),
  purpose: fc.constantFrom(...purposes),
  children: fc.constantFrom(...childMeasures),
  radius: fc.constantFrom(...radii),
  goal: fc.constantFrom(...sitingGoals),
  sites: fc.integer({ min: 1, max: mostSites }),
  landReady: fc.boolean(),
  reach: fc.boolean(),
  proposal: fc.option(id),
})

const reopened = (places: PlacesChoice) => {
  const { pathname, search } = new URL(
    viewToAddress({ ...startingView, path: placesPath, places }),
    'http://localhost',
  )
  return parseView(pathname, search).places
}

test('a shared link brings back what was looked at', () => {
  fc.assert(
    fc.property(choices, (places) => {
      expect(reopened(places)).toEqual(places)
    }),
  )
})

test('what is as at the start is left out of the address', () => {
  expect(viewToAddress({ ...startingView, path: placesPath, places: startingPlaces })).toBe('/places')
})

test('an address that says something unknown is read as at the start', () => {
  expect(parseView(placesPath, '?tab=x&place=well~1&radius=7&sites=99&goal=y&purpose=z').places).toEqual(
    startingPlaces,
  )
})
