import type { Topology } from 'topojson-specification'
import type { Level } from '#domain/units'
import { featuresOf } from '#domain/topology'
import type { FlatMap } from '../../map/flat'
import { flatMap } from '../../map/flat'

export type ProvinceMaps = { communes: FlatMap; districts: FlatMap }

const drawn = new WeakMap<Topology, Map<number, ProvinceMaps>>()

/** Communes and districts drawn flat in one frame, kept for as long as the topology is. */
export function provinceMaps(topology: Topology, width: number): ProvinceMaps {
  const sizes = drawn.get(topology) ?? new Map<number, ProvinceMaps>()
  drawn.set(topology, sizes)
  const frame = featuresOf(topology, 'province').features
  const draw = (level: Level) => flatMap(featuresOf(topology, level).features, frame, width)
  const maps = sizes.get(width) ?? { communes: draw('commune'), districts: draw('district') }
  sizes.set(width, maps)
  return maps
}
