import type { Pixels } from './gestures'
import { latitudeAt, northing } from '#domain/mercator'

/** Zooms of the map: the farthest and the nearest that a reader may go, and the nearest to which it goes by itself. */
export const zooms = { least: 5, fit: 10.5, most: 14 }

/** Where a map looks. */
export type Camera = { longitude: number; latitude: number; zoom: number }

/**
 * How a reader has moved a map from where it began: how far the middle of the view went to the right and down, in pixels
 * as they were then, and how many times as large everything is now.
 */
export type Moved = { x: number; y: number; times: number }

export const unmoved: Moved = { x: 0, y: 0, times: 1 }

/** A map that stands before another: how it was moved, and whether the reader has it in hand and may move it on. */
export type Forerunner = { moved: Moved; isHeld: boolean }

/** Draws a map along with the pointer, by pixels on the screen. */
export const dragged = ({ x, y, times }: Moved, [right, down]: Pixels): Moved => ({
  x: x - right / times,
  y: y - down / times,
  times,
})

/**
 * Makes a map larger or smaller while one place of it stays where it is.
 * @param at that place, in pixels on the screen from the middle of the view
 * @param limits how many times as large as in the beginning it may become
 */
export function zoomed(
  { x, y, times }: Moved,
  factor: number,
  [right, down]: Pixels,
  limits: { least: number; most: number },
): Moved {
  const next = Math.min(limits.most, Math.max(limits.least, times * factor))
  const nearer = 1 / times - 1 / next
  return { x: x + right * nearer, y: y + down * nearer, times: next }
}

/** The part of a movement that came after an earlier part of it, told from where that one ended. */
export const since = (earlier: Moved, { x, y, times }: Moved): Moved => ({
  x: (x - earlier.x) * earlier.times,
  y: (y - earlier.y) * earlier.times,
  times: times / earlier.times,
})

/** Pixels of the whole world at zoom 0, as MapLibre counts zooms. */
const worldPixels = 512

/** Where a map looks that began at a camera and was moved. On a Mercator map pixels are everywhere as many degrees wide. */
export function cameraOf(start: Camera, { x, y, times }: Moved): Camera {
  const degreesPerPixel = 360 / (worldPixels * 2 ** start.zoom)
  return {
    longitude: start.longitude + x * degreesPerPixel,
    latitude: latitudeAt(northing(start.latitude) - y * degreesPerPixel),
    zoom: start.zoom + Math.log2(times),
  }
}
