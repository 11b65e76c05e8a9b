import type { Status } from '#domain/status'

/** How a unit is painted. Colour null means that nothing was reported. */
export type Paint = {
  colour: string | null
  status: Status | null
  /** Reported, but kept back. */
  isWithheld?: boolean
}

/** What is drawn over the colour of a unit, or in its place. A unit bears one mark at most. */
export const marks = ['missing', 'withheld', 'estimated', 'illustrative'] as const
export type Mark = (typeof marks)[number]

export function markOf({ colour, status, isWithheld = false }: Paint): Mark | null {
  if (isWithheld) return 'withheld'
  if (colour === null) return 'missing'
  return status === 'estimated' || status === 'illustrative' ? status : null
}
