import { z } from 'zod'
import { conditions, facilityKinds } from '#domain/places/facility'
import { landStates, playAreaStates, villageTypes } from '#domain/places/village'
import { vintages } from '#domain/units'
import type { ShippedPlaces } from '../../store/places-write'
import { faultAt } from '../located'
import { numberCell, numberOrNullCell, readTable, textOrNullCell } from '../table'
import { illustrativeSource } from '../wide'

const text = z.string().min(1, 'must not be empty')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day like 2026-06-30')
const dayOrNull = z.union([z.literal('').transform(() => null), day])
const madeUp = { status: 'illustrative', source: illustrativeSource } as const

const positionOf = (lon: number | null, lat: number | null): [number, number] | null =>
  lon === null || lat === null ? null : [lon, lat]

const VillageRow = z
  .object({
    id: text,
    vintage: z.enum(vintages),
    commune: text,
    name: text,
    type: z.enum(villageTypes),
    extremely_disadvantaged: z.enum(['yes', 'no']),
    households: numberCell,
    children_0_2: numberCell,
    children_3_5: numberCell,
    children_5: numberCell,
    children_under_5: numberCell,
    children_under_6: numberCell,
    children_under_16: numberCell,
    land: z.enum(landStates),
    play_area: z.enum(playAreaStates),
    lon: numberOrNullCell,
    lat: numberOrNullCell,
    as_of: day,
  })
  .transform((row): ShippedPlaces['villages'][number] => ({
    ...madeUp,
    id: row.id,
    vintage: row.vintage,
    commune: row.commune,
    name: row.name,
    type: row.type,
    extremelyDisadvantaged: row.extremely_disadvantaged === 'yes',
    households: row.households,
    children: {
      children_0_2: row.children_0_2,
      children_3_5: row.children_3_5,
      children_5: row.children_5,
      children_under_5: row.children_under_5,
      children_under_6: row.children_under_6,
      children_under_16: row.children_under_16,
    },
    land: row.land,
    playArea: row.play_area,
    position: positionOf(row.lon, row.lat),
    asOf: row.as_of,
  }))

const FacilityRow = z
  .object({
    id: text,
    kind: z.enum(facilityKinds),
    vintage: z.enum(vintages),
    commune: text,
    village: textOrNullCell,
    lon: numberOrNullCell,
    lat: numberOrNullCell,
    condition: z.enum(conditions),
    safety_checked_on: dayOrNull,
    opened_on: dayOrNull,
    capacity: numberOrNullCell,
    as_of: day,
  })
  .transform((row): ShippedPlaces['facilities'][number] => ({
    ...madeUp,
    id: row.id,
    kind: row.kind,
    name: null,
    vintage: row.vintage,
    commune: row.commune,
    village: row.village,
    position: positionOf(row.lon, row.lat),
    condition: row.condition,
    safetyCheckedOn: row.safety_checked_on,
    openedOn: row.opened_on,
    capacity: row.capacity,
    photo: null,
    asOf: row.as_of,
  }))

/** The tables, in the data folder. */
const tables = { villages: 'places/villages.csv', facilities: 'places/facilities.csv' }
export const placesFiles = Object.values(tables)

/**
 * The made-up villages and facilities that ship.
 * @param read gives the text of one of {@link placesFiles}
 * @param units known communes, as `vintage/code`
 * @throws Error naming file and line of the first fault
 */
export function readShippedPlaces(read: (name: string) => string, units: ReadonlySet<string>): ShippedPlaces {
  const rows = <Row extends { vintage: string; commune: string }>(file: string, schema: z.ZodType<Row>) =>
    readTable(file, read(file), schema).map(({ row, line }) => {
      if (units.has(`${row.vintage}/${row.commune}`)) return row
      throw faultAt(file, line, `the unit "${row.vintage}/${row.commune}" does not exist`, 'Correct the cell')
    })
  return {
    villages: rows(tables.villages, VillageRow),
    facilities: rows(tables.facilities, FacilityRow),
  }
}
