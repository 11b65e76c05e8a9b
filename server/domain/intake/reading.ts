import type { Bilingual, Measure } from '../measures'
import type { Period } from '../periods'
import type { ReadRow } from '../places/read-row'
import type { VillageContent } from '../places/village'
import type { Unit, Vintage } from '../units'

/** A unit as a key: a code means another territory in each vintage. */
export type UnitKey = { vintage: Vintage; code: string }

/** A place in the submitted file, as the spreadsheet shows it: row from 1, column by letter; null is the whole row. */
export type CellAddress = { sheet: string; row: number; column: string | null }

/** One figure of the file, already understood. A blank cell is no entry; null is a cell that says "no figure yet". */
export type Entry = {
  unit: UnitKey
  measure: string
  period: Period
  value: number | null
  at: CellAddress
  /** What stands in the cell. */
  written: string
}

/** Errors stop a file; warnings ask for a reason; notes only say what was done. */
export type Severity = 'error' | 'warning' | 'note'

/** Something to mend or to explain: what, where, how. */
export type Finding = {
  rule: string
  severity: Severity
  /** Null where it is about the file as a whole, or about something that is not in it. */
  at: CellAddress | null
  unit?: UnitKey
  measure?: string
  text: Bilingual
}

/** Why a unit is only a candidate. */
export const doubtReasons = [
  'same-name',
  'no-diacritics',
  'diacritics',
  'spelling',
  'type',
  'district',
  'code-and-name',
] as const
export type DoubtReason = (typeof doubtReasons)[number]

export type Candidate = { code: string; reason: DoubtReason }

/** A name of a unit that could not be matched for sure. It is asked; without an answer its rows are rejected. */
export type Doubt = {
  /** Under which the answer is given: the code, name and district as they are written. */
  key: string
  /** The first of the rows that bear the name. */
  at: CellAddress
  /** Every row that bears it. */
  rows: number[]
  written: string
  /** Best first; empty where nothing comes near. */
  candidates: Candidate[]
}

/** What was answered to doubts: the code of the unit, or null for "no unit, leave these rows out". */
export type Answers = Readonly<Record<string, string | null>>

/** What a column of the table holds. */
export type ColumnRole =
  | { kind: 'code' | 'name' | 'district' }
  | { kind: 'measure'; measure: string }
  /** Of a table with a row per figure: which measure it is, and the figure. */
  | { kind: 'measure-id' | 'figure' }
  /** Known and left out on purpose: running number, last period's value, unit of measure. */
  | { kind: 'ignored' }
  /** Nobody knows; `suggested` are measures whose names come near, best first. */
  | { kind: 'unknown'; suggested: string[] }

export type Column = { column: string; header: string; role: ColumnRole }

/** How a table of someone's own is read; kept by headings, because columns are moved more often than renamed. */
export type Mapping = {
  /** Null for the sheet that fits. */
  sheet: string | null
  /** The last row of the heading, from 1, and how many rows it has. */
  headerRow: number
  headerRows: number
  /** Headings of the columns that name the unit; one of code and name is needed. */
  code: string | null
  name: string | null
  district: string | null
  /** Where each row has one figure: the headings of the ids of measures, and of the figures. */
  measureId?: string | null | undefined
  figure?: string | null | undefined
  /** Heading → id of a measure, or null to leave the column out. */
  columns: Readonly<Record<string, string | null>>
}

/** A file that was read. `matched + rejected = inFile`, and every rejected row has a finding or a doubt. */
export type ReadReport = {
  kind: 'read'
  entries: Entry[]
  findings: Finding[]
  doubts: Doubt[]
  rows: { inFile: number; matched: number; rejected: number }
  sheet: string
  /** Fingerprint of the headings, under which a mapping is remembered. */
  layout: string
  columns: Column[]
  /** How the columns were read, also where no mapping was given. */
  mapping: Mapping
  /** Whether the file is a template of the product. */
  isTemplate: boolean
  /** Rows of the template's sheet of villages; absent where there is none. */
  villages?: ReadRow<VillageContent>[]
}

/** A file that can be read but whose columns must be named first: the table as it begins, and a proposal. */
export type UnmappedReport = {
  kind: 'unmapped'
  sheets: { sheet: string; rows: { row: number; cells: Readonly<Record<string, string>> }[] }[]
  layout: string
  columns: Column[]
  proposal: Mapping
  text: Bilingual
}

/** A file that is not read at all. */
export type RefusedReport = { kind: 'refused'; reason: RefusalReason; text: Bilingual }

export const refusalReasons = [
  'empty',
  'too-large',
  'unpacks-too-large',
  'too-many-rows',
  'too-many-cells',
  'too-many-sheets',
  'too-slow',
  'out-of-memory',
  'password',
  'old-excel',
  'other-format',
  'damaged',
  'forbidden-xml',
  'other-period',
  'other-vintage',
  'no-table',
  'no-communes',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export type Reading = ReadReport | UnmappedReport | RefusedReport

/** What is asked of the reader: a file, and for whom and when it reports. */
export type ReportFile = {
  bytes: Uint8Array
  fileName: string
  vintage: Vintage
  period: Period
  /** Code of the unit whose communes may be reported; null for the whole province. */
  area: string | null
  /** A mapping chosen just now. */
  mapping?: Mapping
  /** Mappings remembered, by layout. */
  mappings?: Readonly<Record<string, Mapping>>
  answers?: Answers
}

/** Another spelling of a unit's name. */
export type NameVariant = { vintage: Vintage; code: string; variant: string }

/** What a file is read against. */
export type ReadingReference = {
  units: readonly Unit[]
  nameVariants: readonly NameVariant[]
  measures: readonly Measure[]
  /** Names of the classes of class measures, by measure. */
  classes: Readonly<Record<string, readonly { value: number; name: Bilingual }[]>>
}
