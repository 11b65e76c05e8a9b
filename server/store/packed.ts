import { endianness } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { ObservationColumn } from '#domain/observation-column'
import { statuses } from '#domain/status'
import type { Vintage } from '#domain/units'
import type { Store } from './connect'
import type { PackedColumnTable } from './schema'

// Ten million rows take the database half a minute to hand over, the same figures in columns a moment. A batch never
// changes once it is published, so a copy of it cannot become stale; triggers see to it that nobody tries.

/** Batches with fewer observations are read row by row. */
const fewest = 2000

/** Numbers are kept as the processor has them; one of the rare other kind reads the rows. */
const isReadable = endianness() === 'LE'

/** Keeps a copy of a batch in columns if it is large. Called last in the transaction that publishes it. */
export async function pack(trx: Store, batch: number): Promise<void> {
  const { count } = await trx
    .selectFrom('observation')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('batch_id', '=', batch)
    .executeTakeFirstOrThrow()
  if (count < fewest || !isReadable) return
  const columns = await trx
    .selectFrom('observation')
    .select(['vintage', 'measure', 'period'])
    .distinct()
    .where('batch_id', '=', batch)
    .execute()
  for (const vintage of new Set(columns.map((column) => column.vintage))) {
    const units = await unitsOf(trx, batch, vintage)
    const placeOf = new Map(units.map((code, place) => [code, place]))
    for (const column of columns.filter((one) => one.vintage === vintage)) {
      await packColumn(trx, { batch, placeOf, ...column })
      await setImmediate()
    }
    await trx
      .insertInto('packed_units')
      .values({ batch_id: batch, vintage, codes: units.join(' ') })
      .execute()
  }
}

/** Packs every large batch that has no copy yet. */
export async function packLarge(trx: Store): Promise<void> {
  const batches = await trx
    .selectFrom('batch')
    .select('id')
    .where('published_version', 'is not', null)
    .where('id', 'not in', trx.selectFrom('packed_units').select('batch_id'))
    .execute()
  for (const { id } of batches) await pack(trx, id)
}

async function unitsOf(trx: Store, batch: number, vintage: Vintage): Promise<string[]> {
  const rows = await trx
    .selectFrom('observation')
    .select('code')
    .distinct()
    .where('batch_id', '=', batch)
    .where('vintage', '=', vintage)
    .orderBy('code')
    .execute()
  return rows.map(({ code }) => code)
}

type Wanted = Pick<PackedColumnTable, 'vintage' | 'measure' | 'period'> & {
  batch: number
  placeOf: ReadonlyMap<string, number>
}

async function packColumn(trx: Store, { batch, placeOf, ...about }: Wanted): Promise<void> {
  const rows = await trx
    .selectFrom('observation')
    .select(['code', 'value', 'status', 'source'])
    .where('batch_id', '=', batch)
    .where('vintage', '=', about.vintage)
    .where('measure', '=', about.measure)
    .where('period', '=', about.period)
    .execute()
  const { cells, values, source, status } = cellsFor(placeOf.size)
  values.fill(NaN)
  const sources = [...new Set(rows.map((row) => row.source))].sort()
  const sourceAt = new Map(sources.map((id, place) => [id, place]))
  for (const row of rows) {
    const place = placeOf.get(row.code) ?? -1
    values[place] = row.value
    source[place] = sourceAt.get(row.source) ?? 0
    status[place] = statuses.indexOf(row.status)
  }
  await trx
    .insertInto('packed_column')
    .values({ batch_id: batch, ...about, sources: JSON.stringify(sources), cells })
    .execute()
}

/** One stretch of bytes: all values, then the places of all sources, then those of all statuses. */
function cellsFor(size: number, from?: Uint8Array<ArrayBuffer>) {
  const isOwn = from?.byteLength === size * 13 && from.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0
  const cells = isOwn ? from : new Uint8Array(size * 13)
  // numbers begin at a multiple of their size: where they don't, a copy of their own does
  if (from && !isOwn) cells.set(from)
  const { buffer, byteOffset } = cells
  return {
    cells,
    values: new Float64Array(buffer, byteOffset, size),
    source: new Uint32Array(buffer, byteOffset + size * 8, size),
    status: new Uint8Array(buffer, byteOffset + size * 12, size),
  }
}

/** Batches of which there is a copy in columns. */
export async function packedBatches(store: Store): Promise<ReadonlySet<number>> {
  if (!isReadable) return new Set()
  const rows = await store.selectFrom('packed_units').select('batch_id').distinct().execute()
  return new Set(rows.map((row) => row.batch_id))
}

/** A reader of batches in columns, for one reading of the store. */
type ColumnReader = (batch: number) => Promise<ObservationColumn[]>

/**
 * Reads batches in columns, each in the order of its rows. Those about the same units share the list of them, so that
 * whoever looks units up does it once.
 * Figures of units and measures that the product no longer knows are left out, as are made-up ones if they are not wanted.
 */
export function columnReader(store: Store, { illustrative }: { illustrative: boolean }): ColumnReader {
  const units = unitLists(store)
  return async (batch) => {
    const lists = await store
      .selectFrom('packed_units')
      .select(['vintage', 'codes'])
      .where('batch_id', '=', batch)
      .execute()
    const ofVintage: Partial<Record<Vintage, UnitList>> = {}
    for (const { vintage, codes } of lists) ofVintage[vintage] = await units(vintage, codes)
    const rows = await store
      .selectFrom('packed_column as packed')
      .innerJoin('measure', 'measure.id', 'packed.measure')
      .select(['packed.vintage', 'packed.measure', 'packed.period', 'packed.sources', 'packed.cells'])
      .where('packed.batch_id', '=', batch)
      .where('measure.active', '=', 1)
      .orderBy('packed.vintage')
      .orderBy('packed.measure')
      .orderBy('packed.period')
      .execute()
    return rows.map(({ sources, cells, ...about }) => {
      const { codes, gone } = ofVintage[about.vintage] ?? { codes: [], gone: [] }
      const { values, source, status } = cellsFor(codes.length, cells)
      for (const place of gone) values[place] = NaN
      if (!illustrative) for (const [i, one] of status.entries()) if (one === madeUp) values[i] = NaN
      // written by `pack` alone, always as an array of ids
      return { ...about, units: codes, values, source, status, sources: JSON.parse(sources) as string[] }
    })
  }
}

const madeUp = statuses.indexOf('illustrative')

/** The units of a batch, and the places of those that the product no longer knows. */
type UnitList = { codes: readonly string[]; gone: readonly number[] }

function unitLists(store: Store) {
  const active = new Map<Vintage, ReadonlySet<string>>()
  const known = new Map<string, UnitList>()
  return async (vintage: Vintage, codes: string): Promise<UnitList> => {
    const key = `${vintage} ${codes}`
    const existing = known.get(key)
    if (existing) return existing
    const now = active.get(vintage) ?? (await activeCodes(store, vintage))
    active.set(vintage, now)
    const all = codes.split(' ')
    const list = { codes: all, gone: all.flatMap((code, place) => (now.has(code) ? [] : [place])) }
    known.set(key, list)
    return list
  }
}

async function activeCodes(store: Store, vintage: Vintage): Promise<ReadonlySet<string>> {
  const rows = await store
    .selectFrom('unit')
    .select('code')
    .where('vintage', '=', vintage)
    .where('active', '=', 1)
    .execute()
  return new Set(rows.map(({ code }) => code))
}
