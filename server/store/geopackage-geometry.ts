import type { MultiPolygon, Polygon, Position } from 'geojson'

const wkb = { polygon: 3, multiPolygon: 6 } as const
const littleEndian = 1
/** Of the header: magic, version, flags, reference system, and the four numbers of the envelope. */
const headerBytes = 8 + 4 * 8

/**
 * A shape as GeoPackage stores it: a header with the rectangle around it (OGC 12-128r18, 2.1.3), then the
 * multipolygon as well-known binary, little-endian.
 */
export function geoPackageGeometry(geometry: Polygon | MultiPolygon, srsId: number): Buffer {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const size = parts.reduce(
    (sum, rings) => sum + 9 + rings.reduce((all, ring) => all + 4 + ring.length * 16, 0),
    9,
  )
  const bytes = Buffer.alloc(headerBytes + size)
  const positions = parts.flat(2)
  bytes.write('GP', 0, 'latin1')
  // version 0; flags: little-endian, envelope of four numbers
  bytes.writeUInt8(0b00000011, 3)
  bytes.writeInt32LE(srsId, 4)
  const [first, second] = [positions.map(([x = 0]) => x), positions.map(([, y = 0]) => y)]
  ;[least(first), most(first), least(second), most(second)].forEach((bound, i) =>
    bytes.writeDoubleLE(bound, 8 + i * 8),
  )
  let at = writeHead(bytes, headerBytes, wkb.multiPolygon, parts.length)
  for (const rings of parts) {
    at = writeHead(bytes, at, wkb.polygon, rings.length)
    for (const ring of rings) at = writeRing(bytes, at, ring)
  }
  return bytes
}

const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), Infinity)
const most = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), -Infinity)

function writeHead(bytes: Buffer, at: number, type: number, count: number): number {
  bytes.writeUInt8(littleEndian, at)
  bytes.writeUInt32LE(type, at + 1)
  return bytes.writeUInt32LE(count, at + 5)
}

function writeRing(bytes: Buffer, at: number, ring: readonly Position[]): number {
  let next = bytes.writeUInt32LE(ring.length, at)
  for (const [x = 0, y = 0] of ring) {
    next = bytes.writeDoubleLE(x, next)
    next = bytes.writeDoubleLE(y, next)
  }
  return next
}
