import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { walkingMinutes } from '#domain/places/walking'

describe('walking time by the hiking function of Tobler: 6 · exp(−3.5 · |slope + 0.05|) km/h', () => {
  test.each([
    // 6 · exp(−0.175) = 5.0367 km/h
    ['a flat kilometre', 1000, 500, 500, 11.913],
    // the fastest: 6 km/h
    ['a kilometre that falls by 50 m', 1000, 550, 500, 10],
    // 6 · exp(−3.5 · 0.15) = 3.5493 km/h
    ['a kilometre that rises by 100 m', 1000, 500, 600, 16.905],
    ['a kilometre that falls by 200 m, which is as slow', 1000, 700, 500, 16.905],
    // 6 · exp(−3.5 · 0.30) = 2.0996 km/h
    ['two kilometres that rise by 500 m', 2000, 300, 800, 57.153],
  ])('%s', (_what, metres, from, to, minutes) => {
    expect(walkingMinutes(metres, from, to)).toBeCloseTo(minutes, 2)
  })

  test.each([
    ['the village’s elevation is not known', 1000, null, 500],
    ['the site’s elevation is not known', 1000, 500, null],
    ['there is no way to walk', 0, 500, 500],
  ])('nothing is estimated where %s', (_why, metres, from, to) => {
    expect(walkingMinutes(metres, from, to)).toBeNull()
  })

  test('no walk is faster than 6 km/h, and a longer one of the same slope takes longer in proportion', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 20_000 }),
        fc.integer({ min: -500, max: 500 }),
        (metres, rise) => {
          const minutes = walkingMinutes(metres, 1000, 1000 + rise)!
          expect(minutes).toBeGreaterThanOrEqual((metres / 6000) * 60 - 1e-9)
          expect(walkingMinutes(2 * metres, 1000, 1000 + 2 * rise)).toBeCloseTo(2 * minutes, 6)
        },
      ),
    )
  })
})
