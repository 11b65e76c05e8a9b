import { partsOf } from '#domain/geodesy'
import { byTime } from '#domain/periods'
import { schematicTopology } from '#domain/schematic'
import { featuresOf } from '#domain/topology'
import type { Unit, Vintage } from '#domain/units'
import type { Row } from './coverage'
import type { MadePlaces } from './places'
import { placesOfCommune } from './places'
import type { Cell } from './places-cells'
import type { Known } from './tables'

/** Villages and facilities of every commune of 2025, in agreement with what it says in the latest period. */
export function illustratePlaces(rows: readonly Row[], known: Known): MadePlaces {
  const drawn = schematicTopology(known)
  const partsIn = (vintage: Vintage) =>
    new Map(
      featuresOf(drawn[vintage], 'commune').features.map(({ id, geometry }) => [
        String(id),
        partsOf(geometry),
      ]),
    )
  const parts = { '2024': partsIn('2024'), '2025': partsIn('2025') }
  const latest = rows.filter(({ vintage }) => vintage === '2025').reduce(later)
  const before = rows.filter(({ vintage }) => vintage === '2024').reduce(later)
  const villagesOf = new Map(
    rows
      .filter(({ period }) => period === before.period)
      .map(({ code, counts }) => [code, counts['villages'] ?? 0]),
  )
  const cell = (unit: Unit, villages: number): Cell[] => {
    const own = parts[unit.vintage].get(unit.code)
    return unit.seat === null || own === undefined ? [] : [{ seat: unit.seat, parts: own, villages }]
  }
  const places = known.communes['2025'].flatMap((unit) => {
    const row = rows.find(({ code, period }) => code === unit.code && period === latest.period)
    if (!row) return []
    const olds = known.links
      .filter(({ to }) => to === unit.code)
      .flatMap(({ from }) => known.communes['2024'].find(({ code }) => code === from) ?? [])
    const cells = olds.flatMap((old) => cell(old, villagesOf.get(old.code) ?? 0))
    return [placesOfCommune({ unit, row, cells: cells.length > 0 ? cells : cell(unit, 1) })]
  })
  return {
    villages: places.flatMap(({ villages }) => villages),
    facilities: places.flatMap(({ facilities }) => facilities),
  }
}

const later = (a: Row, b: Row): Row => (byTime(a.period, b.period) >= 0 ? a : b)
