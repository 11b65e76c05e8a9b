import type { Facility } from '#domain/places/facility'
import type { Village } from '#domain/places/village'
import type { Catalogue } from '../../api'
import type { FacilityFeature, VillageFeature } from '../../api-places'
import { i18n } from '../../i18n/i18n.svelte'
import { placesWords } from '../../i18n/places.svelte'

/** A distance as people say it: metres below one kilometre, else kilometres to one decimal. */
export const distanceText = (metres: number): string =>
  metres < 1000
    ? placesWords.m.reach.metres(i18n.f.whole(metres))
    : placesWords.m.reach.km(i18n.f.count(Math.round(metres / 100) / 10))

/** How far a village is from something, or why that is not known. */
export const reachText = (
  state: VillageFeature['properties']['play_area_state'],
  metres: number | null,
): string =>
  state === 'measured' && metres !== null
    ? distanceText(metres)
    : state === 'measured'
      ? placesWords.m.notKnown
      : placesWords.m.reach[state]

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** "Thôn Na Hối": types of villages are said in Vietnamese in both languages, as on signs. */
export const villageName = ({ type, name }: { type: string; name: string }): string =>
  capital(`${type} ${name}`)

export function facilityName({ properties }: FacilityFeature): string {
  const { kinds } = placesWords.m
  const { name, kind, village_name, commune_name } = properties
  return name ?? placesWords.m.profile.unnamed(kinds[kind], village_name ?? commune_name)
}

/** A village or facility by its name, a facility without one by its kind, what is not known by its id. */
export function placeName(id: string, villages: readonly Village[], facilities: readonly Facility[]): string {
  const village = villages.find((one) => one.id === id)
  if (village) return villageName(village)
  const facility = facilities.find((one) => one.id === id)
  return facility ? (facility.name ?? placesWords.m.kinds[facility.kind]) : id
}

/** What a record rests on: the title of a shipped source, or what somebody wrote. */
export const sourceText = (source: string, catalogue: Pick<Catalogue, 'sources'>): string =>
  catalogue.sources.find(({ id }) => id === source)?.title ?? source

/** Today in Vietnam, ISO 8601. */
export const today = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
