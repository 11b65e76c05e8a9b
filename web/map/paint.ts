import type { Status } from '#domain/status'

/** How a unit is painted. Colour null means that nothing was reported. */
export type Paint = {
  colour: string | null
  status: Status | null
  /** Reported, but kept back. */
  isWithheld?: boolean
}
