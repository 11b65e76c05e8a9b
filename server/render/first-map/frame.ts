import type { LonLat } from '#domain/geodesy'
import { northing } from '#domain/mercator'

/** West, south, east and north, in degrees. */
export type Bounds = [number, number, number, number]

/** The part of the world that a map begins with, and how it lies in the picture. */
export type Frame = {
  /** Size of the picture in its own units, tenths of a pixel on an ordinary screen. */
  width: number
  height: number
  /** The largest it is ever shown, in pixels. */
  most: { width: number; height: number }
  /** Whole units from the upper left corner. */
  point: (place: LonLat) => [number, number]
  degreesPerUnit: number
  /** Zoom of the interactive map at which it has the size of the picture. */
  zoom: number
}

/** The interactive map begins no nearer than this, and with this many pixels for the whole world at zoom 0. */
const nearest = 10.5
const worldPixels = 512

/** What a desk leaves for the map, in pixels. */
const desk = { width: 640, height: 640 }
const unitsPerPixel = 10

/** From places to Mercator's square world, 0 to 1 from the upper left. */
const mercator = ([longitude, latitude]: LonLat): [number, number] => [
  0.5 + longitude / 360,
  0.5 - northing(latitude) / 360,
]

/**
 * Fits bounds into a picture as the interactive map fits them into its box (Mercator, centred, never nearer than
 * its nearest zoom), so that nothing moves when it takes over.
 */
export function frameOf([west, south, east, north]: Bounds): Frame {
  const [left, top] = mercator([west, north])
  const [right, bottom] = mercator([east, south])
  const [across, down] = [Math.max(right - left, 1e-9), Math.max(bottom - top, 1e-9)]
  const largest = worldPixels * 2 ** nearest
  const pixels = Math.min(desk.width / across, desk.height / down, largest)
  const scale = pixels * unitsPerPixel
  return {
    width: Math.round(across * scale),
    height: Math.round(down * scale),
    most: { width: Math.round(across * largest), height: Math.round(down * largest) },
    point: (place) => {
      const [x, y] = mercator(place)
      return [Math.round((x - left) * scale), Math.round((y - top) * scale)]
    },
    degreesPerUnit: 360 / scale,
    zoom: Math.log2(pixels / worldPixels),
  }
}
