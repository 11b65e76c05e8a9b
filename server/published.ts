import type { Topology } from 'topojson-specification'
import type { Intervention } from '#domain/allocation/interventions'
import type { Coarser } from '#domain/detail'
import type { Dataset } from '#domain/dataset'
import type { Demand } from '#domain/plan-progress'
import type { PrioritySettings } from '#domain/priority/question'
import type { Vintage } from '#domain/units'

/** Where a boundary comes from: drawn from seats, the state's map, or a file of the installation's own. */
export type BoundaryQuality = 'schematic' | 'official' | 'user'

/** The boundaries in force for one vintage, in the finest detail, and as drawn for views from farther away. */
export type Boundary = {
  quality: BoundaryQuality
  source: string
  hash: string
  topology: Topology
  coarser?: Coarser<Topology>
}

/** What the routes answer from. Every part is immutable; a publication or an installation replaces them whole. */
export type Published = {
  readonly dataset: Dataset
  readonly boundaries: Readonly<Record<Vintage, Boundary>>
  /** What the province's plan asks for. */
  readonly plan: readonly Demand[]
  /** What can be built, with its cost. */
  readonly interventions: readonly Intervention[]
  /** Criteria, rules and presets by which communes are ranked. */
  readonly priority: PrioritySettings
}

/** Changes whenever any answer may change. */
export const versionOf = ({ dataset, boundaries }: Published): string =>
  [
    dataset.version,
    boundaries['2024'].hash,
    boundaries['2025'].hash,
    ...(dataset.withholding ? [`below-${dataset.withholding.threshold}`] : []),
  ].join('-')
