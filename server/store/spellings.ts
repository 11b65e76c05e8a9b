import type { Store } from './connect'

/**
 * Other spellings of the names of units, in whatever vintage they were met. Of the neighbouring province no units of
 * 2024 are kept: what is known of a commune there holds for the one of 2025 that it became by itself.
 */
export async function spellings(store: Store): Promise<{ name: string; variant: string }[]> {
  const own = store
    .selectFrom('name_variant')
    .innerJoin('unit', (join) =>
      join
        .onRef('unit.vintage', '=', 'name_variant.vintage')
        .onRef('unit.code', '=', 'name_variant.code')
        .on('unit.level', '=', 'commune'),
    )
    .select(['unit.name', 'name_variant.variant'])
  const inherited = store
    .selectFrom('name_variant')
    .innerJoin('crosswalk', 'crosswalk.from_code', 'name_variant.code')
    .innerJoin('unit', 'unit.code', 'crosswalk.to_code')
    .where('name_variant.vintage', '=', '2024')
    .where('crosswalk.weight', '=', 1)
    .where('crosswalk.share_of_target', '=', 1)
    .where('unit.vintage', '=', '2025')
    .where('unit.level', '=', 'commune')
    .select(['unit.name', 'name_variant.variant'])
  return own.union(inherited).execute()
}
