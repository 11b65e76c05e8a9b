import type { Counts, Row } from './coverage'
import { coverageOf } from './coverage'
import { mergeCounts } from './merge'
import { noise } from './noise'
import type { People, Totals } from './people'
import { agesOf, peopleOf } from './people'
import type { Place } from './place'
import { newPlaces, oldPlaces } from './settle'
import type { Known } from './tables'
import type { DifficultByZone } from './villages'
import { difficultOf, villagesOf } from './villages'
import { enteredZoneI } from './zones'

/** Half-years that old communes report for, then those of the new ones. */
const oldPeriods = ['2023-H2', '2024-H1', '2024-H2', '2025-H1']
const newPeriods = ['2025-H2', '2026-H1']
const periods = [...oldPeriods, ...newPeriods]

/**
 * Totals of old Lào Cai in each period. Published: population at the end of 2024 (781,103), 66.2 % of it ethnic
 * minorities, 179,305 households with 26,791 poor ones and 227,532 children at the end of 2023, 11.24 % poor at the
 * turn to 2025. The rest goes on from these.
 */
const oldTotals: Totals[] = [
  totals(774_400, 0.662, 179_305, 26_791, 227_532),
  totals(777_750, 0.662, 180_100, 23_600, 227_700),
  totals(781_103, 0.662, 180_900, 20_333, 227_900),
  totals(784_450, 0.662, 181_700, 18_700, 228_000),
  totals(787_800, 0.662, 182_500, 17_150, 228_200),
  totals(791_150, 0.662, 183_300, 15_600, 228_300),
]

/** The half that was Yên Bái: only its population is published. */
const yenBaiTotals = (population: number): Totals[] => [
  totals(population, 0.57, 239_400, 9_580, 246_800),
  totals(population, 0.57, 240_100, 8_880, 246_900),
]

function totals(
  population: number,
  minority: number,
  households: number,
  poor: number,
  children: number,
): Totals {
  return { population, ethnicMinority: Math.round(population * minority), households, poor, children }
}

/** Villages of old Lào Cai are published (1,568), those of old Yên Bái are made up. */
const oldVillages = 1568
const yenBaiVillages = 1300

/** Decision 612/QĐ-UBDT: 605 by the zone of their commune. The second list follows Decision 497/QĐ-UBDT: 603. */
const difficultByZone: DifficultByZone = [3, 103, 24, 475]
const leftTheList = { code: '03004', villages: 2, fromHalf: 2 }
const yenBaiDifficult: DifficultByZone = [2, 40, 16, 110]

/** The whole table: old communes for four half-years, new ones for two. */
export function illustrate(known: Known): Row[] {
  const old = oldPlaces(known)
  const added = newPlaces(known)
  const oldRows = tell(old, oldTotals, 0, {
    villages: villagesOf(old, oldVillages, known.villages),
    difficultByZone,
  })
  const population = added.reduce((sum, place) => sum + place.population, 0)
  const addedRows = tell(added, yenBaiTotals(population), oldPeriods.length, {
    villages: villagesOf(added, yenBaiVillages, new Map()),
    difficultByZone: yenBaiDifficult,
  })
  const isOld = (row: Row) => oldPeriods.includes(row.period)
  const merged = mergeCounts(
    oldRows.filter((row) => !isOld(row)),
    known,
  )
  return [
    ...withSilence(oldRows.filter(isOld)),
    ...withSilence([...merged, ...addedRows].map((row) => ({ ...row, counts: unpublished(row, known) }))),
  ].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const keyOf = (row: Row) => `${row.vintage}/${row.period}/${row.code}`

type Registers = { villages: readonly number[]; difficultByZone: DifficultByZone }

/** What happens in an area over time, told commune by commune as if none were ever silent. */
function tell(
  places: readonly Place[],
  series: readonly Totals[],
  first: number,
  registers: Registers,
): Row[] {
  const difficult = difficultOf(places, registers.villages, registers.difficultByZone)
  return series.flatMap((sums, offset) => {
    const half = first + offset
    const people = peopleOf(places, sums)
    return places.map((place, i): Row => {
      const villages = registers.villages[i] ?? 0
      const own = people[i]
      if (!own) throw new Error(`no people for ${place.code}`)
      return {
        vintage: first === 0 ? '2024' : '2025',
        code: place.code,
        period: periods[half] ?? '',
        counts: countsOf(place, half, villages, difficult[i] ?? 0, own),
      }
    })
  })
}

function countsOf(place: Place, half: number, villages: number, difficult: number, people: People): Counts {
  const ages = agesOf(place.code, people.children_under_16)
  const left = place.code === leftTheList.code && half >= leftTheList.fromHalf ? leftTheList.villages : 0
  const zone = enteredZoneI.codes.includes(place.code) && half >= enteredZoneI.fromHalf ? 1 : place.zone
  return {
    ...people,
    ...ages,
    villages,
    villages_extremely_difficult: difficult - left,
    zone_861: zone,
    communes_zone_iii: zone === 3 ? 1 : 0,
    ...coverageOf(place, half, villages, people.children_under_16, ages),
  }
}

/** Population is published for nearly all new communes, and a real figure needs no made-up one beside it. */
function unpublished(row: Row, known: Known): Counts {
  return Object.fromEntries(
    Object.entries(row.counts).filter(
      ([measure]) => measure !== 'population' || !known.population['2025'].has(row.code),
    ),
  )
}

/**
 * What is known of a commune without its own report: lists of the state, the poverty review, children by census,
 * and what health stations and registers of children in need report by their own way.
 */
const keptInSilence = new Set([
  'population',
  'population_ethnic_minority',
  'households',
  'households_poor',
  'villages',
  'villages_extremely_difficult',
  'zone_861',
  'communes_zone_iii',
  'children_under_16',
  'children_0_2',
  'children_3_5',
  'children_5',
  'children_under_5',
  'children_under_6',
  'children_under_5_measured',
  'children_under_5_stunted',
  'children_under_5_underweight',
  'injured_children',
  'orphans',
  'disabled_children',
])

/** In each period two to four communes send no report. */
function withSilence(rows: readonly Row[]): Row[] {
  return periods.flatMap((period) => {
    const told = rows.filter((row) => row.period === period)
    const count = 2 + Math.floor(3 * noise('silent', period))
    const silent = new Set(
      [...told]
        .sort((a, b) => noise('silent', period, a.code) - noise('silent', period, b.code))
        .slice(0, count),
    )
    return told.map((row) =>
      silent.has(row)
        ? {
            ...row,
            counts: Object.fromEntries(
              Object.entries(row.counts).filter(([measure]) => keptInSilence.has(measure)),
            ),
          }
        : row,
    )
  })
}
