import { isAsked } from '../flow/asked'
import type { Measure } from '../measures'
import { fold } from '../names'
import type { ColumnRole } from './reading'

const roleHeadings: Readonly<Record<'code' | 'name' | 'district' | 'ignored', ReadonlySet<string>>> = {
  code: new Set([
    ...[
      'ma',
      'ma so',
      'ma xa',
      'ma don vi',
      'ma dvhc',
      'ma don vi hanh chinh',
      'ma xa phuong',
      'ma dia phuong',
    ],
    ...['ma gso', 'ma xa phuong thi tran', 'maxa', 'code', 'unit code', 'commune code', 'gso code'],
  ]),
  name: new Set([
    ...['ten', 'ten xa', 'xa', 'xa phuong', 'xa phuong thi tran', 'ten xa phuong', 'ten xa phuong thi tran'],
    ...[
      'don vi',
      'ten don vi',
      'don vi hanh chinh',
      'ten don vi hanh chinh',
      'ten dvhc',
      'dia phuong',
      'dia ban',
    ],
    ...['ten dia phuong', 'don vi bao cao', 'tenxa', 'name', 'unit', 'unit name', 'commune', 'commune name'],
  ]),
  district: new Set([
    ...['huyen', 'ten huyen', 'quan huyen', 'huyen thi xa', 'huyen thi xa thanh pho', 'huyen thanh pho'],
    ...['huyen cu', 'thuoc huyen', 'district', 'former district', 'district name'],
  ]),
  ignored: new Set([
    'stt',
    'tt',
    'so tt',
    'so thu tu',
    'no',
    'ghi chu',
    'note',
    'notes',
    'remarks',
    'don vi tinh',
    'dvt',
  ]),
}

/** A heading as it is compared: without diacritics, "(…)", and "(tổng) số" in front. */
export const headingKey = (text: string): string =>
  fold(text.replace(/\([^)]*\)/g, ' ')).replace(/^(tong )?so (?!thu tu|tt)/, '')

/** Reads headings of columns: what each means, or which measures come near. */
export function createHeadings(measures: readonly Measure[]) {
  const reported = measures.filter(isAsked)
  const byKey = new Map<string, string>()
  const shared = new Set<string>()
  for (const { id, name } of reported) {
    for (const key of new Set([
      fold(id),
      ...[name.vi, name.en].flatMap((text) => [fold(text), headingKey(text)]),
    ])) {
      if (byKey.has(key) && byKey.get(key) !== id) shared.add(key)
      byKey.set(key, id)
    }
  }
  const measureOf = (text: string): string | null => {
    const key = [fold(text), headingKey(text)].find((each) => byKey.has(each) && !shared.has(each))
    return key === undefined ? null : (byKey.get(key) ?? null)
  }
  return {
    /** @param parts the heading's lines from the top, of which the last names the column, or all together */
    roleOf(parts: readonly string[]): ColumnRole {
      const last = parts.at(-1) ?? ''
      const measure = measureOf(parts.join(' ')) ?? measureOf(last)
      if (measure !== null) return { kind: 'measure', measure }
      for (const kind of ['code', 'name', 'district', 'ignored'] as const) {
        if (roleHeadings[kind].has(fold(last)) || roleHeadings[kind].has(headingKey(last))) return { kind }
      }
      return { kind: 'unknown', suggested: suggested(parts.join(' '), reported) }
    },
  }
}

const mostSuggested = 3

/** Measures that share most words with a heading. */
function suggested(text: string, measures: readonly Measure[]): string[] {
  const words = new Set(headingKey(text).split(' '))
  const ranked = measures.map(({ id, name }) => ({
    id,
    likeness: Math.max(
      ...[name.vi, name.en].map((each) => {
        const own = new Set(headingKey(each).split(' '))
        const both = [...own].filter((word) => words.has(word)).length
        return both / (own.size + words.size - both)
      }),
    ),
  }))
  return ranked
    .filter(({ likeness }) => likeness >= 0.3)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostSuggested)
    .map(({ id }) => id)
}
