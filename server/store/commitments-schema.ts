import type { Standing } from '#domain/commitments/commitment'
import type { Period } from '#domain/periods'
import type { Status } from '#domain/status'
import type { Vintage } from '#domain/units'

/** Something that was decided to be built. The count it started from is null when no real figure was known. */
export type CommitmentTable = {
  id: string
  scenario_id: string | null
  vintage: Vintage
  code: string
  intervention: string
  count: number
  cost_million: number
  due: Period
  agency: string
  notes: string
  standing: Standing
  decided_at: string
  decided_by: string
  updated_at: string
  data_version: number
  base_value: number | null
  base_period: Period | null
  base_status: Status | null
}

export type CommitmentsSchema = { commitment: CommitmentTable }
