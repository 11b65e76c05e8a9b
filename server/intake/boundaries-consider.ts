import type { Topology } from 'topojson-specification'
import type { Detailed } from '#domain/detail'
import { eachDetail } from '#domain/detail'
import { topologyOf } from '#domain/topology'
import type { Unit } from '#domain/units'
import { cleanDetails } from './boundaries-details'
import type { Survey } from './boundaries-geojson'
import type { MatchOptions } from './boundaries-match'
import { areasOf, findingsOf } from './boundaries-match'
import type { Matching } from './boundaries-matching'
import { isComplete, isElsewhere, matchingOf } from './boundaries-matching'
import type { ShapeReport } from './boundaries-shape'
import { shapeReport } from './boundaries-shape'

/** What a file comes to: which polygon is which commune and, once all are known, the map that would be installed. */
export type Outcome = {
  matching: Matching
  /** Null while a commune lacks its polygon, or polygons are unclear. */
  drawn: { map: Detailed<Topology>; report: ShapeReport } | null
}

/**
 * Matches the polygons of a file with the communes of a vintage and, when they match completely and lie where the
 * communes are, makes the seamless map. Takes seconds.
 * @param units all units of the vintage
 * @throws BoundaryProblem when the file has no such field, or a commune vanishes below others
 */
export async function consider(
  { areas }: Pick<Survey, 'areas'>,
  options: MatchOptions,
  units: readonly Unit[],
): Promise<Outcome> {
  const findings = findingsOf(areas, options)
  const matching = matchingOf(findings, options.communes)
  if (!isComplete(matching) || isElsewhere(matching)) return { matching, drawn: null }
  const given = areasOf(findings)
  const cleaned = await cleanDetails(given, units)
  const report = await shapeReport(given, cleaned.near, units)
  return { matching, drawn: { map: eachDetail(cleaned, (areas) => topologyOf(areas, units)), report } }
}
