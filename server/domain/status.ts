/**
 * How far a number can be trusted, from the firmest to the weakest:
 * published by the state; sent in by a unit and approved; computed (e.g. through the crosswalk); made up to show the tool.
 */
export const statuses = ['official', 'reported', 'estimated', 'illustrative'] as const
export type Status = (typeof statuses)[number]

export const isStatus = (text: string): text is Status => (statuses as readonly string[]).includes(text)

/** A result is as trustworthy as its weakest part. Null (no value) takes no part. */
export function weakest(a: Status | null, b: Status | null): Status | null {
  if (a === null) return b
  if (b === null) return a
  return statuses.indexOf(a) >= statuses.indexOf(b) ? a : b
}

/** What becomes of a status when the value is computed from others: illustrative stays, the rest is an estimate. */
export const estimatedFrom = (status: Status): Status => (status === 'illustrative' ? status : 'estimated')
