import type { AttributeRow, AttributeType, AttributeValue } from '../attributes'
import type { Bilingual } from '../measures'
import type { Place, Scalar } from './expression'
import { refusal } from './expression'

/** What may be asked of a collection: its columns, and `geometry` where it has one. */
export type Queryables = ReadonlyMap<string, AttributeType | 'geometry'>

export type ScalarType = 'text' | 'number' | 'boolean' | 'instant'

/** A scalar that has been checked: what kind it is, and its value for a row. */
export type Compiled = { type: ScalarType; at: Place; of: (row: AttributeRow) => AttributeValue }

const typeNames: Record<ScalarType, Bilingual> = {
  text: { vi: 'văn bản', en: 'text' },
  number: { vi: 'số', en: 'number' },
  boolean: { vi: 'đúng/sai', en: 'boolean' },
  instant: { vi: 'ngày', en: 'date' },
}

/** Checks a scalar against the columns there are. @throws InputError for an unknown column or a fold of no text */
export function compileScalar(scalar: Scalar, queryables: Queryables): Compiled {
  const { at } = scalar
  switch (scalar.kind) {
    case 'property': {
      const { name } = scalar
      const type = queryables.get(name)
      if (type === undefined) throw unknownProperty(at, name, queryables)
      if (type === 'geometry') throw geometryMisplaced(at, name)
      return { type: scalarType(type), at, of: (row) => row[name] ?? null }
    }
    case 'literal': {
      const { value } = scalar
      const type = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
      return { type, at, of: () => value }
    }
    case 'date':
    case 'timestamp': {
      // days are compared by their beginning; as text, "2025-06-30" stands before "2025-06-30T00:00:00Z"
      const value = scalar.value.replace(/T00:00:00(\.0+)?Z$/, '')
      return { type: 'instant', at, of: () => value }
    }
    case 'casei':
    case 'accenti': {
      const inner = compileScalar(scalar.of, queryables)
      requireType(inner, 'text')
      const fold = scalar.kind === 'casei' ? withoutCase : withoutDiacritics
      return {
        ...inner,
        of: (row) => {
          const value = inner.of(row)
          return typeof value === 'string' ? fold(value) : value
        },
      }
    }
  }
}

const scalarType = (type: AttributeType): ScalarType =>
  type === 'integer' ? 'number' : type === 'date' ? 'instant' : type

const withoutCase = (text: string): string => text.toLocaleLowerCase('vi')

const withoutDiacritics = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')

/** @throws InputError unless the scalar is of one of the types */
export function requireType(scalar: Compiled, ...wanted: ScalarType[]): void {
  if (wanted.includes(scalar.type)) return
  const list = (language: 'vi' | 'en') => wanted.map((type) => typeNames[type][language]).join(', ')
  throw refusal(scalar.at, {
    vi: `ở đây cần ${list('vi')}, không phải ${typeNames[scalar.type].vi}.`,
    en: `${list('en')} expected here, not ${typeNames[scalar.type].en}.`,
  })
}

/** @throws InputError unless both can be compared */
export function requireSameType(first: Compiled, second: Compiled): void {
  if (first.type === second.type) return
  throw refusal(second.at, {
    vi: `không so sánh được ${typeNames[first.type].vi} với ${typeNames[second.type].vi}. Văn bản viết trong nháy đơn ('085'), số thì không (85), ngày viết DATE('2025-06-30').`,
    en: `${typeNames[first.type].en} cannot be compared with ${typeNames[second.type].en}. Texts stand in single quotes ('085'), numbers do not (85), dates are written DATE('2025-06-30').`,
  })
}

export function unknownProperty(at: Place, name: string, queryables: Queryables) {
  const all = [...queryables.keys()]
  const near = all.filter((known) => known.startsWith(name.slice(0, 4).toLowerCase()))
  const list = (near.length > 0 ? near : all).slice(0, 12).join(', ')
  return refusal(at, {
    vi: `không có trường «${name}». Ví dụ có: ${list}. Danh sách đầy đủ ở …/queryables.`,
    en: `there is no property "${name}". There are, for example: ${list}. All are listed at …/queryables.`,
  })
}

const geometryMisplaced = (at: Place, name: string) =>
  refusal(at, {
    vi: `«${name}» là hình; chỉ dùng được trong S_INTERSECTS hoặc IS NULL.`,
    en: `"${name}" is a geometry; it may stand in S_INTERSECTS or IS NULL only.`,
  })
