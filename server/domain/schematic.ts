import { difference } from 'polyclip-ts'
import type { Topology } from 'topojson-specification'
import type { Region, Seat } from './cells'
import { cutBySeats, largest } from './cells'
import type { Link } from './crosswalk'
import type { LonLat, Parts, Ring } from './geodesy'
import { partsOf } from './geodesy'
import type { Areas } from './topology'
import { dissolve, topologyOf } from './topology'
import type { Unit, Vintage } from './units'

/** What is known of both geographies: all units, and which old commune became which new one. */
export type Figures = { units: readonly Unit[]; links: readonly Link[] }

/**
 * A map drawn from nothing but figures: every place belongs to the nearest seat on its side of the former
 * provincial border. The finest units known are used: the communes of 2024 and, where there are none,
 * those of 2025. Communes of 2025, districts and the province are exact unions of these cells.
 * It is good enough to find a place, not to draw a border.
 * @param outlines rings around the province in each vintage; the wider one of 2025 bounds the whole map
 * @throws Error naming a unit without a seat or without a cell
 */
export function schematicTopology({
  outlines,
  ...figures
}: Figures & { outlines: Record<Vintage, readonly LonLat[]> }): Record<Vintage, Topology> {
  const { olds, others } = finest(figures)
  const sides = sidesOf(closed(outlines['2024']), closed(outlines['2025']))
  return drawn(figures, [
    { parts: sides.old, seats: olds.map(seatOf) },
    { parts: sides.other, seats: others.map(seatOf) },
  ])
}

/**
 * The same inside known communes of 2025: each is shared out among the old communes that it joins, so that
 * the maps of both vintages have the known borders in common. Only the inner lines of 2024 are schematic.
 * @throws Error naming a unit without a seat or without a cell
 */
export function schematicWithin(communes: Areas, figures: Figures): Record<Vintage, Topology> {
  const { olds, others, heirOf } = finest(figures)
  return drawn(
    figures,
    communes.features.map(({ id, geometry }) => ({
      parts: partsOf(geometry),
      seats: [
        ...olds.filter(({ code }) => heirOf.get(code) === id),
        ...others.filter(({ code }) => code === id),
      ].map(seatOf),
    })),
  )
}

/** Communes of 2024, and those communes of 2025 that joined none of them. */
function finest({ units, links }: Figures) {
  const communes = units.filter((unit) => unit.level === 'commune')
  const olds = communes.filter((unit) => unit.vintage === '2024')
  const oldCodes = new Set(olds.map((unit) => unit.code))
  // the crosswalk also knows communes of the other province, of which there are no seats
  const heirOf = new Map(links.filter((link) => oldCodes.has(link.from)).map((link) => [link.from, link.to]))
  const joined = new Set(heirOf.values())
  const others = communes.filter((unit) => unit.vintage === '2025' && !joined.has(unit.code))
  return { olds, others, heirOf }
}

function drawn(figures: Figures, regions: readonly Region[]): Record<Vintage, Topology> {
  const { heirOf } = finest(figures)
  const cells = cutBySeats(regions)
  const codeIn = (vintage: Vintage, key: string): string | null => {
    const [cellVintage, code = ''] = key.split('/')
    return cellVintage === vintage ? code : vintage === '2025' ? (heirOf.get(code) ?? null) : null
  }
  const topology = (vintage: Vintage) =>
    topologyOf(
      dissolve(cells, (key) => codeIn(vintage, key)),
      figures.units.filter((unit) => unit.vintage === vintage),
    )
  return { '2024': topology('2024'), '2025': topology('2025') }
}

/** Codes are reused, so a cell is named by vintage and code. */
function seatOf({ vintage, code, name, seat }: Unit): Seat {
  if (seat === null) throw new Error(`unit ${vintage}/${code} (${name}) has no seat`)
  return { code: `${vintage}/${code}`, at: seat }
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
