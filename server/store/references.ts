import type { Link } from '#domain/crosswalk'
import type { PublishedFigure, Source } from '#domain/dataset'
import type { Measure } from '#domain/measures'
import type { Unit, Vintage } from '#domain/units'
import type { Store } from './connect'
import { insertAll } from './bulk'

/** Another spelling of a unit's name. */
export type NameVariant = { vintage: Vintage; code: string; variant: string }

/** What figures refer to, and what is quoted beside them. */
export type References = {
  catalogue: { measures: readonly Measure[] }
  units: readonly Unit[]
  links: readonly Link[]
  sources: readonly Source[]
  variants: readonly NameVariant[]
  published: readonly PublishedFigure[]
}

/**
 * Brings units, measures, sources, names, crosswalk and quoted figures to what the product ships now.
 * Units and measures that are gone stay as inactive rows: figures of earlier versions still name them.
 */
export async function syncReferences(trx: Store, input: References): Promise<void> {
  await syncSources(trx, input)
  await syncMeasures(trx, input)
  await syncUnits(trx, input)
  await replaceTables(trx, input)
}

async function syncSources(trx: Store, { sources }: References): Promise<void> {
  for (const { id, title, issuer, date, url } of sources) {
    const words = { title, issuer, date, url }
    await trx
      .insertInto('source')
      .values({ id, ...words })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(words))
      .execute()
  }
}

async function syncMeasures(trx: Store, { catalogue }: References): Promise<void> {
  await trx.updateTable('measure').set({ active: 0 }).execute()
  for (const { id, kind, carries } of catalogue.measures) {
    const facts = { kind, carries: carries ? 1 : 0, active: 1 } as const
    await trx
      .insertInto('measure')
      .values({ id, ...facts })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
      .execute()
  }
}

async function syncUnits(trx: Store, { units }: References): Promise<void> {
  await trx.updateTable('unit').set({ active: 0 }).execute()
  const rank = { province: 0, district: 1, commune: 2 }
  // a unit names its parent, which has to be there first
  for (const unit of [...units].sort((a, b) => rank[a.level] - rank[b.level])) {
    const facts = {
      level: unit.level,
      name: unit.name,
      type: unit.type,
      parent: unit.parent,
      districts: JSON.stringify(unit.districts),
      area_km2: unit.areaKm2,
      lon: unit.seat?.[0] ?? null,
      lat: unit.seat?.[1] ?? null,
      active: 1,
    } as const
    await trx
      .insertInto('unit')
      .values({ vintage: unit.vintage, code: unit.code, ...facts })
      .onConflict((conflict) => conflict.columns(['vintage', 'code']).doUpdateSet(facts))
      .execute()
  }
}

/** Tables that nothing refers to are simply written anew. */
async function replaceTables(trx: Store, { links, variants, published }: References): Promise<void> {
  await trx.deleteFrom('crosswalk').execute()
  await insertAll(
    trx,
    'crosswalk',
    links.map((link) => ({
      from_code: link.from,
      to_code: link.to,
      weight: link.weight,
      share_of_target: link.shareOfTarget,
      legal_basis: link.legalBasis,
    })),
  )
  await trx.deleteFrom('name_variant').execute()
  await insertAll(
    trx,
    'name_variant',
    variants.map(({ vintage, code, variant }) => ({ vintage, code, variant })),
  )
  await trx.deleteFrom('published_figure').execute()
  await insertAll(
    trx,
    'published_figure',
    published.map(({ name, unit, note, ...figure }) => ({
      ...figure,
      name_vi: name.vi,
      name_en: name.en,
      unit_vi: unit.vi,
      unit_en: unit.en,
      note_vi: note.vi,
      note_en: note.en,
    })),
  )
}

/** All other spellings of units' names. */
export const nameVariantsOf = (store: Store): Promise<NameVariant[]> =>
  store
    .selectFrom('name_variant')
    .select(['vintage', 'code', 'variant'])
    .orderBy('vintage')
    .orderBy('code')
    .orderBy('variant')
    .execute()
