import { schematicTopology } from '#domain/schematic'
import { eachDetail } from '#domain/detail'
import type { Link } from '#domain/crosswalk'
import type { Unit, Vintage } from '#domain/units'
import { vintages } from '#domain/units'
import type { Boundary } from './published'
import { activeBoundary, installBoundary } from './store/boundaries'
import type { Store } from './store/connect'

const schematicSource =
  'Sơ đồ vẽ từ vị trí trung tâm xã và đường bao tỉnh / schematic map drawn from commune seats and the province outline'

type Figures = {
  units: readonly Unit[]
  links: readonly Link[]
  outlines: Record<Vintage, [number, number][]>
}

/** Sees to it that every vintage has boundaries: draws the schematic map where none were ever installed. */
export async function ensureBoundaries(store: Store, figures: Figures): Promise<void> {
  const active = await Promise.all(vintages.map((vintage) => activeBoundary(store, vintage)))
  const bare = vintages.filter((_, i) => active[i] === null)
  if (bare.length === 0) return
  await installSchematic(store, figures, bare)
}

/** Draws the schematic map and puts it in use for the given vintages. */
export async function installSchematic(
  store: Store,
  figures: Figures,
  wanted: readonly Vintage[] = vintages,
  actor = 'system',
): Promise<void> {
  const drawn = schematicTopology(figures)
  for (const vintage of wanted) {
    await installBoundary(store, {
      vintage,
      quality: 'schematic',
      topology: JSON.stringify(drawn[vintage]),
      source: schematicSource,
      actor,
    })
  }
}

/**
 * The boundaries in force, ready to draw.
 * @param known those read before: the topology of a map that is still in force stays the same object, with all that was drawn of it
 */
export async function loadBoundaries(
  store: Store,
  known: Readonly<Record<Vintage, Boundary>> | null = null,
): Promise<Record<Vintage, Boundary>> {
  const load = async (vintage: Vintage): Promise<Boundary> => {
    const active = await activeBoundary(store, vintage)
    if (!active) throw new Error(`no boundaries of vintage ${vintage} are installed`)
    const { quality, source } = active
    const hash = active.hash.slice(0, 16)
    const same = hash === known?.[vintage].hash ? known[vintage] : null
    if (same) return { ...same, quality, source }
    // written by installBoundary alone, always as a topology
    const read = (text: string) => JSON.parse(text) as Boundary['topology']
    const { near: topology, coarser } = eachDetail({ near: active.topology, coarser: active.coarser }, read)
    return { quality, source, hash, topology, coarser }
  }
  return { '2024': await load('2024'), '2025': await load('2025') }
}
