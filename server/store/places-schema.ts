import type { Generated } from 'kysely'
import type { Condition, FacilityKind } from '#domain/places/facility'
import type { ProposalState } from '#domain/places/proposal'
import type { ChildMeasure, LandState, PlayAreaState, VillageType } from '#domain/places/village'
import type { Status } from '#domain/status'
import type { Vintage } from '#domain/units'

/** From which data version on, and up to (not including) which, a record counts. */
type Lasting = { from_version: number; until_version: number | null }

type Placed = {
  row: Generated<number>
  id: string
  vintage: Vintage
  commune: string
  lon: number | null
  lat: number | null
  elevation: number | null
  status: Status
  source: string
  as_of: string
}

export type VillageTable = Placed &
  Lasting &
  Record<ChildMeasure, number | null> & {
    name: string
    type: VillageType
    extremely_disadvantaged: 0 | 1 | null
    households: number | null
    land: LandState
    play_area: PlayAreaState
  }

export type FacilityTable = Placed &
  Lasting & {
    kind: FacilityKind
    name: string | null
    village: string | null
    condition: Condition
    safety_checked_on: string | null
    opened_on: string | null
    capacity: number | null
    photo: string | null
  }

type VillageRegisterTable = Lasting & {
  vintage: Vintage
  commune: string
  complete: 0 | 1
  source: string
  as_of: string
}

/** What a query asks for stands in columns; `proposal` is all of it as a JSON object. */
export type PlaceProposalTable = {
  id: string
  state: ProposalState
  vintage: Vintage
  commune: string
  subject: string
  proposal: string
  author: string
  created_at: string
  updated_at: string
  version: number | null
}

type PlacePhotoTable = {
  id: string
  width: number
  height: number
  bytes: number
  added_by: string
  added_at: string
  content: Uint8Array
}

/** Tables of villages, facilities and the changes wished for. */
export type PlacesSchema = {
  village: VillageTable
  facility: FacilityTable
  village_register: VillageRegisterTable
  place_proposal: PlaceProposalTable
  place_photo: PlacePhotoTable
}
