import type { Facility } from '#domain/places/facility'
import type { RegisterStatement } from '#domain/places/places'
import type { Village } from '#domain/places/village'
import type { Vintage } from '#domain/units'
import { insertAll } from './bulk'
import type { Store } from './connect'
import { facilityRow, villageRow } from './places-rows'

type Placed = 'village' | 'facility'

/** From `version` on the place no longer counts. Its row stays, for the versions before. */
export async function endPlace(trx: Store, table: Placed, id: string, version: number): Promise<void> {
  await trx
    .updateTable(table)
    .set({ until_version: version })
    .where('id', '=', id)
    .where('until_version', 'is', null)
    .execute()
}

/** The village as it counts from its data version on, instead of any earlier form. */
export async function putVillage(trx: Store, village: Village): Promise<void> {
  await endPlace(trx, 'village', village.id, village.since)
  if (village.status !== 'illustrative') {
    await endMadeUp(trx, 'village', village, village.since)
    await endMadeUp(trx, 'facility', village, village.since)
  }
  await trx.insertInto('village').values(villageRow(village)).execute()
}

/** The facility as it counts from its data version on, instead of any earlier form. */
export async function putFacility(trx: Store, facility: Facility): Promise<void> {
  await endPlace(trx, 'facility', facility.id, facility.since)
  if (facility.status !== 'illustrative') {
    await endMadeUp(trx, 'facility', facility, facility.since, facility.kind)
  }
  await trx.insertInto('facility').values(facilityRow(facility)).execute()
}

/** Real and made-up places never stand side by side: in a commune the made-up ones end when real ones come. */
async function endMadeUp(
  trx: Store,
  table: Placed,
  { vintage, commune }: { vintage: Vintage; commune: string },
  version: number,
  kind?: Facility['kind'],
): Promise<void> {
  if (table === 'village') {
    await trx
      .updateTable('village')
      .set({ until_version: version })
      .where('vintage', '=', vintage)
      .where('commune', '=', commune)
      .where('status', '=', 'illustrative')
      .where('until_version', 'is', null)
      .execute()
    return
  }
  await trx
    .updateTable('facility')
    .set({ until_version: version })
    .where('vintage', '=', vintage)
    .where('commune', '=', commune)
    .where('status', '=', 'illustrative')
    .where('until_version', 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'play-area'))
    .execute()
}

/** What a commune says of its register from `version` on. */
export async function putStatement(trx: Store, said: RegisterStatement, version: number): Promise<void> {
  const { vintage, commune } = said
  await trx
    .updateTable('village_register')
    .set({ until_version: version })
    .where('vintage', '=', vintage)
    .where('commune', '=', commune)
    .where('until_version', 'is', null)
    .execute()
  await trx
    .insertInto('village_register')
    .values({
      vintage,
      commune,
      complete: said.isComplete ? 1 : 0,
      source: said.source,
      as_of: said.asOf,
      from_version: version,
      until_version: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['vintage', 'commune', 'from_version']).doUpdateSet({
        complete: said.isComplete ? 1 : 0,
        source: said.source,
        as_of: said.asOf,
        until_version: null,
      }),
    )
    .execute()
}

/** Made-up places that the product ships. */
export type ShippedPlaces = {
  villages: readonly Omit<Village, 'since'>[]
  facilities: readonly Omit<Facility, 'since'>[]
}

/**
 * The made-up places of this program instead of those of an earlier one. Communes that have real ones by now get
 * none; what was practised on made-up places starts anew.
 */
export async function replaceMadeUp(trx: Store, shipped: ShippedPlaces, version: number): Promise<void> {
  for (const table of ['village', 'facility'] as const) {
    await trx
      .updateTable(table)
      .set({ until_version: version })
      .where('status', '=', 'illustrative')
      .where('until_version', 'is', null)
      .execute()
  }
  const withVillages = new Set((await realCommunes(trx, 'village')).map(keyOf))
  const kinds = await realKinds(trx)
  await insertAll(
    trx,
    'village',
    shipped.villages
      .filter((village) => !withVillages.has(keyOf(village)))
      .map((village) => villageRow({ ...village, since: version })),
  )
  await insertAll(
    trx,
    'facility',
    shipped.facilities
      .filter(
        (facility) => !withVillages.has(keyOf(facility)) && !kinds.has(`${keyOf(facility)}/${facility.kind}`),
      )
      .map((facility) => facilityRow({ ...facility, since: version })),
  )
}

const keyOf = ({ vintage, commune }: { vintage: Vintage; commune: string }) => `${vintage}/${commune}`

const realCommunes = (trx: Store, table: 'village') =>
  trx
    .selectFrom(table)
    .select(['vintage', 'commune'])
    .distinct()
    .where('until_version', 'is', null)
    .where('status', '!=', 'illustrative')
    .execute()

async function realKinds(trx: Store): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('facility')
    .select(['vintage', 'commune', 'kind'])
    .distinct()
    .where('until_version', 'is', null)
    .where('status', '!=', 'illustrative')
    .execute()
  return new Set(rows.map((row) => `${keyOf(row)}/${row.kind}`))
}
