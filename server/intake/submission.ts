import { createHash } from 'node:crypto'
import type { Dataset } from '#domain/dataset'
import type { Reasons } from '#domain/flow/findings'
import { codesOf, countsOf, figuresOf, findingKey } from '#domain/flow/findings'
import type {
  Answers,
  Finding,
  Mapping,
  ReadReport,
  Reading,
  RefusedReport,
  ReportFile,
} from '#domain/intake/reading'
import type { Language } from '#domain/language'
import type { Observation } from '#domain/measures'
import type { Vintage } from '#domain/units'
import type { SubmittedFile, Understood } from '../store/imports-write'

/** Unit or area, geography and period that a report is about. */
export type About = { vintage: Vintage; period: string; code: string }

/** What is done with the files of reports; each keeps long work off the event loop. */
export type ReportTools = {
  read: (file: ReportFile, dataset: Dataset) => Promise<Reading>
  /** All that is found in a file, what reading it found included. */
  check: (report: ReadReport, about: About, known: KnownFigures) => Finding[]
  template: (about: About, dataset: Dataset, language: Language) => Promise<Uint8Array>
  markedUp: (marked: MarkedUp, language: Language) => Promise<Uint8Array>
}

/** What a file is compared with: all figures of the communes it speaks of, and those of others that everyone may see. */
export type KnownFigures = { own: Dataset; others: Dataset }

/** A submitted file with what is to be written beside its cells. */
export type MarkedUp = {
  bytes: Uint8Array
  fileName: string
  reading: ReadReport
  findings: readonly Finding[]
  reasons: Reasons
}

export type Submission = About & {
  file: Pick<SubmittedFile, 'bytes' | 'name'>
  answers: Answers
  mapping: Mapping | null
  reasons: Reasons
  /** Mappings remembered from earlier files, by layout. */
  mappings: Readonly<Record<string, Mapping>>
}

/** Reads a file and checks what it says, in the light of the answers given so far; or says why it cannot be read. */
export async function understand(
  tools: ReportTools,
  known: KnownFigures,
  { vintage, period, code, file, answers, mapping, reasons, mappings }: Submission,
): Promise<{ kind: 'understood'; understood: Understood } | RefusedReport> {
  const reading = await tools.read(
    {
      bytes: file.bytes,
      fileName: file.name,
      vintage,
      period,
      area: code,
      ...(mapping === null ? {} : { mapping }),
      mappings,
      answers,
    },
    known.others,
  )
  if (reading.kind === 'refused') return reading
  const findings = reading.kind === 'read' ? tools.check(reading, { vintage, period, code }, known) : []
  const found = new Set(findings.map(findingKey))
  const understood: Understood = {
    reading,
    findings,
    answers,
    mapping,
    // a reason for something that is mended is not kept for what may come in its place
    reasons: Object.fromEntries(Object.entries(reasons).filter(([key]) => found.has(key))),
    codes: codesOf(reading),
    counts: countsOf(reading, findings, answers, reasons),
  }
  return { kind: 'understood', understood }
}

/** Identifies a file by its content. */
export const hashOfFile = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The figures of a reading as they will count. */
export const observationsOf = (reading: Reading, source: string): Observation[] =>
  reading.kind === 'read'
    ? figuresOf(reading.entries).map(({ unit, measure, period, value }) => ({
        ...unit,
        measure,
        period,
        value,
        status: 'reported',
        source,
      }))
    : []
