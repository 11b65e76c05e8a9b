import { Delaunay } from 'd3-delaunay'
import { intersection } from 'polyclip-ts'
import type { LonLat, Parts, Ring } from './geodesy'
import { contains, signedArea } from './geodesy'
import { edgeKey, nodeAreas, snap, snapParts } from './noding'

/** An area that is shared out among seats: each place goes to the nearest one. */
export type Region = { parts: Parts; seats: readonly Seat[] }
export type Seat = { code: string; at: LonLat }

/** A piece of the map and the unit that it belongs to. */
export type Piece = { code: string; parts: Parts }

/**
 * Cuts every region into one area per seat: Voronoi cells, clipped to the region. A bit that the region's
 * outline separates from its seat joins the neighbour within the region with which it shares the longest border.
 * All pieces lie on one grid and neighbours share their borders point by point; a unit may have several pieces.
 */
export function cutBySeats(regions: readonly Region[]): Piece[] {
  const rough = regions.flatMap((region, index) => cellsOf(region).map((piece) => ({ ...piece, index })))
  const noded = nodeAreas(rough.map(({ parts }) => parts))
  const pieces = rough.map((piece, i) => ({ ...piece, parts: noded[i] ?? [] }))
  return regions.flatMap((region, index) =>
    adoptFragments(
      region,
      pieces.filter((piece) => piece.index === index),
    ),
  )
}

/** The cells of one region, each connected bit by itself. */
function cellsOf({ parts, seats }: Region): Piece[] {
  const [only, ...others] = seats
  if (only && others.length === 0) return snapParts(parts).map((part) => ({ code: only.code, parts: [part] }))
  const box = boxOf(parts.flat(2))
  // degrees of longitude are shorter than degrees of latitude: without this the cells would be stretched
  const shrink = Math.cos(((box.south + box.north) / 2) * (Math.PI / 180))
  const voronoi = Delaunay.from(
    seats,
    ({ at }) => at[0] * shrink,
    ({ at }) => at[1],
  ).voronoi([(box.west - 1) * shrink, box.south - 1, (box.east + 1) * shrink, box.north + 1])
  return seats.flatMap(({ code }, i) => {
    // null for a second seat on the same spot
    const cell: [number, number][] | null = voronoi.cellPolygon(i)
    if (!cell) return []
    const ring: Ring = cell.map(([x, y]) => [x / shrink, y])
    return snapParts(isClear(ring, parts) ? [[ring]] : intersection([ring], parts)).map((part) => ({
      code,
      parts: [part],
    }))
  })
}

/** Whether no edge of the region comes near the cell, which then lies wholly inside and need not be clipped. */
function isClear(cell: Ring, parts: Parts): boolean {
  const box = boxOf(cell)
  return parts.flat().every((ring) =>
    ring.every((end, i) => {
      const edge = boxOf([ring[i - 1] ?? end, end])
      return edge.east < box.west || edge.west > box.east || edge.north < box.south || edge.south > box.north
    }),
  )
}

function boxOf(points: Ring) {
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  return {
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  }
}

/** Gives each detached bit to the neighbour with the longest common border; an island stays with its own unit. */
function adoptFragments({ seats }: Region, pieces: readonly Piece[]): Piece[] {
  const owners = new Map<Piece, string>()
  for (const { code, at } of seats) {
    const own = pieces.filter((piece) => piece.code === code)
    const home = own.find(({ parts }) => contains(parts, snap(at))) ?? largest(own)
    if (home) owners.set(home, code)
  }
  const edges = new Map<string, Piece[]>()
  for (const piece of pieces) {
    for (const { key } of edgesOf(piece)) edges.set(key, [...(edges.get(key) ?? []), piece])
  }
  // from the inside out: a bit may touch its new unit only through another bit
  for (;;) {
    const adopted = pieces.flatMap((piece) => {
      const code = owners.has(piece) ? null : closestOwner(piece, edges, owners)
      return code === null ? [] : [{ piece, code }]
    })
    if (adopted.length === 0) break
    for (const { piece, code } of adopted) owners.set(piece, code)
  }
  return pieces.map((piece) => ({ code: owners.get(piece) ?? piece.code, parts: piece.parts }))
}

function closestOwner(
  piece: Piece,
  edges: ReadonlyMap<string, readonly Piece[]>,
  owners: ReadonlyMap<Piece, string>,
): string | null {
  const borders = new Map<string, number>()
  for (const { key, length } of edgesOf(piece)) {
    for (const neighbour of edges.get(key) ?? []) {
      const code = owners.get(neighbour)
      if (code !== undefined) borders.set(code, (borders.get(code) ?? 0) + length)
    }
  }
  const [longest] = [...borders].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return longest?.[0] ?? null
}

function edgesOf({ parts }: Piece): { key: string; length: number }[] {
  return parts.flat().flatMap((ring) =>
    ring.slice(1).map((end, i) => {
      const start = ring[i] ?? end
      return { key: edgeKey(start, end), length: Math.hypot(end[0] - start[0], end[1] - start[1]) }
    }),
  )
}

export const largest = <T extends { parts: Parts }>(pieces: readonly T[]): T | undefined =>
  [...pieces].sort((a, b) => planeArea(b.parts) - planeArea(a.parts))[0]

const planeArea = ([rings]: Parts) => Math.abs(signedArea(rings?.[0] ?? []))
