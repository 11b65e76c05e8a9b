import { rollup, sum } from 'd3'
import type { Place } from './place'
import { placesOf } from './place'
import type { Known } from './tables'
import { enteredZoneI, zonesIn } from './zones'

/** How much more densely people live in a ward or a town than in a commune around it. */
const crowding = { phường: 6, 'thị trấn': 4 } as const

const provincialTown = '02647'
const yenBaiTown = '04252'

/** Communes per zone in the half that was Yên Bái. Nothing about it is published, so these are made up. */
const yenBaiZones = { I: 18, II: 4, III: 15 }

/**
 * The 152 old communes. Each takes a part of the population of the new commune it went into, in proportion to
 * area^0.6 × crowding; then the parts are scaled so that each district has its share of the census of 2019.
 */
export function oldPlaces(known: Known): Place[] {
  const communes = known.communes['2024']
  const heirOf = new Map(known.links.map((link) => [link.from, link.to]))
  const weights = new Map(
    communes.map((unit) => [
      unit.code,
      (unit.areaKm2 ?? 0) ** 0.6 *
        (unit.type === 'phường' || unit.type === 'thị trấn' ? crowding[unit.type] : 1),
    ]),
  )
  const sumBy = (keyOf: (code: string) => string | undefined, valueOf: (code: string) => number) =>
    rollup(
      communes,
      (group) => sum(group, (unit) => valueOf(unit.code)),
      (unit) => keyOf(unit.code),
    )
  const weightOf = (code: string) => weights.get(code) ?? 0
  const ofHeir = sumBy((code) => heirOf.get(code), weightOf)
  const raw = (code: string) => {
    const heir = heirOf.get(code) ?? ''
    return (populationOf(known, heir) * weightOf(code)) / (ofHeir.get(heir) ?? 1)
  }
  const districtOf = new Map(communes.map((unit) => [unit.code, unit.parent ?? '']))
  const ofDistrict = sumBy((code) => districtOf.get(code), raw)
  const places = placesOf(
    communes.map((unit) => ({
      unit,
      isTown: unit.type !== 'xã',
      population:
        (raw(unit.code) * (known.population['2024'].get(unit.parent ?? '') ?? 0)) /
        (ofDistrict.get(unit.parent ?? '') ?? 1),
    })),
    provincialTown,
  )
  const zones = new Map(
    [...known.zones].flatMap(([district, counts]) => [
      ...zonesIn(
        // the two wards that entered zone I in 2024 were outside the list before
        places.filter((place) => place.district === district && !enteredZoneI.codes.includes(place.code)),
        counts,
      ),
    ]),
  )
  return places.map((place) => ({ ...place, zone: zones.get(place.code) ?? 0 }))
}

/** The 51 new communes of the half that was Yên Bái, towns being those that took in a ward or a town. */
export function newPlaces(known: Known): Place[] {
  const oldCodes = new Set(known.communes['2024'].map((unit) => unit.code))
  const heirs = new Set(known.links.filter((link) => oldCodes.has(link.from)).map((link) => link.to))
  const places = placesOf(
    known.communes['2025']
      .filter((unit) => !heirs.has(unit.code))
      .map((unit) => ({
        unit,
        isTown: known.towns.has(unit.code),
        population: populationOf(known, unit.code),
      })),
    yenBaiTown,
  )
  const zones = zonesIn(places, yenBaiZones)
  return places.map((place) => ({ ...place, zone: zones.get(place.code) ?? 0 }))
}

/** Published population of a new commune; where none is usable, what the others leave of the province's total. */
function populationOf(known: Known, code: string): number {
  const published = known.population['2025'].get(code)
  if (published !== undefined) return published
  const others = known.communes['2025'].map((unit) => known.population['2025'].get(unit.code) ?? 0)
  return known.provincePopulation - others.reduce((sum, people) => sum + people, 0)
}
