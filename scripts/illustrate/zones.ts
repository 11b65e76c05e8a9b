import type { Place } from './place'

/** How many communes of an area are in zones I, II and III; the rest is outside the list. */
export type ZoneCounts = { I: number; II: number; III: number }

/** The one zone III commune of Bảo Thắng is published to be a town, though not by name. */
const districtWithTownInZoneIII = '086'

/** Decision 698/QĐ-TTg of 19 July 2024 put two wards of Lào Cai city into zone I: from the third half-year on. */
export const enteredZoneI = { codes: ['02656', '02658'], fromHalf: 2 }

/** Zone of each commune of one area, the neediest in zone III, so that the counts agree exactly. */
export function zonesIn(places: readonly Place[], counts: ZoneCounts): Map<string, number> {
  const townInZoneIII = [...places]
    .filter((place) => place.isTown && place.district === districtWithTownInZoneIII)
    .sort((a, b) => a.population / a.areaKm2 - b.population / b.areaKm2)[0]
  const rankOf = (place: Place) => (place === townInZoneIII ? Infinity : place.need)
  const ranked = [...places].sort((a, b) => rankOf(b) - rankOf(a))
  const zoneAt = (rank: number) => {
    if (rank < counts.III) return 3
    if (rank < counts.III + counts.II) return 2
    return rank < counts.III + counts.II + counts.I ? 1 : 0
  }
  return new Map(ranked.map((place, rank) => [place.code, zoneAt(rank)]))
}
