import type { LonLat } from '#domain/geodesy'
import { distanceMetres } from '#domain/places/distance'
import type { FacilityContent } from '#domain/places/facility'
import type { Village, VillageContent } from '#domain/places/village'
import type { Area } from '#domain/rights'
import type { Vintage } from '#domain/units'
import type { Units } from '../../api'
import type { placesVi } from '../../i18n/places-vi'
import { villageName } from './texts'

type Form = { sort: 'facility'; content: FacilityContent } | { sort: 'village'; content: VillageContent }

/** Whether whoever answers for an area may propose changes in a commune; null answers for the whole province. */
export function answersFor(area: Area | null, vintage: Vintage, commune: Units[number]): boolean {
  if (area === null) return true
  return area.vintage === vintage && (area.code === commune.code || area.code === commune.parent)
}

/** What a form still needs before it can be sent, in words. */
export function missingIn({ sort, content }: Form, { add }: typeof placesVi): string[] {
  const title = (text: string) => text.replace(/^\d+\. /, '').replace(/ \(.*\)$/, '')
  return [
    ...(sort === 'facility' && content.position === null && content.village === null
      ? [title(add.place)]
      : []),
    ...(content.commune === '' ? [title(add.commune)] : []),
    ...(sort === 'village' && content.name.trim() === '' ? [title(add.villageName)] : []),
    ...(content.source.trim() === '' ? [title(add.source)] : []),
    ...(content.asOf === '' ? [title(add.asOf)] : []),
  ]
}

/** The village next to a position, as the crow flies; null where no village has one. */
export function nearestVillage(
  villages: readonly Village[],
  position: LonLat,
): { village: Village; metres: number } | null {
  let best: { village: Village; metres: number } | null = null
  for (const village of villages) {
    if (village.position === null) continue
    const metres = distanceMetres(position, village.position)
    if (best === null || metres < best.metres) best = { village, metres }
  }
  return best
}

/** What a proposal is about, for the list of those that wait. */
export function titleOf(
  { sort, content }: Form,
  { kinds }: typeof placesVi,
  nameOfPlace: (id: string) => string,
  nameOfCommune: (code: string) => string,
): string {
  if (sort === 'village') return `${villageName(content)}, ${nameOfCommune(content.commune)}`
  const where = content.village === null ? nameOfCommune(content.commune) : nameOfPlace(content.village)
  return `${content.name ?? kinds[content.kind]}, ${where}`
}
