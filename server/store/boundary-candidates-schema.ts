import type { Generated } from 'kysely'
import type { Vintage } from '#domain/units'

/** A map that was sent in and waits: what was read from its file (packed), what was found, what a person decided. */
export type BoundaryCandidateTable = {
  id: Generated<number>
  vintage: Vintage
  file_name: string
  source: string
  code_field: string | null
  sent_at: string
  sent_by: string
  sent_name: string
  /** Counts the changes, so that of two people who mend at once the later one is told. */
  revision: number
  reading: Uint8Array
  /** JSON. */
  findings: string
  /** JSON: for the place of a feature its commune, or null. */
  mend: string
  /** The map that would be installed, as TopoJSON text; null while polygons are unclear. */
  topology: string | null
  /** JSON: the same as drawn for views from farther away. */
  coarser: Generated<string>
}

export type BoundaryCandidatesSchema = { boundary_candidate: BoundaryCandidateTable }
