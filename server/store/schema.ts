import type { Generated } from 'kysely'
import type { MeasureKind } from '#domain/measures'
import type { PublishedFigure } from '#domain/dataset'
import type { Role } from '#domain/rights'
import type { ReportState } from '#domain/flow/states'
import type { Status } from '#domain/status'
import type { Level, UnitType, Vintage } from '#domain/units'
import type { CoarserDetail } from '#domain/detail'
import type { BoundaryCandidatesSchema } from './boundary-candidates-schema'
import type { CommitmentsSchema } from './commitments-schema'
import type { PlacesSchema } from './places-schema'

/** SQLite has no booleans. */
export type Flag = 0 | 1

export const batchKinds = ['seed-official', 'seed-illustrative', 'report'] as const
export type BatchKind = (typeof batchKinds)[number]

export const boundaryQualities = ['schematic', 'official', 'user'] as const
export type BoundaryQuality = (typeof boundaryQualities)[number]

/** Facts about the store itself, by name. */
type MetaTable = { key: string; value: string }

type SourceTable = { id: string; title: string; issuer: string; date: string; url: string }

/** `active` is 0 once the shipped data no longer know the unit; the row stays for the history that names it. */
export type UnitTable = {
  vintage: Vintage
  code: string
  level: Level
  name: string
  type: UnitType
  parent: string | null
  /** JSON array of codes. */
  districts: string
  area_km2: number | null
  lon: number | null
  lat: number | null
  active: Flag
}

type CrosswalkTable = {
  from_code: string
  to_code: string
  weight: number
  share_of_target: number
  legal_basis: string
}

type NameVariantTable = { vintage: Vintage; code: string; variant: string }

/** What of a measure the rows depend on; its words stay in the catalogue. `active` as for units. */
type MeasureTable = { id: string; kind: MeasureKind; carries: Flag; active: Flag }

type DataVersionTable = { version: number; created_at: string; reason: string }

/** One submitted file, or what the product ships. */
type BatchTable = {
  id: Generated<number>
  kind: BatchKind
  state: ReportState
  title: string
  file_name: string | null
  file_hash: string | null
  created_at: string
  /** When it was first published: decides which of two batches wins. */
  published_version: number | null
}

/** From which data version on, and up to (not including) which, a batch counted. */
type PublicationTable = { batch_id: number; from_version: number; until_version: number | null }

export type ObservationTable = {
  batch_id: number
  vintage: Vintage
  measure: string
  period: string
  code: string
  value: number
  status: Status
  source: string
  /** Sheet and cell of the submitted file: "Số liệu!D12". Null for what the product ships. */
  cell: string | null
}

/** The units of a batch of which a packed copy is kept: codes, separated by spaces. */
type PackedUnitsTable = { batch_id: number; vintage: Vintage; codes: string }

/** The observations of a batch for one measure and period, as columns: see `packed.ts`. `sources` is JSON. */
export type PackedColumnTable = {
  batch_id: number
  vintage: Vintage
  measure: string
  period: string
  sources: string
  cells: Uint8Array<ArrayBuffer>
}

/** A submitted file, byte for byte, by its SHA-256 in hexadecimal. Rows are only ever added. */
type KeptFileTable = { hash: string; content: Uint8Array; kept_at: string }

/** What belongs to a batch that was sent in; `reading` to `counts` are JSON. */
export type ReportTable = {
  batch_id: number
  vintage: Vintage
  /** Unit or area that it speaks of. */
  code: string
  period: string
  /** Grows with each change, so that nobody overwrites what they have not seen. */
  revision: number
  reading: string
  findings: string
  answers: string
  mapping: string | null
  reasons: string
  codes: string
  counts: string
  /** Why it was sent back. */
  remark: string | null
  uploaded_by: string
  uploaded_name: string
  uploaded_at: string
  submitted_by: string | null
  submitted_name: string | null
  submitted_at: string | null
  returned_at: string | null
  /** When a draft was given up; it is in no list any more. */
  discarded_at: string | null
}

/** How a table of someone's own is read, by the fingerprint of its headings. */
type LayoutMappingTable = { layout: string; mapping: string; kept_by: string; kept_at: string }

export type PublishedFigureTable = {
  id: Generated<number>
  vintage: Vintage
  code: string
  indicator: string | null
  name_vi: string
  name_en: string
  period: string
  value: number
  qualifier: PublishedFigure['qualifier']
  unit_vi: string
  unit_en: string
  source: string
  confidence: string
  note_vi: string
  note_en: string
}

export type BoundaryTable = {
  id: Generated<number>
  vintage: Vintage
  quality: BoundaryQuality
  /** TopoJSON, in the finest detail. */
  topology: string
  source: string
  /** SHA-256 of the topology, in hexadecimal. */
  hash: string
  installed_at: string
  active: Flag
}

/** A map as it is drawn from farther away: TopoJSON. */
export type BoundaryDetailTable = {
  boundary_id: number
  detail: CoarserDetail
  topology: string
}

/** Who did what, when. Rows are only ever added. */
type AuditTable = {
  id: Generated<number>
  at: string
  actor: string
  action: string
  subject: string
  /** JSON object. */
  detail: string
}

/** A frozen picture without its files. Rows are only ever added. */
export type SnapshotTable = {
  id: string
  created_at: string
  data_version: number
  boundary_hash: string
  /** JSON object: the parameters that were asked. */
  asked: string
  /** JSON object: all that the picture says. */
  picture: string
  /** Size of its files together. */
  bytes: number
}

type SnapshotFileTable = { snapshot_id: string; format: string; content: Uint8Array }

/** A saved question about a budget with its answer. */
export type ScenarioTable = {
  id: string
  key_hash: string
  name: string
  created_at: string
  updated_at: string
  data_version: number
  locked: number
  /** JSON object: the question and its whole answer. */
  answer: string
  bytes: number
}

/** A person who may sign in. The area is null for the whole province. */
export type AccountTable = {
  id: string
  name: string
  /** In small letters. */
  email: string
  /** Whether an administrator vouched for the address by inviting it. */
  email_verified: Flag
  image: string | null
  created_at: string
  updated_at: string
  role: Role
  area_vintage: Vintage | null
  area_code: string | null
  disabled: Flag
  last_sign_in_at: string | null
}

type SessionTable = {
  id: string
  token: string
  account_id: string
  expires_at: string
  created_at: string
  updated_at: string
  ip_address: string | null
  user_agent: string | null
}

/** How an account proves itself: a password (provider `credential`), or a subject at an identity provider. */
type CredentialTable = {
  id: string
  account_id: string
  provider_id: string
  subject: string
  /** Salted scrypt hash. */
  password: string | null
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: string | null
  refresh_token_expires_at: string | null
  scope: string | null
  created_at: string
  updated_at: string
}

type VerificationTable = {
  id: string
  identifier: string
  value: string
  expires_at: string
  created_at: string
  updated_at: string
}

/** A link that lets one person in once: the first administrator, an invited person, or one who lost the password. */
export type InvitationTable = {
  id: string
  kind: 'first' | 'join' | 'reset'
  /** SHA-256 of the secret in the link, in hexadecimal. */
  token_hash: string
  role: Role
  area_vintage: Vintage | null
  area_code: string | null
  name: string
  email: string | null
  /** Whose password is set anew; null for who has no account yet. Once used: the account that came of it. */
  account_id: string | null
  created_by: string | null
  created_at: string
  expires_at: string
  used_at: string | null
  revoked_at: string | null
}

/** What the administrator chose, by name. */
type SettingTable = { key: string; value: string }

/** Attempts by the hash of what they are counted for; `ends_at` is in milliseconds since 1970. */
type AttemptTable = { key: string; count: number; ends_at: number }

export type Schema = PlacesSchema &
  CommitmentsSchema &
  BoundaryCandidatesSchema & {
    meta: MetaTable
    source: SourceTable
    unit: UnitTable
    crosswalk: CrosswalkTable
    name_variant: NameVariantTable
    measure: MeasureTable
    data_version: DataVersionTable
    batch: BatchTable
    publication: PublicationTable
    observation: ObservationTable
    packed_units: PackedUnitsTable
    packed_column: PackedColumnTable
    published_figure: PublishedFigureTable
    boundary: BoundaryTable
    boundary_detail: BoundaryDetailTable
    audit: AuditTable
    snapshot: SnapshotTable
    snapshot_file: SnapshotFileTable
    scenario: ScenarioTable
    account: AccountTable
    session: SessionTable
    credential: CredentialTable
    verification: VerificationTable
    invitation: InvitationTable
    setting: SettingTable
    attempt: AttemptTable
    kept_file: KeptFileTable
    report: ReportTable
    layout_mapping: LayoutMappingTable
  }
