import type { Answers, CellAddress, Entry, Finding, Reading } from '../intake/reading'

/** Reasons given for warnings, by {@link findingKey}. */
export type Reasons = Readonly<Record<string, string>>

/** How far a file is from being sent in. */
export type ReportCounts = {
  kind: Reading['kind']
  rows: { inFile: number; matched: number; rejected: number }
  /** Figures that it brings; cells that say "no figure yet" bring none. */
  entries: number
  errors: number
  warnings: number
  /** Warnings without a reason, and questions without an answer. */
  unreasoned: number
  unanswered: number
}

/** A cell as a person writes it: "Số liệu!D12"; the whole row as "Số liệu!12". */
export const addressText = ({ sheet, row, column }: CellAddress): string => `${sheet}!${column ?? ''}${row}`

/**
 * Tells a message from the others of its file, and is the same when the file is read again; a reason given for one
 * value does not hold for another that comes to stand in its place.
 */
export const findingKey = ({ rule, at, unit, measure, text }: Finding): string =>
  [rule, at === null ? '' : addressText(at), unit?.code ?? '', measure ?? '', text.vi].join('|')

/** Warnings and errors as they stop a file: an error always, a warning until a reason is given. */
export function countsOf(
  reading: Reading,
  findings: readonly Finding[],
  answers: Answers,
  reasons: Reasons,
): ReportCounts {
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  const isRead = reading.kind === 'read'
  return {
    kind: reading.kind,
    rows: isRead ? reading.rows : { inFile: 0, matched: 0, rejected: 0 },
    entries: isRead ? figuresOf(reading.entries).length : 0,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: warnings.length,
    unreasoned: warnings.filter((finding) => !reasons[findingKey(finding)]?.trim()).length,
    unanswered: isRead ? reading.doubts.filter(({ key }) => answers[key] === undefined).length : 0,
  }
}

/** An entry that brings a figure. */
export type Figure = Entry & { value: number }

/** Entries that bring a figure: one that says "not known yet" stays not reported. */
export const figuresOf = (entries: readonly Entry[]): Figure[] =>
  entries.flatMap((entry) => (entry.value === null ? [] : [{ ...entry, value: entry.value }]))

/** Codes of the units with figures, each once, in code order. */
export const codesOf = (reading: Reading): string[] =>
  reading.kind === 'read' ? [...new Set(figuresOf(reading.entries).map(({ unit }) => unit.code))].sort() : []
