import type { Attribute, AttributeRow } from '#domain/attributes'
import { compileFilter } from '#domain/cql2/evaluate'
import type { Candidate } from '#domain/cql2/evaluate'
import { parseJson } from '#domain/cql2/json'
import { isInstant } from '#domain/cql2/literals'
import type { Queryables } from '#domain/cql2/scalars'
import { probesOfBox } from '#domain/cql2/spatial'
import { parseText } from '#domain/cql2/text'
import type { Dataset } from '#domain/dataset'
import { InputError } from '#domain/input-problem'
import type { Probe } from '#domain/intersects'
import { languages } from '#domain/language'
import type { Bilingual } from '#domain/measures'
import { daysOf } from '#domain/period-days'
import type { Period } from '#domain/periods'
import type { ReferenceSystem } from '#domain/reference-systems'
import { crs84, referenceSystem, referenceSystems } from '#domain/reference-systems'

/** Features on a page when nobody says how many, and at most. */
export const pageSizes = { usual: 100, most: 1000 } as const

/** Languages of `filter`; the last is what GDAL and QGIS call the text form. */
export const filterLanguages = ['cql2-text', 'cql2-json', 'cql-text'] as const

/** Parameters that every resource takes. */
export const everywhere = ['f', 'lang', 'period', 'illustrative'] as const
/** Parameters of the features of a collection, besides its columns. */
export const ofItems = [
  'limit',
  'offset',
  'bbox',
  'bbox-crs',
  'crs',
  'datetime',
  'filter',
  'filter-lang',
  'filter-crs',
] as const

type Query = Readonly<Record<string, string[]>>

/** What is asked of any resource. */
export type Wishes = { period: Period | null; illustrative: boolean }

/** What is asked of the features of a collection. */
export type ItemsAsked = Wishes & {
  limit: number
  offset: number
  crs: ReferenceSystem
  bbox: { system: ReferenceSystem; probes: readonly Probe[] } | null
  filter: { system: ReferenceSystem; test: (candidate: Candidate) => boolean } | null
  /** What columns must hold: `?district_code=085`. */
  equal: (row: AttributeRow) => boolean
}

/** The refusal of a parameter. */
export const wrong = (name: string, message: Bilingual) =>
  new InputError([{ kind: 'invalid-request', at: `query.${name}`, message }])

/** @throws InputError for a parameter that the resource does not know, that is given twice, or for a strange language */
export function checkNames(query: Query, known: readonly string[]): void {
  for (const [name, values] of Object.entries(query)) {
    if (!known.includes(name)) {
      throw wrong(name, {
        vi: `Không có tham số này. Có: ${known.slice(0, 20).join(', ')}.`,
        en: `There is no such parameter. There are: ${known.slice(0, 20).join(', ')}.`,
      })
    }
    if (values.length > 1) {
      throw wrong(name, { vi: 'Chỉ ghi tham số này một lần.', en: 'Give this parameter only once.' })
    }
  }
  const language = one(query, 'lang')
  if (language !== undefined && !languages.some((known) => known === language)) {
    throw wrong('lang', oneOf(languages))
  }
}

/**
 * The period and layer that are asked for: `period`, and `datetime` where the resource knows it. An instant or
 * interval picks the latest period that it touches; null when it touches none.
 * @throws InputError for a period without reports, or what is no date
 */
export function readWishes(query: Query, dataset: Dataset): Wishes {
  const illustrative = one(query, 'illustrative') ?? 'true'
  if (illustrative !== 'true' && illustrative !== 'false')
    throw wrong('illustrative', oneOf(['true', 'false']))
  const period = one(query, 'period')
  if (period !== undefined && !dataset.periods.includes(period)) throw wrong('period', oneOf(dataset.periods))
  const candidates = period === undefined ? dataset.periods : [period]
  const span = readSpan(one(query, 'datetime'), dataset.periods)
  const touched = candidates.filter((each) => {
    const { first, last } = daysOf(each)
    return first <= span.to && last >= span.from
  })
  return { period: touched.at(-1) ?? null, illustrative: illustrative === 'true' }
}

/** @throws InputError that names the first parameter which makes no sense, and what would */
export function readItems(
  query: Query,
  dataset: Dataset,
  queryables: Queryables,
  columns: readonly Attribute[],
): ItemsAsked {
  const crs = readSystem(query, 'crs')
  return {
    ...readWishes(query, dataset),
    limit: Math.min(readWhole(query, 'limit', 1) ?? pageSizes.usual, pageSizes.most),
    offset: readWhole(query, 'offset', 0) ?? 0,
    crs,
    bbox: readBox(query),
    filter: readFilter(query, queryables),
    equal: readEqual(query, columns),
  }
}

/** The reference system named by a parameter, CRS84 when it is not given. @throws InputError for any other */
export function readSystem(query: Query, name: 'crs' | 'bbox-crs' | 'filter-crs'): ReferenceSystem {
  const written = one(query, name)
  const system = written === undefined ? crs84 : referenceSystem(written)
  if (system === null) throw wrong(name, oneOf(referenceSystems.map(({ uri }) => uri)))
  return system
}

const one = (query: Query, name: string): string | undefined => query[name]?.[0]

export const oneOf = (allowed: readonly string[]): Bilingual => ({
  vi: `Chỉ nhận: ${allowed.join(', ')}.`,
  en: `Expected one of: ${allowed.join(', ')}.`,
})

function readWhole(query: Query, name: 'limit' | 'offset', least: number): number | undefined {
  const written = one(query, name)
  if (written === undefined) return undefined
  if (/^\d{1,15}$/.test(written) && Number(written) >= least) return Number(written)
  throw wrong(name, {
    vi: `Cần số nguyên từ ${least} trở lên, không phải «${written}».`,
    en: `Expected a whole number of ${least} or more, not "${written}".`,
  })
}

function readBox(query: Query): ItemsAsked['bbox'] {
  const system = readSystem(query, 'bbox-crs')
  const written = one(query, 'bbox')
  if (written === undefined) return null
  const numbers = written.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  const flat = numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i] ?? NaN) : numbers
  const [a = NaN, b = NaN, c = NaN, d = NaN] = flat
  if (flat.length !== 4 || flat.some((each) => !Number.isFinite(each))) {
    throw wrong('bbox', {
      vi: `Cần 4 số (hoặc 6, với độ cao) cách nhau bằng dấu phẩy: tây,nam,đông,bắc, ví dụ 103.5,22,104.7,22.9; không phải «${written}».`,
      en: `Expected 4 numbers (or 6, with heights) separated by commas: west,south,east,north, like 103.5,22,104.7,22.9; not "${written}".`,
    })
  }
  try {
    return { system, probes: probesOfBox([a, b, c, d], system, 'bbox') }
  } catch (error) {
    throw atParameter(error, 'bbox')
  }
}

function readFilter(query: Query, queryables: Queryables): ItemsAsked['filter'] {
  const written = one(query, 'filter')
  const language = one(query, 'filter-lang')
  if (language !== undefined && !(filterLanguages as readonly string[]).includes(language)) {
    throw wrong('filter-lang', oneOf(filterLanguages))
  }
  const system = readSystem(query, 'filter-crs')
  if (written === undefined) return null
  const predicate = language === 'cql2-json' ? parseJson(written) : parseText(written)
  return { system, test: compileFilter(predicate, queryables, system) }
}

function readEqual(query: Query, columns: readonly Attribute[]): ItemsAsked['equal'] {
  const wanted = columns.flatMap((column) => {
    const written = one(query, column.name)
    return written === undefined ? [] : [{ name: column.name, value: readValue(column, written) }]
  })
  return (row) => wanted.every(({ name, value }) => row[name] === value)
}

/** @throws InputError for what can stand in no cell of the column */
function readValue({ name, type, allowed }: Attribute, written: string): string | number | boolean {
  switch (type) {
    case 'text': {
      const text = written.normalize('NFC')
      if (allowed && !allowed.includes(text)) throw wrong(name, oneOf(allowed))
      return text
    }
    case 'date':
      if (isInstant('date', written)) return written
      throw wrong(name, {
        vi: `Cần một ngày như 2025-06-30, không phải «${written}».`,
        en: `Expected a day like 2025-06-30, not "${written}".`,
      })
    case 'boolean':
      if (written !== 'true' && written !== 'false') throw wrong(name, oneOf(['true', 'false']))
      return written === 'true'
    case 'number':
    case 'integer': {
      const value = written.trim() === '' ? NaN : Number(written)
      if (type === 'integer' ? Number.isInteger(value) : Number.isFinite(value)) return value
      const [vi, en] = type === 'integer' ? ['số nguyên', 'a whole number'] : ['một số', 'a number']
      throw wrong(name, {
        vi: `Cần ${vi}, không phải «${written}».`,
        en: `Expected ${en}, not "${written}".`,
      })
    }
  }
}

/** Days from and to, as ISO texts that compare in the order of time. */
function readSpan(written: string | undefined, periods: readonly Period[]): { from: string; to: string } {
  const [start, end] = ['0000-01-01', '9999-12-31']
  if (written === undefined) return { from: start, to: end }
  const ends = written.split('/')
  const [a = '', b = a] = ends
  const isOpen = (text: string) => ends.length === 2 && (text === '..' || text === '')
  const from = isOpen(a) ? start : readDay(a, periods)?.first
  const to = isOpen(b) ? end : readDay(b, periods)?.last
  if (ends.length <= 2 && from !== undefined && to !== undefined && from <= to) return { from, to }
  throw wrong('datetime', {
    vi: `Viết một ngày (2025-03-31), một kỳ (2025-H1) hoặc một khoảng (2024-01-01/2025-06-30, ../2024-12-31), đầu trước cuối; không phải «${written}».`,
    en: `Write a day (2025-03-31), a period (2025-H1) or an interval (2024-01-01/2025-06-30, ../2024-12-31), its start first; not "${written}".`,
  })
}

// "2025-06-30T" without a time is what GDAL sends for a date
const moment = /^(\d{4}-\d{2}-\d{2})(T(\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?$/

function readDay(text: string, periods: readonly Period[]): { first: string; last: string } | undefined {
  if (periods.includes(text) || /^\d{4}$/.test(text)) return daysOf(text)
  const day = moment.exec(text)?.[1]
  return day === undefined || !isInstant('date', day) ? undefined : { first: day, last: day }
}

/** The same fault, said of a parameter instead of a filter. */
function atParameter(error: unknown, name: string): unknown {
  if (!(error instanceof InputError)) return error
  return new InputError(
    error.problems.map((problem) => ({ ...problem, kind: 'invalid-request', at: `query.${name}` })),
  )
}
