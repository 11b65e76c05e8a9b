import type { Geometry, Position } from 'geojson'
import type { Box } from './expression'
import { deepest } from './expression'
import type { Cursor } from './cursor'

const number = { vi: 'một số', en: 'a number' }

const kinds = [
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
  'GEOMETRYCOLLECTION',
] as const

/** Whether a geometry is written at the cursor. */
export const isAtGeometry = (cursor: Cursor): boolean => kinds.some((kind) => cursor.isWord(kind))

/** Reads a geometry in well-known text. @throws InputError where it is none */
export function readGeometry(cursor: Cursor, depth = 0): Geometry {
  const kind = kinds.find((known) => cursor.accept(known))
  if (kind === undefined || depth > deepest) throw cursor.unexpected(...kinds)
  // "POINT Z (…)": the height plays no part
  cursor.accept('Z')
  switch (kind) {
    case 'POINT':
      return { type: 'Point', coordinates: inBrackets(cursor, readPosition) }
    case 'LINESTRING':
      return { type: 'LineString', coordinates: readLine(cursor, 2) }
    case 'POLYGON':
      return { type: 'Polygon', coordinates: listOf(cursor, readRing) }
    case 'MULTIPOINT':
      return { type: 'MultiPoint', coordinates: listOf(cursor, readLoosePoint) }
    case 'MULTILINESTRING':
      return { type: 'MultiLineString', coordinates: listOf(cursor, (each) => readLine(each, 2)) }
    case 'MULTIPOLYGON':
      return { type: 'MultiPolygon', coordinates: listOf(cursor, (each) => listOf(each, readRing)) }
    case 'GEOMETRYCOLLECTION':
      return {
        type: 'GeometryCollection',
        geometries: listOf(cursor, (each) => readGeometry(each, depth + 1)),
      }
  }
}

/** Reads the four or six numbers of BBOX(…); heights play no part. @throws InputError where there are others */
export function readBox(cursor: Cursor): Box {
  const numbers = listOf(cursor, readNumber)
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = numbers
  if (numbers.length === 4) return [a, b, c, d]
  if (numbers.length === 6) return [a, b, d, e]
  throw cursor.unexpected({ vi: 'BBOX có 4 hoặc 6 số', en: 'a BBOX of 4 or 6 numbers' })
}

/** Reads a number with its sign. @throws InputError where there is none */
export function readNumber(cursor: Cursor): number {
  const isNegative = cursor.accept('-')
  if (!isNegative) cursor.accept('+')
  if (cursor.token.kind !== 'number') throw cursor.unexpected(number)
  const value = Number(cursor.take().text)
  return isNegative ? -value : value
}

function readPosition(cursor: Cursor): Position {
  const position = [readNumber(cursor), readNumber(cursor)]
  if (cursor.token.kind === 'number' || cursor.isSign('-')) readNumber(cursor)
  return position
}

/** Both `MULTIPOINT((1 2),(3 4))` and the older `MULTIPOINT(1 2,3 4)` are met. */
const readLoosePoint = (cursor: Cursor): Position =>
  cursor.isSign('(') ? inBrackets(cursor, readPosition) : readPosition(cursor)

function readLine(cursor: Cursor, fewest: number): Position[] {
  const line = listOf(cursor, readPosition)
  if (line.length >= fewest) return line
  throw cursor.unexpected({ vi: `ít nhất ${fewest} điểm`, en: `at least ${fewest} points` })
}

function readRing(cursor: Cursor): Position[] {
  const ring = readLine(cursor, 4)
  const [first, last] = [ring[0], ring.at(-1)]
  if (first?.[0] === last?.[0] && first?.[1] === last?.[1]) return ring
  throw cursor.unexpected({
    vi: 'vòng đa giác khép kín (điểm cuối trùng điểm đầu)',
    en: 'a closed ring (its last point is its first)',
  })
}

function inBrackets<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  cursor.expect('(')
  const inside = read(cursor)
  cursor.expect(')')
  return inside
}

const listOf = <T>(cursor: Cursor, read: (cursor: Cursor) => T): T[] =>
  inBrackets(cursor, () => {
    const list = [read(cursor)]
    while (cursor.accept(',')) list.push(read(cursor))
    return list
  })
