import type { MeasureKind } from '../measures'
import { fold } from '../names'

/** How the numbers of a column set apart thousands and decimals; null where nothing in it tells. */
export type NumberStyle = { decimal: ',' | '.' | null }

export type ReadNumber =
  | { kind: 'number'; value: number }
  /** The cell says that there is no figure yet. */
  | { kind: 'absent' }
  /** A dash: no case, or no figure? It is taken for no figure, and said so. */
  | { kind: 'dash' }
  | { kind: 'percent'; value: number }
  /** Two numbers are possible. */
  | { kind: 'unclear'; readings: [number, number] }
  /** "chưa có" beside a count: none, or not known? */
  | { kind: 'none-or-unknown' }
  | { kind: 'not-a-number' }

/** No case at all, or no. */
const zeroWords = new Set(['khong', 'khong co', 'khong phat sinh', 'none', 'no', 'nil', 'zero'])
/** No for a yes-or-no measure; for a count it may also mean that nobody has counted. */
const notYetWords = new Set(['chua', 'chua co', 'khong dat', 'chua dat', 'not yet'])
const yesWords = new Set(['co', 'dat', 'roi', 'da co', 'yes', 'x', 'v', 'true', 'dung'])
const absentWords = new Set([
  'chua co so lieu',
  'chua bao cao',
  'chua co bao cao',
  'chua thong ke',
  'chua thu thap',
  'khong co so lieu',
  'khong ro',
  'khong xac dinh',
  'kxd',
  'n a',
  'na',
  'not reported',
  'not available',
  'no data',
  'unknown',
])
const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 }

/** Compatible forms (full-width digits), one kind of blank, one kind of minus. */
const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .replace(/[−‒–—―]/g, '-')
    .trim()

const isNumeric = (text: string): boolean => /^[+-]?\d[\d., ']*$/.test(text)

/**
 * How a column writes decimals, from those of its numbers that leave no choice: 1.234,5 · 12,5 · 1.234.567.
 * A column that does it both ways has no style.
 */
export function numberStyle(texts: readonly string[]): NumberStyle {
  const votes = new Set<',' | '.'>()
  for (const raw of texts) {
    const text = tidy(raw).replace(/%$/, '').trim()
    if (!isNumeric(text)) continue
    const marks = [...text.replace(/[^.,]/g, '')] as (',' | '.')[] // only these two are left
    const last = marks.at(-1)
    if (last === undefined) continue
    if (new Set(marks).size === 2) votes.add(last)
    else if (marks.length > 1) votes.add(last === ',' ? '.' : ',')
    else if (!/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) votes.add(last)
  }
  const [only, ...others] = votes
  return { decimal: only !== undefined && others.length === 0 ? only : null }
}

/**
 * A number as people write it, in Vietnamese or English: 1.234,5 · 1,234.5 · 1 234 · 95% · không · —. A thousand that
 * could be a decimal ("1.234") is one where whole things are counted, unless the column writes decimals that way.
 * @param unit what is counted, which may stand behind the number
 * @param classes names of the classes of a class measure
 */
export function readNumber(
  written: string,
  kind: MeasureKind,
  style: NumberStyle,
  { unit = [], classes = [] }: { unit?: readonly string[]; classes?: readonly ClassName[] } = {},
): ReadNumber {
  const text = tidy(written)
  if (/^-+$/.test(text)) return { kind: 'dash' }
  if (/^(\.{2,}|\?+|\/+)$/.test(text)) return { kind: 'absent' }
  const words = fold(text)
  if (absentWords.has(words)) return { kind: 'absent' }
  if (kind === 'class') return readClass(words, classes) ?? readDigits(text, kind, style)
  if (kind === 'flag') {
    if (/^[✓✔☑×]$/u.test(text) || yesWords.has(words)) return { kind: 'number', value: 1 }
    if (zeroWords.has(words) || notYetWords.has(words)) return { kind: 'number', value: 0 }
  }
  if (zeroWords.has(words)) return { kind: 'number', value: 0 }
  if (notYetWords.has(words)) return { kind: 'none-or-unknown' }
  return readDigits(withoutUnit(text, unit), kind, style)
}

type ClassName = { value: number; names: readonly string[] }

function readClass(words: string, classes: readonly ClassName[]): ReadNumber | null {
  const named = classes.find(({ names }) => names.some((name) => fold(name) === words))
  if (named) return { kind: 'number', value: named.value }
  const short = words.replace(/^(xa )?(khu vuc|kv|vung|zone|area)\s*/, '')
  const value = romans[short]
  if (value !== undefined) return { kind: 'number', value }
  return short !== words && /^\d$/.test(short) ? { kind: 'number', value: Number(short) } : null
}

/** "12 thôn" is 12 where villages are counted. */
function withoutUnit(text: string, unit: readonly string[]): string {
  const [, number, rest] = /^([+-]?\d[\d., ']*?)\s*(\p{Letter}[\p{Letter}\s]*)$/u.exec(text) ?? []
  if (number === undefined || rest === undefined) return text
  return unit.some((name) => fold(name) === fold(rest)) ? number : text
}

function readDigits(text: string, kind: MeasureKind, style: NumberStyle): ReadNumber {
  const bracketed = /^\((\d[\d., ']*)\)$/.exec(text)?.[1]
  if (bracketed !== undefined) return negated(readDigits(bracketed, kind, style))
  const isPercent = text.endsWith('%')
  const digits = isPercent ? text.slice(0, -1).trim() : text
  if (!isNumeric(digits)) return { kind: 'not-a-number' }
  const read = valueOf(digits, kind !== 'unit' && !isPercent, style)
  return isPercent && read.kind === 'number' ? { kind: 'percent', value: read.value } : read
}

function negated(read: ReadNumber): ReadNumber {
  if (read.kind === 'number') return { kind: 'number', value: -read.value }
  return { kind: 'not-a-number' }
}

/** Groups of three behind one to three digits, all set apart by the same sign. */
const grouped = /^\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*$/
const groupedDecimal = /^(\d{1,3}(?:([., '])\d{3})+)([.,])(\d+)$/

function valueOf(signed: string, isWhole: boolean, { decimal }: NumberStyle): ReadNumber {
  const sign = signed.startsWith('-') ? -1 : 1
  const text = signed.replace(/^[+-]/, '')
  const number = (whole: string, fraction = ''): ReadNumber => ({
    kind: 'number',
    value: sign * Number(`${whole.replace(/[., ']/g, '')}.${fraction || '0'}`),
  })
  if (/^\d+$/.test(text)) return number(text)
  const both = groupedDecimal.exec(text)
  if (both && both[2] !== both[3]) return number(both[1] ?? '', both[4])
  const groups = grouped.exec(text)
  if (groups) {
    const mark = groups[1]
    const isOnce = text.split(mark ?? '').length === 2
    if (mark === ' ' || mark === "'" || !isOnce) return number(text)
    const [whole = '', fraction = ''] = text.split(mark ?? '')
    if (/^0/.test(whole)) return number(whole, fraction)
    if (decimal === mark) {
      return isWhole
        ? {
            kind: 'unclear',
            readings: [sign * Number(whole + fraction), sign * Number(`${whole}.${fraction}`)],
          }
        : number(whole, fraction)
    }
    if (decimal !== null || isWhole) return number(text)
    return {
      kind: 'unclear',
      readings: [sign * Number(whole + fraction), sign * Number(`${whole}.${fraction}`)],
    }
  }
  const [, whole, fraction] = /^(\d+)[.,](\d+)$/.exec(text) ?? []
  return whole === undefined ? { kind: 'not-a-number' } : number(whole, fraction)
}
