import { describe, expect, test } from 'vitest'
import type { AccessAsked } from '#domain/places/access'
import { accessOf, meanKilometres, withSites, withinOf } from '#domain/places/access'
import { distanceMetres } from '#domain/places/distance'
import { facility, placesOf, settled, village } from '../../fixtures/places'

// On the meridian 104° a thousandth of a degree is 110.7 m: villages at 0, 1.1, 3.3 and 11 km from the play area.
const at = (thousandths: number): [number, number] => [104, 22 + thousandths / 1000]
const asked: AccessAsked = {
  vintage: '2025',
  communes: ['90001'],
  purpose: 'play-area',
  children: 'children_under_16',
  distances: [500, 2000, 5000],
}

const villages = [
  settled('a', at(0), 100, { playArea: 'yes' }),
  settled('b', at(10), 40, { playArea: 'no' }),
  settled('c', at(30), 30, { playArea: 'under-repair' }),
  settled('d', at(100), 20),
]
const playArea = facility({ id: 'p', village: 'a', position: at(0) })

describe('children within reach', () => {
  test('are those of the villages that lie so near', () => {
    const { children, within, villages: found } = accessOf(placesOf(villages, [playArea]), asked)
    expect(children).toBe(190)
    expect(within.map(({ low, high }) => [low, high])).toEqual([
      [100, 100],
      [140, 140],
      [170, 170],
    ])
    expect(within[0]).toMatchObject({ lowShare: 100 / 190, highShare: 100 / 190 })
    expect(found.map(({ village: { id } }) => id)).toEqual(['d', 'c', 'b', 'a'])
    expect(found[0]!.reach.metres).toBe(distanceMetres(at(0), at(100)))
  })

  test('of villages without a position may or may not be: an interval', () => {
    const access = accessOf(placesOf([...villages, settled('e', null, 10)], [playArea]), asked)
    expect(access.unplaced).toEqual({ villages: 1, children: 10 })
    expect(access.within[0]).toMatchObject({ low: 100, high: 110, lowShare: 0.5, highShare: 0.55 })
  })

  test('nobody counted are in no share, and said to be missing', () => {
    const access = accessOf(placesOf([...villages, settled('e', at(0), null)], [playArea]), asked)
    expect([access.children, access.uncounted]).toEqual([190, 1])
  })

  test('without any children there is no share', () => {
    const access = accessOf(placesOf([settled('a', at(0), null)]), asked)
    expect(access.within[0]).toMatchObject({ low: 0, high: 0, lowShare: null, highShare: null })
  })
})

describe('a site counts', () => {
  const reaches = (...facilities: ReturnType<typeof facility>[]) =>
    accessOf(placesOf([settled('b', at(10), 40)], facilities), asked).villages[0]!.reach

  test('when it works, and not when it is unsafe, closed, under repair or of another kind', () => {
    expect(reaches(playArea).state).toBe('measured')
    for (const condition of ['unsafe', 'closed', 'under-repair', 'unknown'] as const) {
      expect(reaches({ ...playArea, condition }).state).toBe('none')
    }
    expect(reaches({ ...playArea, kind: 'cultural-house' }).state).toBe('none')
  })

  test('wherever it stands, also beyond the border of the commune', () => {
    expect(reaches({ ...playArea, commune: '90009' }).state).toBe('measured')
  })

  test('at the village that it serves when its own position was not noted', () => {
    const places = placesOf(
      [settled('a', at(0), 1, { playArea: 'yes' }), settled('b', at(10), 40)],
      [facility({ id: 'p', village: 'a' })],
    )
    const { villages: found } = accessOf(places, asked)
    expect(found[0]!.reach).toMatchObject({
      metres: distanceMetres(at(0), at(10)),
      site: { isApproximate: true, village: 'a' },
    })
  })

  test('where a village says that it has one, although none is on record', () => {
    const { villages: found } = accessOf(placesOf([settled('a', at(0), 1, { playArea: 'yes' })]), asked)
    expect(found[0]!.reach).toMatchObject({ state: 'measured', metres: 0, site: { facility: null } })
  })

  test('for its own village even when nothing has a position', () => {
    const places = placesOf([settled('a', null, 5, { playArea: 'yes' }), settled('b', at(0), 7)])
    const access = accessOf(places, asked)
    const reach = (id: string) => access.villages.find((each) => each.village.id === id)!.reach
    expect(reach('a')).toEqual({ state: 'own', metres: 0, site: null })
    expect(reach('b').state).toBe('none')
    expect(access.unplacedSites).toBe(1)
  })

  test('for preschools: main and satellite sites, whatever the register says of play areas', () => {
    const places = placesOf(
      [settled('a', at(0), 1, { playArea: 'yes' })],
      [facility({ id: 's', kind: 'preschool-satellite', position: at(10) })],
    )
    const [found] = accessOf(places, { ...asked, purpose: 'preschool' }).villages
    expect(found!.reach.metres).toBe(distanceMetres(at(0), at(10)))
  })
})

test('the answer is as firm as its weakest record', () => {
  const status = (own: 'reported' | 'illustrative', of: 'reported' | 'illustrative') =>
    accessOf(placesOf([settled('b', at(10), 40, { status: own })], [{ ...playArea, status: of }]), asked)
      .status
  expect(status('reported', 'reported')).toBe('reported')
  expect(status('reported', 'illustrative')).toBe('illustrative')
  expect(accessOf(placesOf([]), asked).status).toBeNull()
})

test('sites that are built bring the distance down, and never up', () => {
  const access = accessOf(placesOf(villages, [playArea]), asked)
  const after = withSites(access.villages, ['d'])
  expect(withinOf(after, [500]).map(({ low }) => low)).toEqual([120])
  const metres = (all: typeof after) =>
    Object.fromEntries(all.map((each) => [each.village.id, each.reach.metres]))
  expect(metres(after)).toEqual({ ...metres([...access.villages]), d: 0 })
})

describe('the mean distance of a commune', () => {
  test('weighs by children', () => {
    const places = placesOf([settled('a', at(0), 30), settled('b', at(10), 10)], [playArea])
    const kilometres = distanceMetres(at(0), at(10)) / 4000
    const mean = meanKilometres(accessOf(places, asked))!
    expect(mean.low).toBeCloseTo(kilometres, 9)
    expect(mean.high).toBeCloseTo(kilometres, 9)
  })

  test('is an interval when some villages have no position', () => {
    const places = placesOf([settled('b', at(10), 10), settled('e', null, 10)], [playArea])
    const kilometres = distanceMetres(at(0), at(10)) / 1000
    const mean = meanKilometres(accessOf(places, asked))!
    expect([mean.low, mean.high]).toEqual([kilometres / 2, kilometres])
  })

  test('is not known without a site, a position or a count', () => {
    expect(meanKilometres(accessOf(placesOf([settled('b', at(10), 10)]), asked))).toBeNull()
    expect(meanKilometres(accessOf(placesOf([village({ id: 'b' })], [playArea]), asked))).toBeNull()
  })
})
