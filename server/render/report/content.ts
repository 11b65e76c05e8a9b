import type { Language } from '#domain/language'

/** A table of a report; the first column names the rows. */
export type ReportTable = {
  caption: string
  head: string[]
  rows: string[][]
  /** The same rows as numbers where a cell is one, for spreadsheets. */
  numbers: (number | null)[][]
  /** What has to be known to read it, below the table. */
  notes: string[]
}

export type ReportPicture = {
  caption: string
  /** What it shows, for those who cannot see it. */
  alt: string
  /** Name of the picture among those drawn for the report. */
  key: string
}

/** One block of a finished report, in one language, the same for every kind of document. */
export type ReportBlock =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'text'; text: string }
  /** A place for the leader's own words. */
  | { kind: 'fill'; text: string }
  | { kind: 'notice'; text: string }
  | { kind: 'table'; table: ReportTable }
  | { kind: 'picture'; picture: ReportPicture }
  | { kind: 'annex'; title: string; number: number }

/** A finished report: its head by Decree 30/2020/NĐ-CP, its blocks, its foot. */
export type Report = {
  language: Language
  head: {
    superior: string
    /** In capitals, as it stands in the head; and as it is written in a sentence. */
    issuer: string
    issuerName: string
    symbol: string
    place: string
    /** Year of the period's end or later, for the date line; day and month are left to the clerk. */
    year: string
    subject: string
  }
  recipients: readonly string[]
  signer: string
  blocks: ReportBlock[]
}

/** What comes before the signature, and the annexes, which come after it. */
export function partsOf({ blocks }: Report): [main: ReportBlock[], annexes: ReportBlock[]] {
  const first = blocks.findIndex(({ kind }) => kind === 'annex')
  return first < 0 ? [blocks, []] : [blocks.slice(0, first), blocks.slice(first)]
}
