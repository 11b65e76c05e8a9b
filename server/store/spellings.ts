import type { Store } from './connect'

/** Other spellings of the names of units, in whatever vintage they were met. */
export const spellings = (store: Store): Promise<{ name: string; variant: string }[]> =>
  store
    .selectFrom('name_variant')
    .innerJoin('unit', (join) =>
      join
        .onRef('unit.vintage', '=', 'name_variant.vintage')
        .onRef('unit.code', '=', 'name_variant.code')
        .on('unit.level', '=', 'commune'),
    )
    .select(['unit.name', 'name_variant.variant'])
    .distinct()
    .execute()
