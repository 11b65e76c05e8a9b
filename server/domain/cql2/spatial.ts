import { coordEach } from '@turf/meta'
import type { Geometry } from 'geojson'
import type { Probe } from '../intersects'
import { meets, probeOf, probeOfExtent } from '../intersects'
import type { Extent, Located } from '../located'
import type { Bilingual } from '../measures'
import type { ReferenceSystem } from '../reference-systems'
import type { Box, Place, Shape } from './expression'
import { refusal } from './expression'
import type { Queryables } from './scalars'
import { unknownProperty } from './scalars'

type Candidate = { area: Located | null }

/** Whether two shapes meet, either of them the geometry of the feature or written out. @throws InputError */
export function compileIntersects(
  { left, right }: { left: Shape; right: Shape },
  queryables: Queryables,
  system: ReferenceSystem,
): (candidate: Candidate) => boolean | null {
  const [first, second] = [compileShape(left, queryables, system), compileShape(right, queryables, system)]
  // there is one geometry only, and it meets itself
  if (left.kind === 'property' && right.kind === 'property')
    return ({ area }) => (area === null ? null : true)
  return (candidate) => {
    const [these, those] = [first(candidate), second(candidate)]
    if (these === null || those === null) return null
    return these.some((one) => those.some((other) => meets(one, other)))
  }
}

/** The parts of a shape for a feature; null where the feature has none. */
function compileShape(
  shape: Shape,
  queryables: Queryables,
  system: ReferenceSystem,
): (candidate: Candidate) => readonly Probe[] | null {
  const { at } = shape
  if (shape.kind === 'property') {
    const type = queryables.get(shape.name)
    if (type === undefined) throw unknownProperty(at, shape.name, queryables)
    if (type === 'geometry') return ({ area }) => (area === null ? null : [area])
    throw refusal(at, {
      vi: `«${shape.name}» không phải hình; trường hình tên là geometry.`,
      en: `"${shape.name}" is no geometry; the geometry is called geometry.`,
    })
  }
  const probes =
    shape.kind === 'bbox' ? probesOfBox(shape.bbox, system, at) : [probeIn(shape.geometry, system, at)]
  return () => probes
}

function probeIn(written: Geometry, system: ReferenceSystem, at: Place): Probe {
  const geometry = structuredClone(written)
  coordEach(geometry, (position) => {
    const [first = NaN, second = NaN] = position
    const [x, y] = system.northFirst ? [second, first] : [first, second]
    assertOnEarth(x, y, system, at)
    position.splice(0, position.length, x, y)
  })
  return probeOf(geometry)
}

/**
 * A rectangle as written in the system: one probe, or two where it passes the 180th meridian.
 * @throws InputError for coordinates off the earth, south above north, or west and east exchanged
 */
export function probesOfBox(written: Box, system: ReferenceSystem, at: Place): Probe[] {
  const [a, b, c, d] = written
  const [west, south, east, north]: Extent = system.northFirst ? [b, a, d, c] : [a, b, c, d]
  assertOnEarth(west, south, system, at)
  assertOnEarth(east, north, system, at)
  if (south > north) throw swapped(at, system)
  if (west <= east) return [probeOfExtent([west, south, east, north])]
  // over the 180th meridian; one that goes round more than half the earth is a slip of the pen
  if (!system.isGeographic || east - west + 360 > 180) throw swapped(at, system)
  return [probeOfExtent([west, south, 180, north]), probeOfExtent([-180, south, east, north])]
}

/** How a rectangle is written in the system, with an example. */
function orderOf({ northFirst, isGeographic }: ReferenceSystem): Bilingual {
  if (!isGeographic) return { vi: 'tây,nam,đông,bắc (mét)', en: 'west,south,east,north (metres)' }
  return northFirst
    ? { vi: 'nam,tây,bắc,đông (22,103.5,22.9,104.7)', en: 'south,west,north,east (22,103.5,22.9,104.7)' }
    : { vi: 'tây,nam,đông,bắc (103.5,22,104.7,22.9)', en: 'west,south,east,north (103.5,22,104.7,22.9)' }
}

const swapped = (at: Place, system: ReferenceSystem) =>
  refusal(at, {
    vi: `hình chữ nhật có hai cạnh bị đổi chỗ. Viết theo thứ tự ${orderOf(system).vi}.`,
    en: `two sides of the rectangle are exchanged. Write them in the order ${orderOf(system).en}.`,
  })

function assertOnEarth(x: number, y: number, system: ReferenceSystem, at: Place): void {
  const isFine = Number.isFinite(x) && Number.isFinite(y)
  if (isFine && (!system.isGeographic || (Math.abs(x) <= 180 && Math.abs(y) <= 90))) return
  throw refusal(at, {
    vi: `toạ độ ${x}, ${y} nằm ngoài trái đất (kinh độ −180…180, vĩ độ −90…90). Trong ${system.code} viết ${system.northFirst ? 'vĩ độ trước' : 'kinh độ trước'}.`,
    en: `the position ${x}, ${y} is not on the earth (longitude −180…180, latitude −90…90). In ${system.code} the ${system.northFirst ? 'latitude' : 'longitude'} comes first.`,
  })
}
