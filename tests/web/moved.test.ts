import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latitudeAt, northing } from '#domain/mercator'
import type { Moved } from '../../web/map/moved'
import { cameraOf, dragged, unmoved, zoomed } from '../../web/map/moved'

const free = { least: 0, most: Infinity }

describe('a map that is moved', () => {
  test('to the right shows what lies to the left', () => {
    expect(dragged(unmoved, [100, -40])).toEqual({ x: -100, y: 40, times: 1 })
    // twice as large, half as much of it passes by
    expect(dragged({ x: 0, y: 0, times: 2 }, [100, -40])).toEqual({ x: -50, y: 20, times: 2 })
  })

  test('is zoomed around a place, which stays where it is', () => {
    // 100 to the right of the middle before: 50 + 100 / 2 afterwards
    expect(zoomed(unmoved, 2, [100, 50], free)).toEqual({ x: 50, y: 25, times: 2 })
    expect(zoomed({ x: 50, y: 25, times: 2 }, 1 / 2, [100, 50], free)).toEqual(unmoved)
  })

  test('is zoomed no farther than its limits', () => {
    expect(zoomed(unmoved, 8, [100, 0], { least: 0.5, most: 4 })).toEqual({ x: 75, y: 0, times: 4 })
    expect(zoomed(unmoved, 0.1, [0, 0], { least: 0.5, most: 4 })).toEqual({ x: 0, y: 0, times: 0.5 })
    const nearest = { x: 7, y: 8, times: 4 }
    expect(zoomed(nearest, 2, [30, 30], { least: 0.5, most: 4 })).toEqual(nearest)
  })
})

describe('the camera of a moved map', () => {
  // the whole world is 1024 pixels wide
  const start = { longitude: 10, latitude: 0, zoom: 1 }

  test('is the one that it began with, as long as nothing was moved', () => {
    const { longitude, latitude, zoom } = cameraOf({ longitude: 104.2, latitude: 22.1, zoom: 8.3 }, unmoved)
    expect([longitude, zoom]).toEqual([104.2, 8.3])
    expect(latitude).toBeCloseTo(22.1, 12)
  })

  test('looks farther east and north, and from nearer', () => {
    const { longitude, latitude, zoom } = cameraOf(start, { x: 256, y: -256, times: 4 })
    // a quarter of the world: 90 degrees of longitude, and atan(sinh(π/2)) north
    expect(longitude).toBe(100)
    expect(latitude).toBeCloseTo(66.513_26, 5)
    expect(zoom).toBe(3)
  })

  test('sees every place where the moved picture shows it', () => {
    const camera = { longitude: 104.2, latitude: 22.1, zoom: 8.3 }
    const place = { longitude: 103.8, latitude: 22.5 }
    const worldAt = (zoom: number) => 512 * 2 ** zoom
    /** Pixels from the middle of the view. */
    const seen = ({ longitude, latitude, zoom }: typeof camera) => [
      ((place.longitude - longitude) * worldAt(zoom)) / 360,
      ((northing(latitude) - northing(place.latitude)) * worldAt(zoom)) / 360,
    ]
    const [x = NaN, y = NaN] = seen(camera)
    const gesture = fc.record({
      by: fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })),
      factor: fc.double({ min: 0.5, max: 2, noNaN: true }),
      at: fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -300, max: 300 })),
    })
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 6 }), (gestures) => {
        let moved: Moved = unmoved
        let shown = [x, y]
        for (const { by, factor, at } of gestures) {
          moved = zoomed(dragged(moved, by), factor, at, free)
          shown = shown.map((pixel, axis) => (pixel + by[axis]! - at[axis]!) * factor + at[axis]!)
        }
        const [right = NaN, down = NaN] = seen(cameraOf(camera, moved))
        expect(Math.hypot(right - shown[0]!, down - shown[1]!)).toBeLessThan(0.01)
      }),
    )
  })
})

test('northward distance and latitude are each other’s inverse', () => {
  for (const latitude of [-60, 0, 22.3, 66.5])
    expect(latitudeAt(northing(latitude))).toBeCloseTo(latitude, 10)
})
