import type { Observation } from '#domain/measures'
import type { ObservationColumn } from '#domain/observation-column'
import type { Store } from './connect'
import { columnReader, packedBatches } from './packed'

export type Asked = {
  /** Whether figures made up to show the tool are wanted. */
  illustrative: boolean
  version: number
}

/**
 * All figures that count at a data version, the one that wins a cell last: reports after what the product ships
 * (an upgrade must not undo what a unit sent in), later reports after earlier ones.
 * Figures of units and measures that the product no longer knows are left out. Large batches come in columns.
 */
export async function observationsAt(
  store: Store,
  { illustrative, version }: Asked,
): Promise<(Observation | ObservationColumn)[]> {
  const observations: (Observation | ObservationColumn)[] = []
  const packed = await packedBatches(store)
  const columnsOf = columnReader(store, { illustrative })
  for (const batch of await batchesAt(store, version)) {
    if (packed.has(batch)) {
      for (const column of await columnsOf(batch)) observations.push(column)
      continue
    }
    const rows = await store
      .selectFrom('observation as figure')
      .innerJoin('unit', (join) =>
        join.onRef('unit.vintage', '=', 'figure.vintage').onRef('unit.code', '=', 'figure.code'),
      )
      .innerJoin('measure', 'measure.id', 'figure.measure')
      .select([
        'figure.vintage',
        'figure.code',
        'figure.measure',
        'figure.period',
        'figure.value',
        'figure.status',
        'figure.source',
      ])
      .where('figure.batch_id', '=', batch)
      .where('unit.active', '=', 1)
      .where('measure.active', '=', 1)
      .$if(!illustrative, (query) => query.where('figure.status', '!=', 'illustrative'))
      .orderBy('figure.vintage')
      .orderBy('figure.measure')
      .orderBy('figure.period')
      .orderBy('figure.code')
      .execute()
    for (const row of rows) observations.push(row)
  }
  return observations
}

/** Ids of the batches that count at a data version, the one that wins last. */
async function batchesAt(store: Store, version: number): Promise<number[]> {
  const rows = await store
    .selectFrom('publication')
    .innerJoin('batch', 'batch.id', 'publication.batch_id')
    .select('batch.id')
    .where('publication.from_version', '<=', version)
    .where(({ eb, or }) =>
      or([eb('publication.until_version', 'is', null), eb('publication.until_version', '>', version)]),
    )
    .orderBy(({ eb }) => eb.case().when('batch.kind', '=', 'report').then(1).else(0).end())
    // by the first publication: a report that is withdrawn and restored keeps its rank
    .orderBy('batch.published_version')
    .orderBy('batch.id')
    .execute()
  return rows.map((row) => row.id)
}
