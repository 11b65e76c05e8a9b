import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Condition, Facility, FacilityKind } from '#domain/places/facility'
import type { Places, RegisterStatement } from '#domain/places/places'
import type { PlayAreaState, Village } from '#domain/places/village'
import type { Vintage } from '#domain/units'
import type { Store } from './connect'
import { facilityFrom, villageFrom } from './places-rows'
import type { Box } from './places-spots'
import { isInBox, outsideIndex } from './places-spots'

/** Which places are asked for; null is "all". */
type Asked = {
  vintage: Vintage
  communes: readonly string[] | null
  box: Box | null
  /** Whether places made up to show the tool are wanted. */
  illustrative: boolean
  /** Id of the last place that was already given. */
  after: string | null
  limit: number
}

export type VillagesAsked = Asked & { playArea: readonly PlayAreaState[] | null }
export type FacilitiesAsked = Asked & {
  kinds: readonly FacilityKind[] | null
  conditions: readonly Condition[] | null
  village: string | null
}

/** The query behind {@link villagesOf}, so that a test can ask how it is carried out. */
export const villageQuery = (store: Store, asked: VillagesAsked) =>
  store
    .selectFrom('village')
    .selectAll('village')
    .where('village.until_version', 'is', null)
    .where(inVintage('village', asked))
    .$if(asked.communes !== null, (query) => query.where('village.commune', 'in', asked.communes ?? []))
    .where(inBox('village', asked))
    .$if(asked.playArea !== null, (query) => query.where('village.play_area', 'in', asked.playArea ?? []))
    .$if(!asked.illustrative, (query) => query.where('village.status', '!=', 'illustrative'))
    .$if(asked.after !== null, (query) => query.where(idOf('village', asked), '>', asked.after ?? ''))
    .orderBy(idOf('village', asked))
    .limit(asked.limit)

/** Villages that count now, in the order of ids. */
export const villagesOf = async (store: Store, asked: VillagesAsked): Promise<Village[]> =>
  (await villageQuery(store, asked).execute()).map(villageFrom)

/** The query behind {@link facilitiesOf}. */
export const facilityQuery = (store: Store, asked: FacilitiesAsked) =>
  store
    .selectFrom('facility')
    .selectAll('facility')
    .where('facility.until_version', 'is', null)
    .where(inVintage('facility', asked))
    .$if(asked.communes !== null, (query) => query.where('facility.commune', 'in', asked.communes ?? []))
    .$if(asked.village !== null, (query) => query.where('facility.village', '=', asked.village))
    .where(inBox('facility', asked))
    .$if(asked.kinds !== null, (query) => query.where('facility.kind', 'in', asked.kinds ?? []))
    .$if(asked.conditions !== null, (query) =>
      query.where('facility.condition', 'in', asked.conditions ?? []),
    )
    .$if(!asked.illustrative, (query) => query.where('facility.status', '!=', 'illustrative'))
    .$if(asked.after !== null, (query) => query.where(idOf('facility', asked), '>', asked.after ?? ''))
    .orderBy(idOf('facility', asked))
    .limit(asked.limit)

/** Facilities that count now, in the order of ids. */
export const facilitiesOf = async (store: Store, asked: FacilitiesAsked): Promise<Facility[]> =>
  (await facilityQuery(store, asked).execute()).map(facilityFrom)

/** Ids are in order in the index of a whole vintage; that one must not be used where a narrower one can. */
const isNarrow = (asked: Asked & { village?: string | null }): boolean =>
  asked.communes !== null || asked.box !== null || (asked.village ?? null) !== null

const idOf = (table: 'village' | 'facility', asked: Asked) =>
  isNarrow(asked) ? outsideIndex(`${table}.id`) : sql.ref<string>(`${table}.id`)

/** Found by the box or the village, the vintage is only looked at; found by the commune, it is part of the key. */
const inVintage = (table: 'village' | 'facility', asked: Asked) => {
  const column =
    isNarrow(asked) && asked.communes === null
      ? outsideIndex(`${table}.vintage`)
      : sql.ref<string>(`${table}.vintage`)
  return sql<boolean>`${column} = ${asked.vintage}`
}

const inBox = (table: 'village' | 'facility', { box }: Asked) =>
  box === null ? sql<boolean>`true` : isInBox(table, box)

/** Every form that a village ever had, the latest first; `until` is null for the one that counts. */
export async function villageHistory(store: Store, id: string) {
  const rows = await store
    .selectFrom('village')
    .selectAll()
    .where('id', '=', id)
    .orderBy('from_version', 'desc')
    .execute()
  return rows.map((row) => ({ record: villageFrom(row), until: row.until_version }))
}

/** Every form that a facility ever had, the latest first. */
export async function facilityHistory(store: Store, id: string) {
  const rows = await store
    .selectFrom('facility')
    .selectAll()
    .where('id', '=', id)
    .orderBy('from_version', 'desc')
    .execute()
  return rows.map((row) => ({ record: facilityFrom(row), until: row.until_version }))
}

/** Rows that are read at once before others have their turn. */
const portion = 5000

/**
 * All places that count now, in the order of ids.
 * @param illustrative false leaves out the places made up to show the tool
 */
export async function loadPlaces(store: Store, { illustrative }: { illustrative: boolean }): Promise<Places> {
  const villages: Village[] = []
  const facilities: Facility[] = []
  for (const vintage of ['2024', '2025'] as const) {
    const all = { vintage, communes: null, box: null, illustrative, limit: portion }
    await inPortions(villages, (after) => villagesOf(store, { ...all, playArea: null, after }))
    await inPortions(facilities, (after) =>
      facilitiesOf(store, { ...all, kinds: null, conditions: null, village: null, after }),
    )
  }
  return { villages, facilities, statements: await statementsOf(store), illustrative }
}

async function inPortions<Place extends { id: string }>(
  into: Place[],
  next: (after: string | null) => Promise<Place[]>,
): Promise<void> {
  let found: Place[]
  let after: string | null = null
  do {
    found = await next(after)
    for (const place of found) into.push(place)
    after = found.at(-1)?.id ?? after
    await setImmediate()
  } while (found.length === portion)
}

async function statementsOf(store: Store): Promise<RegisterStatement[]> {
  const rows = await store
    .selectFrom('village_register')
    .selectAll()
    .where('until_version', 'is', null)
    .orderBy('vintage')
    .orderBy('commune')
    .execute()
  return rows.map(({ vintage, commune, complete, source, as_of }) => ({
    vintage,
    commune,
    isComplete: complete === 1,
    source,
    asOf: as_of,
  }))
}
