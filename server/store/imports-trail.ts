import type { Store } from './connect'

/** One step of a report's history. */
export type TrailEntry = {
  id: number
  at: string
  actor: string
  action: string
  detail: Record<string, string | number | null>
}

/** All that was ever done to a report, oldest first. */
export async function trailOf(store: Store, report: number): Promise<TrailEntry[]> {
  const rows = await store
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'action', 'detail'])
    .where('subject', '=', `batch/${report}`)
    .orderBy('id')
    .execute()
  // written by `record` alone, as an object of plain values
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as TrailEntry['detail'] }))
}
