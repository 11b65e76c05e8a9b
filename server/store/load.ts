import type { Link } from '#domain/crosswalk'
import type { Dataset, PublishedFigure, Source } from '#domain/dataset'
import { createDataset } from '#domain/dataset'
import { completenessOf } from '#domain/flow/completeness'
import type { Catalogue } from '#domain/indicators'
import { withRegisters } from '#domain/places/register'
import type { Unit } from '#domain/units'
import type { Store } from './connect'
import { observationsAt } from './observations'
import { loadPlaces } from './places'
import type { UnitTable } from './schema'

/**
 * Reads all that is published into one immutable dataset, of one moment even while others write.
 * @param illustrative false leaves out the figures made up to show the tool
 * @throws when nothing was ever published: seed first
 */
export function loadDataset(
  store: Store,
  catalogue: Catalogue,
  { illustrative }: { illustrative: boolean },
): Promise<Dataset> {
  return store
    .transaction()
    .setAccessMode('read only')
    .execute(async (trx) => {
      const latest = await trx
        .selectFrom('data_version')
        .select(['version', 'created_at'])
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(() => new Error('the store is empty: nothing was published yet'))
      const places = await loadPlaces(trx, { illustrative })
      const reports = await observationsAt(trx, { illustrative, version: latest.version })
      const { observations, written } = withRegisters(reports, places)
      const units = await unitsOf(trx)
      return createDataset({
        version: latest.version,
        publishedAt: latest.created_at,
        catalogue,
        units,
        links: await linksOf(trx),
        sources: await sourcesOf(trx),
        observations: [...observations, ...completenessOf(observations, { catalogue, units })],
        published: await publishedOf(trx),
        places: { ...places, written },
      })
    })
}

async function unitsOf(store: Store): Promise<Unit[]> {
  const rows = await store
    .selectFrom('unit')
    .selectAll()
    .where('active', '=', 1)
    .orderBy('vintage')
    .orderBy('code')
    .execute()
  return rows.map(unitFrom)
}

const unitFrom = (row: UnitTable): Unit => ({
  vintage: row.vintage,
  level: row.level,
  code: row.code,
  name: row.name,
  type: row.type,
  parent: row.parent,
  // written by the seed alone, always as an array of codes
  districts: JSON.parse(row.districts) as string[],
  areaKm2: row.area_km2,
  seat: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
})

async function linksOf(store: Store): Promise<Link[]> {
  const rows = await store
    .selectFrom('crosswalk')
    .selectAll()
    .orderBy('from_code')
    .orderBy('to_code')
    .execute()
  return rows.map((row) => ({
    from: row.from_code,
    to: row.to_code,
    weight: row.weight,
    shareOfTarget: row.share_of_target,
    legalBasis: row.legal_basis,
  }))
}

const sourcesOf = (store: Store): Promise<Source[]> =>
  store.selectFrom('source').select(['id', 'title', 'issuer', 'date', 'url']).orderBy('id').execute()

/** In the order in which they ship. */
async function publishedOf(store: Store): Promise<PublishedFigure[]> {
  const rows = await store.selectFrom('published_figure').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    vintage: row.vintage,
    code: row.code,
    indicator: row.indicator,
    name: { vi: row.name_vi, en: row.name_en },
    period: row.period,
    value: row.value,
    qualifier: row.qualifier,
    unit: { vi: row.unit_vi, en: row.unit_en },
    source: row.source,
    confidence: row.confidence,
    note: { vi: row.note_vi, en: row.note_en },
  }))
}
