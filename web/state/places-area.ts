import type { View } from '#domain/view/address'
import { startingDistrict } from '#domain/view/places'
import type { Units } from '../api'

type UnitRecord = Units[number]

/** Whose villages are looked at. */
export type PlacesArea = {
  unit: UnitRecord
  /** Codes to ask the server by; both null for the whole province. */
  commune: string | null
  district: string | null
  communes: ReadonlySet<string>
}

/** The area that an address names: a commune, else a district or the province; Bắc Hà where it names none. */
export function areaOf({ unit, district }: Pick<View, 'unit' | 'district'>, units: Units): PlacesArea | null {
  const found = (code: string | null) => units.find((one) => one.code === code)
  const chosen = found(unit) ?? found(district) ?? found(startingDistrict) ?? units[0]
  if (!chosen) return null
  const { level, code } = chosen
  const communes = units.filter((one) => one.level === 'commune')
  return {
    unit: chosen,
    commune: level === 'commune' ? code : null,
    district: level === 'district' ? code : null,
    communes: new Set(
      communes
        .filter((one) => level === 'province' || one.code === code || one.parent === code)
        .map((one) => one.code),
    ),
  }
}
