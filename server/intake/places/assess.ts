import type { Warning } from '#domain/places/checks'
import { checkPlaces } from '#domain/places/checks'
import type { Facility } from '#domain/places/facility'
import type { ImportContext } from '#domain/places/read-commune'
import type { Village } from '#domain/places/village'
import type { ImportedRow, PlacesFile, PlacesImport, TakenRow } from './import'
import { readPlacesFile } from './import'

/** A file of places, what it is read against, and the communes that whoever sent it answers for. */
export type PlacesJob = { file: PlacesFile; context: ImportContext; own: ReadonlySet<string> }

export type AssessedPlaces =
  | Extract<PlacesImport, { kind: 'refused' }>
  | {
      kind: 'read'
      rows: ImportedRow[]
      /** What is probably wrong once all rows count, by the place that it is about. */
      warnings: ReadonlyMap<string, Warning[]>
    }

/** Reads a file, rejects the rows about communes of others, and checks what would be on record after the rest. */
export async function assessPlaces({ file, context, own }: PlacesJob): Promise<AssessedPlaces> {
  const read = await readPlacesFile(file, context)
  if (read.kind === 'refused') return read
  const rows = read.rows.map((row) => ownOnly(row, own))
  return { kind: 'read', rows, warnings: warningsAfter(rows, context) }
}

/** A row about a commune that the sender does not answer for is rejected, and no other. */
function ownOnly(row: ImportedRow, own: ReadonlySet<string>): ImportedRow {
  if (row.kind === 'rejected') return row
  const { commune } = row.change.content
  if (own.has(commune)) return row
  return {
    kind: 'rejected',
    row: row.row,
    text: {
      vi: `Xã ${commune} nằm ngoài địa bàn của tài khoản này.`,
      en: `Commune ${commune} lies outside the area of this account.`,
    },
  }
}

function warningsAfter(
  rows: readonly ImportedRow[],
  { places, borders, vintage }: ImportContext,
): ReadonlyMap<string, Warning[]> {
  const taken = rows.filter((row): row is TakenRow => row.kind === 'taken')
  const subjects = new Set(taken.map(({ change }) => change.subject))
  const communes = new Set(taken.map(({ change }) => change.content.commune))
  const stays = (place: Village | Facility) =>
    place.vintage === vintage &&
    communes.has(place.commune) &&
    !subjects.has(place.id) &&
    place.status !== 'illustrative'
  const record = { status: 'reported', since: 0 } as const
  const villages = places.villages.filter(stays)
  const facilities = places.facilities.filter(stays)
  for (const { change } of taken) {
    if (change.kind === 'village') villages.push({ ...change.content, id: change.subject, ...record })
    else facilities.push({ ...change.content, id: change.subject, ...record })
  }
  const warnings = new Map<string, Warning[]>()
  for (const warning of checkPlaces(villages, facilities, borders)) {
    warnings.set(warning.subject, [...(warnings.get(warning.subject) ?? []), warning])
  }
  return warnings
}
