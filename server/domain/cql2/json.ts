import type { Geometry } from 'geojson'
import type { Box, Comparison, Predicate, Scalar, Shape } from './expression'
import { comparisons, deepest, refusal } from './expression'
import { instantForm, isInstant, isPattern, likeNeedsText } from './literals'

type Fields = Record<string, unknown>

const operators = [
  'and',
  'or',
  'not',
  ...comparisons,
  'like',
  'between',
  'in',
  'isNull',
  's_intersects',
] as const
const geometryTypes = [
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
]

/**
 * Reads a filter written as CQL2 JSON.
 * @throws InputError with the path of the first fault and what is expected there
 */
export function parseJson(filter: string): Predicate {
  let parsed: unknown
  try {
    parsed = JSON.parse(filter)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw refusal('', { vi: `không phải JSON hợp lệ (${reason}).`, en: `this is no valid JSON (${reason}).` })
  }
  return readPredicate(parsed, '', 0)
}

function readPredicate(json: unknown, at: string, depth: number): Predicate {
  if (depth > deepest) {
    throw refusal(at, {
      vi: `biểu thức lồng nhau quá ${deepest} lớp.`,
      en: `the filter is nested more than ${deepest} levels deep.`,
    })
  }
  if (typeof json === 'boolean') return { op: 'constant', value: json }
  if (!isFields(json)) throw wanted(at, '{"op": …, "args": […]}')
  if (typeof json['property'] === 'string') return { op: 'isTrue', value: readScalar(json, at, 0) }
  const op = operators.find((known) => known === json['op'])
  if (op === undefined) throw wanted(join(at, 'op'), operators.join(', '))
  const path = join(at, 'args')
  const args = readArgs(json['args'], path)
  const scalar = (i: number) => readScalar(args[i], `${path}[${i}]`, 0)
  switch (op) {
    case 'and':
    case 'or':
      if (args.length < 2) throw wanted(path, '≥ 2')
      return { op, args: args.map((arg, i) => readPredicate(arg, `${path}[${i}]`, depth + 1)) }
    case 'not':
      count(args, 1, path)
      return { op, arg: readPredicate(args[0], `${path}[0]`, depth + 1) }
    case 'like': {
      count(args, 2, path)
      const pattern = scalar(1)
      if (!isPattern(pattern)) throw refusal(pattern.at, likeNeedsText)
      return { op, value: scalar(0), pattern }
    }
    case 'between':
      count(args, 3, path)
      return { op, value: scalar(0), low: scalar(1), high: scalar(2) }
    case 'in': {
      count(args, 2, path)
      const list = readArgs(args[1], `${path}[1]`)
      return { op, value: scalar(0), list: list.map((each, i) => readScalar(each, `${path}[1][${i}]`, 0)) }
    }
    case 'isNull':
      count(args, 1, path)
      return { op, value: scalar(0) }
    case 's_intersects':
      count(args, 2, path)
      return { op, left: readShape(args[0], `${path}[0]`), right: readShape(args[1], `${path}[1]`) }
    default:
      return readComparison(op, args, path)
  }
}

function readComparison(op: Comparison, args: unknown[], path: string): Predicate {
  count(args, 2, path)
  return { op, left: readScalar(args[0], `${path}[0]`, 0), right: readScalar(args[1], `${path}[1]`, 0) }
}

function readScalar(json: unknown, at: string, depth: number): Scalar {
  if (typeof json === 'string') return { kind: 'literal', value: json.normalize('NFC'), at }
  if (typeof json === 'number' || typeof json === 'boolean') return { kind: 'literal', value: json, at }
  if (isFields(json) && depth <= deepest) {
    if (typeof json['property'] === 'string') return { kind: 'property', name: json['property'], at }
    for (const kind of ['date', 'timestamp'] as const) {
      const value = json[kind]
      if (typeof value !== 'string') continue
      if (!isInstant(kind, value)) throw refusal(at, instantForm(kind, value))
      return { kind, value, at }
    }
    const { op } = json
    if (op === 'casei' || op === 'accenti') {
      const args = readArgs(json['args'], join(at, 'args'))
      count(args, 1, join(at, 'args'))
      return { kind: op, of: readScalar(args[0], `${join(at, 'args')}[0]`, depth + 1), at }
    }
  }
  throw wanted(at, '"…", 1.5, true, {"property": …}, {"date": …}, {"op": "casei", …}')
}

function readShape(json: unknown, at: string): Shape {
  if (isFields(json)) {
    if (typeof json['property'] === 'string') return { kind: 'property', name: json['property'], at }
    if ('bbox' in json && !('type' in json))
      return { kind: 'bbox', bbox: readBox(json['bbox'], join(at, 'bbox')), at }
    if (isGeometry(json)) return { kind: 'geometry', geometry: json, at }
  }
  throw wanted(at, '{"property": …}, {"bbox": […]}, GeoJSON')
}

function readBox(json: unknown, at: string): Box {
  const numbers = Array.isArray(json)
    ? json.filter((each) => typeof each === 'number' && Number.isFinite(each))
    : []
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = numbers
  if (Array.isArray(json) && json.length === numbers.length) {
    if (numbers.length === 4) return [a, b, c, d]
    if (numbers.length === 6) return [a, b, d, e]
  }
  throw wanted(at, '[104, 22, 105, 23]')
}

/** Whether it is a GeoJSON geometry with numbers where numbers belong and rings that are closed. */
function isGeometry(json: unknown, depth = 0): json is Geometry {
  if (!isFields(json) || depth > deepest || !geometryTypes.includes(String(json['type']))) return false
  const { type, coordinates, geometries } = json
  const each = (list: unknown, test: (one: unknown) => boolean) =>
    Array.isArray(list) && list.length > 0 && list.every(test)
  const line = (one: unknown) => each(one, isPosition) && Array.isArray(one) && one.length >= 2
  const polygon = (one: unknown) => each(one, isRing)
  switch (type) {
    case 'Point':
      return isPosition(coordinates)
    case 'MultiPoint':
      return each(coordinates, isPosition)
    case 'LineString':
      return line(coordinates)
    case 'MultiLineString':
      return each(coordinates, line)
    case 'Polygon':
      return polygon(coordinates)
    case 'MultiPolygon':
      return each(coordinates, polygon)
    default:
      return each(geometries, (one) => isGeometry(one, depth + 1))
  }
}

const isPosition = (json: unknown): boolean =>
  Array.isArray(json) &&
  json.length >= 2 &&
  json.every((each) => typeof each === 'number' && Number.isFinite(each))

const isRing = (json: unknown): boolean =>
  Array.isArray(json) &&
  json.length >= 4 &&
  json.every(isPosition) &&
  JSON.stringify(json[0]) === JSON.stringify(json.at(-1))

const isFields = (json: unknown): json is Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
const join = (at: string, field: string): string => (at === '' ? field : `${at}.${field}`)

function readArgs(json: unknown, at: string): unknown[] {
  if (Array.isArray(json) && json.length > 0) return json
  throw wanted(at, '[…]')
}

function count(args: unknown[], n: number, at: string): void {
  if (args.length === n) return
  throw refusal(at, {
    vi: `cần đúng ${n} phần tử, đang có ${args.length}.`,
    en: `exactly ${n} ${n === 1 ? 'item is' : 'items are'} expected, there are ${args.length}.`,
  })
}

const wanted = (at: string, what: string) =>
  refusal(at, { vi: `ở đây cần: ${what}.`, en: `expected here: ${what}.` })
