/** A row of a file that was taken, or why it was not. Rows in = taken + rejected. */
export type ReadRow<Content> =
  | {
      kind: 'taken'
      /** Number of the row or feature in the file, from 1. */
      row: number
      /** What the file calls it; null where it has no id. */
      id: string | null
      content: Content
      /** Latitude and longitude were exchanged. */
      isSwapped: boolean
    }
  | { kind: 'rejected'; row: number; text: { vi: string; en: string } }
