import type { Places } from '#domain/places/places'
import { idsOfReport } from '#domain/places/proposal'
import type { Reading } from '#domain/intake/reading'
import type { Village } from '#domain/places/village'
import type { TakenRow } from './import'
import { hashOf, settle } from './import'

/**
 * What a report's sheet of villages asks to be changed. A village that is on record with the same facts asks for
 * nothing: that its form is newer is no change.
 * @param report id: whichever file it is sent with, what it asks of one form of a village is one wish
 */
export function villagesInReport(reading: Reading, report: number, places: Places): TakenRow[] {
  const rows = reading.kind === 'read' ? (reading.villages ?? []) : []
  const seen = new Set<string>()
  return rows
    .map((row) => settle(row, places, seen))
    .filter((row) => row.kind === 'taken')
    .flatMap((row): TakenRow[] => {
      const { change, base } = row
      if (change.kind !== 'village') return []
      const record = places.villages.find(({ id }) => id === change.subject)
      const proposal = idsOfReport(report) + hashOf(`${change.subject}/${base}`)
      if (record === undefined) return [{ ...row, proposal }]
      if (factsOf(record) === factsOf(change.content)) return []
      // the sheet does not ask for it
      const content = { ...change.content, elevation: record.elevation ?? null }
      return [{ ...row, proposal, change: { ...change, content } }]
    })
}

const factsOf = ({
  name,
  type,
  extremelyDisadvantaged,
  households,
  children,
  land,
  playArea,
  position,
}: Facts) =>
  JSON.stringify([name, type, extremelyDisadvantaged, households, children, land, playArea, position])

type Facts = Omit<Village, 'id' | 'status' | 'since' | 'vintage' | 'commune' | 'source' | 'asOf'>
