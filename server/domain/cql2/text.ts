import { Cursor } from './cursor'
import type { Place, Predicate, Scalar, Shape } from './expression'
import { comparisons, deepest, refusal } from './expression'
import { instantForm, isInstant, isPattern, likeNeedsText } from './literals'
import { isAtGeometry, readBox, readGeometry, readNumber } from './wkt'

const operators = [...comparisons, 'LIKE', 'BETWEEN', 'IN', 'IS NULL'] as const
const reserved = ['AND', 'OR', 'NOT', 'LIKE', 'ILIKE', 'BETWEEN', 'IN', 'IS', 'NULL']
const property = { vi: 'tên trường', en: 'a property' }
const literal = { vi: 'một giá trị', en: 'a value' }

/**
 * Reads a filter written as CQL2 text. Beyond the standard, ILIKE stands for LIKE without regard to case,
 * as clients of the older CQL send it.
 * @throws InputError with the place of the first fault and what is expected there
 */
export function parseText(filter: string): Predicate {
  const cursor = new Cursor(filter)
  const predicate = readOr(cursor, 0)
  if (cursor.token.kind !== 'end')
    throw cursor.unexpected('AND', 'OR', { vi: 'hết biểu thức', en: 'the end' })
  return predicate
}

function readOr(cursor: Cursor, depth: number): Predicate {
  const args = [readAnd(cursor, depth)]
  while (cursor.accept('OR')) args.push(readAnd(cursor, depth))
  return joined('or', args)
}

function readAnd(cursor: Cursor, depth: number): Predicate {
  const args = [readNot(cursor, depth)]
  while (cursor.accept('AND')) args.push(readNot(cursor, depth))
  return joined('and', args)
}

const joined = (op: 'and' | 'or', args: Predicate[]): Predicate => {
  const [first] = args
  return first && args.length === 1 ? first : { op, args }
}

function readNot(cursor: Cursor, depth: number): Predicate {
  if (depth > deepest) {
    throw refusal(cursor.token.at, {
      vi: `biểu thức lồng nhau quá ${deepest} lớp.`,
      en: `the filter is nested more than ${deepest} levels deep.`,
    })
  }
  if (cursor.accept('NOT')) return { op: 'not', arg: readNot(cursor, depth + 1) }
  if (cursor.isWord('S_INTERSECTS')) return readIntersects(cursor)
  if (cursor.isSign('(')) return readBracket(cursor, depth)
  return readComparison(cursor)
}

function readBracket(cursor: Cursor, depth: number): Predicate {
  cursor.expect('(')
  const inside = readOr(cursor, depth + 1)
  if (!cursor.accept(')')) throw cursor.unexpected(')', 'AND', 'OR')
  return inside
}

function readIntersects(cursor: Cursor): Predicate {
  cursor.take()
  cursor.expect('(')
  const left = readShape(cursor)
  cursor.expect(',')
  const right = readShape(cursor)
  cursor.expect(')')
  return { op: 's_intersects', left, right }
}

function readShape(cursor: Cursor): Shape {
  const { at, kind, text } = cursor.token
  if (isAtGeometry(cursor)) return { kind: 'geometry', geometry: readGeometry(cursor), at }
  if (cursor.accept('BBOX')) return { kind: 'bbox', bbox: readBox(cursor), at }
  if (kind !== 'name' && kind !== 'quoted-name') throw cursor.unexpected(property, 'POINT', 'POLYGON', 'BBOX')
  cursor.take()
  return { kind: 'property', name: text, at }
}

function readComparison(cursor: Cursor): Predicate {
  const value = readScalar(cursor)
  const operator = comparisons.find((sign) => cursor.accept(sign))
  if (operator) return { op: operator, left: value, right: readScalar(cursor) }
  if (cursor.accept('IS')) {
    const isNegated = cursor.accept('NOT')
    cursor.expect('NULL')
    return negated(isNegated, { op: 'isNull', value })
  }
  const isNegated = cursor.accept('NOT')
  if (cursor.accept('LIKE')) return negated(isNegated, { op: 'like', value, pattern: readPattern(cursor) })
  if (cursor.accept('ILIKE')) {
    const pattern = readPattern(cursor)
    const folded = (of: Scalar): Scalar => ({ kind: 'casei', of, at: of.at })
    return negated(isNegated, { op: 'like', value: folded(value), pattern: folded(pattern) })
  }
  if (cursor.accept('BETWEEN')) {
    const low = readScalar(cursor)
    cursor.expect('AND')
    return negated(isNegated, { op: 'between', value, low, high: readScalar(cursor) })
  }
  if (cursor.accept('IN')) {
    cursor.expect('(')
    const list = [readScalar(cursor)]
    while (cursor.accept(',')) list.push(readScalar(cursor))
    if (!cursor.accept(')')) throw cursor.unexpected(',', ')')
    return negated(isNegated, { op: 'in', value, list })
  }
  if (isNegated) throw cursor.unexpected('LIKE', 'BETWEEN', 'IN')
  if (value.kind === 'literal' && typeof value.value === 'boolean')
    return { op: 'constant', value: value.value }
  const mayEnd =
    cursor.token.kind === 'end' || cursor.isSign(')') || cursor.isWord('AND') || cursor.isWord('OR')
  if (value.kind === 'property' && mayEnd) return { op: 'isTrue', value }
  throw cursor.unexpected(...operators)
}

const negated = (isNegated: boolean, arg: Predicate): Predicate => (isNegated ? { op: 'not', arg } : arg)

function readPattern(cursor: Cursor): Scalar {
  const pattern = readScalar(cursor)
  if (isPattern(pattern)) return pattern
  throw refusal(pattern.at, likeNeedsText)
}

function readScalar(cursor: Cursor, depth = 0): Scalar {
  const { at, kind, text } = cursor.token
  if (depth > deepest) throw cursor.unexpected(property, literal)
  for (const fold of ['casei', 'accenti'] as const) {
    if (cursor.isWord(fold.toUpperCase())) {
      cursor.take()
      cursor.expect('(')
      const of = readScalar(cursor, depth + 1)
      cursor.expect(')')
      return { kind: fold, of, at }
    }
  }
  if (cursor.isWord('DATE') || cursor.isWord('TIMESTAMP')) {
    const instant = readInstant(cursor, cursor.isWord('DATE') ? 'date' : 'timestamp', at)
    if (instant) return instant
  }
  if (cursor.accept('TRUE')) return { kind: 'literal', value: true, at }
  if (cursor.accept('FALSE')) return { kind: 'literal', value: false, at }
  if (kind === 'text') return { kind: 'literal', value: cursor.take().text, at }
  if (kind === 'number' || cursor.isSign('-') || cursor.isSign('+')) {
    return { kind: 'literal', value: readNumber(cursor), at }
  }
  if (kind === 'quoted-name' || (kind === 'name' && !reserved.includes(text.toUpperCase()))) {
    cursor.take()
    if (cursor.isSign('(')) {
      throw refusal(at, {
        vi: `không có hàm «${text}». Có: S_INTERSECTS, CASEI, ACCENTI, DATE, TIMESTAMP.`,
        en: `there is no function "${text}". There are S_INTERSECTS, CASEI, ACCENTI, DATE, TIMESTAMP.`,
      })
    }
    return { kind: 'property', name: text, at }
  }
  throw cursor.unexpected(property, literal)
}

/** DATE('…') or TIMESTAMP('…'); null where the word is a property of that name. */
function readInstant(cursor: Cursor, kind: 'date' | 'timestamp', at: Place): Scalar | null {
  const mark = cursor.mark()
  cursor.take()
  if (!cursor.accept('(')) {
    cursor.rewind(mark)
    return null
  }
  const { text, at: textAt } = cursor.token
  if (cursor.token.kind !== 'text') throw cursor.unexpected("'2025-06-30'")
  cursor.take()
  if (!isInstant(kind, text)) throw refusal(textAt, instantForm(kind, text))
  cursor.expect(')')
  return { kind, value: text, at }
}
