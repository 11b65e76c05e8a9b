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
  forms[kind].test(text) && !Number.isNaN(Date.parse(text))

export const instantForm = (kind: 'date' | 'timestamp', text: string) => ({
  vi: `«${text}» không phải ${kind === 'date' ? "ngày; viết DATE('2025-06-30')" : "thời điểm; viết TIMESTAMP('2025-06-30T00:00:00Z')"}.`,
  en: `"${text}" is no ${kind === 'date' ? "date; write DATE('2025-06-30')" : "moment; write TIMESTAMP('2025-06-30T00:00:00Z')"}.`,
})
