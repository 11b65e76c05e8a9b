import type { Detail, Detailed } from '#domain/detail'
import { coarserDetails } from '#domain/detail'
import type { Areas } from '#domain/topology'
import { topologyOf } from '#domain/topology'
import type { Unit } from '#domain/units'
import { cleanAreas } from './boundaries-clean'

/** Most bytes of a map as JSON. The page begins with the far one, over slow lines; the near one is for whoever looks closely. */
const mostBytes: Record<Detail, number> = { far: 120_000, middle: 300_000, near: 900_000 }

/**
 * Makes a seamless map once for each range of zooms. Each is simplified from the finer one, so that its corners are
 * corners of that, and by shared lines, so that neighbours have one border in all of them.
 * @param units all units of the vintage
 * @param most bytes of each as JSON
 * @throws BoundaryProblem (content) as `cleanAreas`
 */
export async function cleanDetails(
  areas: Areas,
  units: readonly Unit[],
  most = mostBytes,
): Promise<Detailed<Areas>> {
  const near = await cleanAreas(areas, units, most.near)
  const coarser: { far?: Areas; middle?: Areas } = {}
  let last = near
  let bytes = JSON.stringify(topologyOf(near, units)).length
  for (const detail of [...coarserDetails].reverse()) {
    if (bytes <= most[detail]) continue
    last = await cleanAreas(last, units, most[detail])
    bytes = JSON.stringify(topologyOf(last, units)).length
    coarser[detail] = last
  }
  return { near, coarser }
}
