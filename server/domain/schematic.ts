import { difference } from 'polyclip-ts'
import type { Topology } from 'topojson-specification'
import { cutBySeats, largest } from './cells'
import type { Link } from './crosswalk'
import type { LonLat, Parts, Ring } from './geodesy'
import { dissolve, topologyOf } from './topology'
import type { Unit, Vintage } from './units'

/**
 * A map drawn from nothing but figures: every place belongs to the nearest seat on its side of the former
 * provincial border. The finest units known are used: the communes of 2024 and, where there are none,
 * those of 2025. Communes of 2025, districts and the province are exact unions of these cells.
 * It is good enough to find a place, not to draw a border.
 * @param outlines rings around the province in each vintage; the wider one of 2025 bounds the whole map
 * @throws Error naming a unit without a seat or without a cell
 */
export function schematicTopology(input: {
  units: readonly Unit[]
  links: readonly Link[]
  outlines: Record<Vintage, readonly LonLat[]>
}): Record<Vintage, Topology> {
  const { units, links } = input
  const communes = units.filter((unit) => unit.level === 'commune')
  const olds = communes.filter((unit) => unit.vintage === '2024')
  const oldCodes = new Set(olds.map((unit) => unit.code))
  // the crosswalk also knows communes of the other province, of which there are no seats
  const heirs = new Map(links.filter((link) => oldCodes.has(link.from)).map((link) => [link.from, link.to]))
  const inherited = new Set(heirs.values())
  const others = communes.filter((unit) => unit.vintage === '2025' && !inherited.has(unit.code))

  const sides = sidesOf(closed(input.outlines['2024']), closed(input.outlines['2025']))
  const cells = cutBySeats([
    { parts: sides.old, seats: olds.map((unit) => ({ code: `2024/${unit.code}`, at: seatOf(unit) })) },
    { parts: sides.other, seats: others.map((unit) => ({ code: `2025/${unit.code}`, at: seatOf(unit) })) },
  ])
  const codeIn = (vintage: Vintage, key: string): string | null => {
    const [cellVintage, code = ''] = key.split('/')
    return cellVintage === vintage ? code : vintage === '2025' ? (heirs.get(code) ?? null) : null
  }
  const topology = (vintage: Vintage) =>
    topologyOf(
      dissolve(cells, (key) => codeIn(vintage, key)),
      units.filter((unit) => unit.vintage === vintage),
    )
  return { '2024': topology('2024'), '2025': topology('2025') }
}

/**
 * The two sides of the former border. The outlines are coarse and differ along the outer border, too, which
 * leaves slivers outside the old one: only the one large difference is the other side.
 */
function sidesOf(old: Ring, whole: Ring): { old: Parts; other: Parts } {
  const differences: Parts = difference([whole], [old])
  const other = largest(differences.map((part) => ({ parts: [part] })))
  return other ? { old: difference([whole], other.parts), other: other.parts } : { old: [[whole]], other: [] }
}

function closed(points: readonly LonLat[]): Ring {
  const [first] = points
  const last = points.at(-1)
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...points, first] : [...points]
}

function seatOf(unit: Unit): LonLat {
  if (unit.seat === null) throw new Error(`unit ${unit.vintage}/${unit.code} (${unit.name}) has no seat`)
  return unit.seat
}
