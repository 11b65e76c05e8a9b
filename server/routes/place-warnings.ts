import type { Borders, Warning } from '#domain/places/checks'
import { bordersOf, checkPlaces } from '#domain/places/checks'
import type { Facility } from '#domain/places/facility'
import { facilitiesIn, villagesIn } from '#domain/places/places'
import type { Change } from '#domain/places/proposal'
import type { Village } from '#domain/places/village'
import { featuresOf } from '#domain/topology'
import type { Vintage } from '#domain/units'
import type { Published } from '../published'

/** The borders in force for the communes of a vintage. */
export const bordersIn = ({ boundaries }: Published, vintage: Vintage): Borders =>
  bordersOf(featuresOf(boundaries[vintage].topology, 'commune'), boundaries[vintage].quality === 'schematic')

/** What is probably wrong with a place once the change is made, beside its neighbours in the commune. */
export function warningsOf(published: Published, change: Change): Warning[] {
  if (change.kind === 'register' || change.content === null) return []
  const { vintage, commune } = change.content
  const { places } = published.dataset
  const others = <Place extends { id: string }>(all: readonly Place[]) =>
    all.filter(({ id }) => id !== change.subject)
  const villages: Village[] = [...others(villagesIn(places, vintage, commune))]
  const facilities: Facility[] = [...others(facilitiesIn(places, vintage, commune))]
  const record = { id: change.subject, status: 'reported', since: 0 } as const
  if (change.kind === 'village') villages.push({ ...change.content, ...record })
  else if (change.kind === 'facility') facilities.push({ ...change.content, ...record })
  return checkPlaces(villages, facilities, bordersIn(published, vintage)).filter(
    ({ subject, other }) => subject === change.subject || other === change.subject,
  )
}
