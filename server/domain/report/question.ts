import type { Period } from '../periods'
import type { Vintage } from '../units'

/** What a report is about. */
export type ReportQuestion = {
  vintage: Vintage
  period: Period
  /** Code of the province; null where there is only one. */
  within: string | null
  /** Code of a district; null for the whole province. The district of the commune in the report of a commune. */
  district: string | null
  /** Code of a commune; null for all of the district or province. */
  commune: string | null
  illustrative: boolean
}
