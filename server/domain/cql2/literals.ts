import type { Scalar } from './expression'

/** Whether the right side of LIKE is a text, perhaps folded. */
export const isPattern = (scalar: Scalar): boolean =>
  scalar.kind === 'casei' || scalar.kind === 'accenti'
    ? isPattern(scalar.of)
    : scalar.kind === 'literal' && typeof scalar.value === 'string'

export const likeNeedsText = {
  vi: "sau LIKE phải là văn bản trong dấu nháy đơn, % thay cho chuỗi bất kỳ: 'Sa%'.",
  en: "LIKE is followed by a text in single quotes, % standing for any characters: 'Sa%'.",
}

const forms = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamp: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
} as const

/** Whether the text is a day or a moment that exists, in the form that CQL2 asks for. */
export const isInstant = (kind: 'date' | 'timestamp', text: string): boolean =>
  forms[kind].test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))

/** Whether the day is in the calendar; what is read as a date may be one of the next month. */
function isDay(text: string): boolean {
  const day = new Date(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** A text that is a day or a moment, as one; all else as it is. */
export function asInstant(scalar: Scalar): Scalar {
  if (scalar.kind !== 'literal' || typeof scalar.value !== 'string') return scalar
  const { value, at } = scalar
  const kind = isInstant('date', value) ? 'date' : isInstant('timestamp', value) ? 'timestamp' : null
  return kind === null ? scalar : { kind, value, at }
}

export const instantForm = (kind: 'date' | 'timestamp', text: string) => ({
  vi: `«${text}» không phải ${kind === 'date' ? "ngày; viết DATE('2025-06-30')" : "thời điểm; viết TIMESTAMP('2025-06-30T00:00:00Z')"}.`,
  en: `"${text}" is no ${kind === 'date' ? "date; write DATE('2025-06-30')" : "moment; write TIMESTAMP('2025-06-30T00:00:00Z')"}.`,
})
