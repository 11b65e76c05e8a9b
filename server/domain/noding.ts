import type { LonLat, Parts, Ring } from './geodesy'

/** Coordinates are kept to 6 decimals of a degree, about 0.1 m. */
const steps = 1e6

/**
 * How far a point may lie off an edge and still be one of its points. Rounding moves the point and both ends
 * of the edge by up to 0.71 steps each.
 */
const tolerance = 1.5 / steps

export const snap = ([lon, lat]: LonLat): LonLat => [
  Math.round(lon * steps) / steps,
  Math.round(lat * steps) / steps,
]

/** The same parts on the grid; rings that vanish there are dropped. */
export const snapParts = (parts: Parts): Parts =>
  tidy(parts.map((rings) => rings.map((ring) => ring.map(snap))))

/**
 * Makes shared borders exactly shared: where a corner of one area lies on an edge of another, the edge gets
 * that corner too. Takes and returns areas on the grid.
 */
export function nodeAreas(areas: readonly Parts[]): Parts[] {
  const corners = cornersOf(areas)
  return areas.map((parts) => tidy(parts.map((rings) => rings.map((ring) => withCorners(ring, corners)))))
}

/** Every corner once, from west to east. */
function cornersOf(areas: readonly Parts[]): LonLat[] {
  const corners = new Map(areas.flat(3).map((point) => [pointKey(point), point]))
  return [...corners.values()].sort(fromWest)
}

function withCorners(ring: Ring, corners: readonly LonLat[]): Ring {
  return ring.flatMap((start, i) => {
    const end = ring[i + 1]
    return end ? split(start, end, corners).slice(0, -1) : [start]
  })
}

/**
 * The edge from its start to its end by way of all corners on it. Always split from west to east, so that neighbours
 * split their border alike. Each step is shorter than the edge it is part of, so the steps come to an end.
 */
function split(start: LonLat, end: LonLat, corners: readonly LonLat[]): LonLat[] {
  if (fromWest(start, end) > 0) return split(end, start, corners).reverse()
  const corner = nearestOn(start, end, corners)
  return corner ? [...split(start, corner, corners), ...split(corner, end, corners).slice(1)] : [start, end]
}

/** The corner that lies nearest the edge between its ends, closer to both than they are to each other. */
function nearestOn(start: LonLat, end: LonLat, corners: readonly LonLat[]): LonLat | null {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]]
  const length = Math.hypot(dx, dy)
  const [south, north] = [Math.min(start[1], end[1]) - tolerance, Math.max(start[1], end[1]) + tolerance]
  let nearest: LonLat | null = null
  let least = tolerance
  for (let i = firstFrom(corners, start[0] - tolerance); i < corners.length; i++) {
    const corner = corners[i]
    if (!corner || corner[0] > end[0] + tolerance) break
    if (corner[1] < south || corner[1] > north || isSame(corner, start) || isSame(corner, end)) continue
    const [x, y] = [corner[0] - start[0], corner[1] - start[1]]
    const off = Math.abs(x * dy - y * dx) / length
    if (off > least || (nearest && off === least)) continue
    if (Math.hypot(x, y) < length && Math.hypot(dx - x, dy - y) < length) [nearest, least] = [corner, off]
  }
  return nearest
}

/** Index of the first corner not west of `longitude`, by bisection. */
function firstFrom(corners: readonly LonLat[], longitude: number): number {
  let [low, high] = [0, corners.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((corners[middle]?.[0] ?? Infinity) < longitude) low = middle + 1
    else high = middle
  }
  return low
}

/** Without repeated points, without spikes (there and back again) and without rings that enclose nothing. */
function tidy(parts: Parts): Parts {
  return parts
    .map((rings) => rings.map(tidyRing))
    .filter(([outer]) => outer !== undefined && outer.length > 0)
    .map((rings) => rings.filter((ring) => ring.length > 0))
}

function tidyRing(ring: Ring): Ring {
  const open: Ring = []
  for (const point of ring) {
    if (open.length > 0 && isSame(open.at(-1), point)) continue
    if (open.length > 1 && isSame(open.at(-2), point)) open.pop()
    else open.push(point)
  }
  while (open.length > 1 && isSame(open[0], open.at(-1))) open.pop()
  while (open.length > 2 && isSame(open[1], open.at(-1))) {
    open.shift()
    open.pop()
  }
  const [first] = open
  return first && open.length > 2 ? [...open, first] : []
}

const fromWest = (a: LonLat, b: LonLat): number => a[0] - b[0] || a[1] - b[1]

const isSame = (a: LonLat | undefined, b: LonLat | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]

const pointKey = ([lon, lat]: LonLat): string => `${lon},${lat}`

/** The same for an edge in either direction. */
export const edgeKey = (a: LonLat, b: LonLat): string =>
  a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])
    ? `${pointKey(a)},${pointKey(b)}`
    : `${pointKey(b)},${pointKey(a)}`
