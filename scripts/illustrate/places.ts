import { apportion } from '#domain/apportion'
import type { LonLat } from '#domain/geodesy'
import { daysOf } from '#domain/period-days'
import type { Facility } from '#domain/places/facility'
import type { Village } from '#domain/places/village'
import type { Unit } from '#domain/units'
import type { Counts, Row } from './coverage'
import { noise } from './noise'
import type { Cell } from './places-cells'
import { offsetBy, pointIn } from './places-cells'

type Made<Place> = Omit<Place, 'since'>
/** Made-up villages and facilities. */
export type MadePlaces = { villages: Made<Village>[]; facilities: Made<Facility>[] }

/** What one commune of 2025 says in the latest period, and the cells of the old communes (or its own) in it. */
export type Commune = { unit: Unit; row: Row; cells: readonly Cell[] }

/** Share of villages whose position nobody noted, as in life. */
const unplaced = 0.06

/**
 * Villages and facilities of a commune whose sums are exactly the commune's made-up counts. Villages lie around the
 * seats of the old communes; those with a play area have it within a few hundred metres.
 */
export function placesOfCommune({ unit, row, cells }: Commune): MadePlaces {
  const asOf = daysOf(row.period).last
  const made = {
    vintage: unit.vintage,
    commune: unit.code,
    status: 'illustrative',
    source: 'illustrative',
  } as const
  const total = row.counts['villages'] ?? 0
  const order = Array.from({ length: total }, (_, i) => i)
  const weights = order.map((i) => 0.4 + 1.2 * noise('village size', unit.code, i))
  const children = childrenOf(row.counts, weights)
  const households = apportion(row.counts['households'] ?? 0, weights)
  const playAreas = playAreasOf(unit.code, row.counts, weights)
  const difficult = firstBy(order, row.counts['villages_extremely_difficult'] ?? 0, (i) =>
    noise('difficult', unit.code, i),
  )
  const share = apportion(
    total,
    cells.map(({ villages }) => villages),
  )
  const cellOf = cells.flatMap((cell, c) => Array.from({ length: share[c] ?? 0 }, () => cell))
  const villages = order.map((i): Made<Village> => {
    const cell = cellOf[i]
    const isPlaced = cell !== undefined && noise('unplaced', unit.code, i) >= unplaced
    const land = noise('land', unit.code, i)
    return {
      id: `mh-${unit.code}-${String(i + 1).padStart(2, '0')}`,
      name: `minh hoạ ${i + 1}`,
      type: unit.type === 'phường' ? 'tổ dân phố' : 'thôn',
      extremelyDisadvantaged: difficult.has(i),
      households: households[i] ?? 0,
      children: children[i] ?? noChildren,
      land: land < 0.35 ? 'yes' : land < 0.75 ? 'no' : 'unknown',
      playArea: playAreas[i] ?? 'unknown',
      position: isPlaced ? pointIn(cell, unit.code, i) : null,
      asOf,
      ...made,
    }
  })
  const facility = (
    key: string,
    kind: Facility['kind'],
    village: Made<Village> | null,
    at: LonLat | null,
    condition: Facility['condition'],
  ): Made<Facility> => {
    const draw = (what: string) => noise(what, unit.code, key)
    const isPlay = kind === 'play-area'
    return {
      id: `mh-${unit.code}-${key}`,
      kind,
      name: null,
      village: village?.id ?? null,
      position: at === null ? null : offsetBy(at, 40 + 260 * draw('away'), 360 * draw('towards')),
      condition,
      safetyCheckedOn:
        isPlay && draw('checked') < 0.6
          ? dayIn(2025 + Math.floor(1.5 * draw('check year')), draw('check day'))
          : null,
      openedOn: draw('known') < 0.7 ? dayIn(2008 + Math.floor(16 * draw('year')), draw('day')) : null,
      capacity: kind.startsWith('preschool') ? 20 + Math.round(60 * draw('capacity')) : null,
      photo: null,
      asOf,
      ...made,
    }
  }
  const own = villages.flatMap((village, i): Made<Facility>[] => {
    const number = String(i + 1).padStart(2, '0')
    const condition =
      village.playArea === 'yes'
        ? 'working'
        : village.playArea === 'under-repair'
          ? noise('unsafe', unit.code, i) < 0.5
            ? 'unsafe'
            : 'under-repair'
          : null
    const hasSatellite = village.position !== null && noise('satellite', unit.code, i) < 0.3
    return [
      ...(condition === null
        ? []
        : [facility(`p${number}`, 'play-area', village, village.position, condition)]),
      ...(hasSatellite
        ? [facility(`s${number}`, 'preschool-satellite', village, village.position, 'working')]
        : []),
    ]
  })
  const central = cells.flatMap(({ seat }, c) => [
    facility(`m${c + 1}`, 'preschool-main', null, seat, 'working'),
    facility(`h${c + 1}`, 'health-station', null, seat, 'working'),
    facility(`c${c + 1}`, 'cultural-house', null, seat, 'working'),
  ])
  const ofCommune =
    row.counts['commune_has_play_area'] === 1
      ? [facility('p00', 'play-area', null, cells[0]?.seat ?? null, 'working')]
      : []
  return { villages, facilities: [...own, ...central, ...ofCommune] }
}

/** Children of each village by age group; the groups fit together in every village as they do in the commune. */
function childrenOf(counts: Counts, weights: readonly number[]): Village['children'][] {
  const of = (measure: string) => counts[measure] ?? 0
  const split = (total: number) => apportion(total, weights)
  const nursery = split(of('children_0_2'))
  const five = split(of('children_5'))
  const threeFour = split(of('children_3_5') - of('children_5'))
  const infants = split(of('children_under_5') - of('children_0_2') - (of('children_3_5') - of('children_5')))
  const older = split(of('children_under_16') - of('children_under_6'))
  return weights.map((_, i) => {
    const underFive = (nursery[i] ?? 0) + (infants[i] ?? 0) + (threeFour[i] ?? 0)
    const underSix = underFive + (five[i] ?? 0)
    return {
      children_0_2: nursery[i] ?? 0,
      children_3_5: (threeFour[i] ?? 0) + (five[i] ?? 0),
      children_5: five[i] ?? 0,
      children_under_5: underFive,
      children_under_6: underSix,
      children_under_16: underSix + (older[i] ?? 0),
    }
  })
}

const noChildren: Village['children'] = {
  children_0_2: 0,
  children_3_5: 0,
  children_5: 0,
  children_under_5: 0,
  children_under_6: 0,
  children_under_16: 0,
}

/** As many villages with a play area, and as many that did not say, as the commune reports; larger ones first. */
function playAreasOf(code: string, counts: Counts, weights: readonly number[]): Village['playArea'][] {
  const having = counts['villages_with_play_area']
  if (having === undefined) return weights.map(() => 'unknown')
  const order = [...weights.keys()]
  const has = firstBy(order, having, (i) => noise('has play area', code, i) - 0.3 * (weights[i] ?? 0))
  const without = order.filter((i) => !has.has(i))
  const silent = firstBy(without, counts['villages_play_area_not_reported'] ?? 0, (i) =>
    noise('silent village', code, i),
  )
  return order.map((i) => {
    if (has.has(i)) return 'yes'
    if (silent.has(i)) return 'unknown'
    return noise('repair', code, i) < 0.08 ? 'under-repair' : 'no'
  })
}

/** So many of the numbers, those with the smallest keys. */
const firstBy = (numbers: readonly number[], count: number, keyOf: (i: number) => number): Set<number> =>
  new Set([...numbers].sort((a, b) => keyOf(a) - keyOf(b)).slice(0, count))

/** A day of a year, from a draw of 0 to below 1; of 2026 only before July. */
function dayIn(year: number, draw: number): string {
  const day = new Date(Date.UTC(year, 0, 1 + Math.floor((year >= 2026 ? 180 : 365) * draw)))
  return day.toISOString().slice(0, 10)
}
