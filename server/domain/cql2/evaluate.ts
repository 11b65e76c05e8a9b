import type { AttributeRow, AttributeValue } from '../attributes'
import type { Located } from '../located'
import type { ReferenceSystem } from '../reference-systems'
import type { Comparison, Predicate } from './expression'
import { likeTest } from './like'
import { asInstant } from './literals'
import type { Compiled, Queryables } from './scalars'
import { compileScalar, requireSameType, requireType } from './scalars'
import { compileIntersects } from './spatial'

/** What a filter is asked about: a row, and its area in the filter's reference system. */
export type Candidate = { row: AttributeRow; area: Located | null }

/** True, false, or null where a missing value leaves it open. */
type Truth = (candidate: Candidate) => boolean | null

/**
 * Makes a test of a filter. A comparison with a missing value is neither true nor false, and neither is its
 * opposite; only features for which the filter is true pass.
 * @param system the reference system of the coordinates in the filter
 * @throws InputError naming the place of an unknown property, a wrong type or an impossible coordinate
 */
export function compileFilter(
  predicate: Predicate,
  queryables: Queryables,
  system: ReferenceSystem,
): (candidate: Candidate) => boolean {
  const truth = compile(predicate, queryables, system)
  return (candidate) => truth(candidate) === true
}

function compile(predicate: Predicate, queryables: Queryables, system: ReferenceSystem): Truth {
  const scalar = (one: Parameters<typeof compileScalar>[0]) => compileScalar(one, queryables)
  switch (predicate.op) {
    case 'and':
    case 'or': {
      const parts = predicate.args.map((arg) => compile(arg, queryables, system))
      return predicate.op === 'and' ? all(parts) : any(parts)
    }
    case 'not': {
      const inner = compile(predicate.arg, queryables, system)
      return (candidate) => opposite(inner(candidate))
    }
    case 'constant':
      return () => predicate.value
    case 'isTrue': {
      const value = scalar(predicate.value)
      requireType(value, 'boolean')
      return ({ row }) => truthOf(value.of(row))
    }
    case 'isNull':
      return compileIsNull(predicate.value, queryables)
    case 's_intersects':
      return compileIntersects(predicate, queryables, system)
    case 'like': {
      const [value, pattern] = [scalar(predicate.value), scalar(predicate.pattern)]
      requireType(value, 'text')
      const test = likeTest(String(pattern.of({})))
      return ({ row }) => {
        const text = value.of(row)
        return typeof text === 'string' ? test(text) : null
      }
    }
    case 'between': {
      const [value, low, high] = [scalar(predicate.value), scalar(predicate.low), scalar(predicate.high)]
      requireType(value, 'number', 'instant')
      return all([comparing('>=', value, low), comparing('<=', value, high)])
    }
    case 'in': {
      const value = scalar(predicate.value)
      // in lists of days, and only there, the standard's own tests leave DATE(…) away
      const listed = value.type === 'instant' ? predicate.list.map(asInstant) : predicate.list
      return any(listed.map((each) => comparing('=', value, scalar(each))))
    }
    default:
      return comparing(predicate.op, scalar(predicate.left), scalar(predicate.right))
  }
}

function compileIsNull(value: Parameters<typeof compileScalar>[0], queryables: Queryables): Truth {
  if (value.kind === 'property' && queryables.get(value.name) === 'geometry')
    return ({ area }) => area === null
  const compiled = compileScalar(value, queryables)
  return ({ row }) => compiled.of(row) === null
}

/** A comparison of two scalars. @throws InputError when they are of different types */
function comparing(op: Comparison, left: Compiled, right: Compiled): Truth {
  requireSameType(left, right)
  return ({ row }) => {
    const [a, b] = [left.of(row), right.of(row)]
    return a === null || b === null ? null : holds(op, a, b)
  }
}

function holds(op: Comparison, a: NonNullable<AttributeValue>, b: NonNullable<AttributeValue>): boolean {
  switch (op) {
    case '=':
      return a === b
    case '<>':
      return a !== b
    case '<':
      return a < b
    case '>':
      return a > b
    case '<=':
      return a <= b
    case '>=':
      return a >= b
  }
}

const truthOf = (value: AttributeValue): boolean | null => (value === null ? null : value === true)
const opposite = (truth: boolean | null): boolean | null => (truth === null ? null : !truth)

/** False as soon as one is; otherwise open as soon as one is. */
function all(parts: readonly Truth[]): Truth {
  return (candidate) => {
    let truth: boolean | null = true
    for (const part of parts) {
      const one = part(candidate)
      if (one === false) return false
      if (one === null) truth = null
    }
    return truth
  }
}

/** True as soon as one is; otherwise open as soon as one is. */
function any(parts: readonly Truth[]): Truth {
  return (candidate) => {
    let truth: boolean | null = false
    for (const part of parts) {
      const one = part(candidate)
      if (one === true) return true
      if (one === null) truth = null
    }
    return truth
  }
}
