import type { Dataset } from '../dataset'
import { firstCell, wantedLayers } from '../layers'
import type { Observation } from '../measures'
import type { ObservationColumn } from '../observation-column'
import { rowsIn } from '../observation-column'
import type { Period } from '../periods'
import { byTime, isHalfYear } from '../periods'
import type { Status } from '../status'
import { weakest } from '../status'
import type { Vintage } from '../units'
import type { Places, RegisterStatement } from './places'
import { villagesIn } from './places'
import type { Village } from './village'
import { childMeasures } from './village'

/** Source of figures that are counted from the register. */
export const registerSource = 'register'

/** Measures that a register of villages answers. */
export const registerMeasures = [
  'villages',
  'villages_with_play_area',
  'villages_play_area_not_reported',
  'villages_extremely_difficult',
  'households',
  ...childMeasures,
] as const
export type RegisterMeasure = (typeof registerMeasures)[number]

/** What a register comes to. Null where one village did not say: a part is no whole. */
export type Tally = Readonly<Record<RegisterMeasure, number | null>> & {
  /** Villages whose only play areas cannot be used now. They are not among those that have one. */
  villagesUnderRepair: number
}

/** Counts a register. */
export function tallyOf(villages: readonly Village[]): Tally {
  const count = (test: (village: Village) => boolean) => villages.filter(test).length
  const sum = (of: (village: Village) => number | null) =>
    villages.reduce<number | null>((total, village) => {
      const value = of(village)
      return total === null || value === null ? null : total + value
    }, 0)
  const children = Object.fromEntries(
    childMeasures.map((measure) => [measure, sum((village) => village.children[measure])]),
  ) as Record<(typeof childMeasures)[number], number | null>
  return {
    villages: villages.length,
    villages_with_play_area: count(({ playArea }) => playArea === 'yes'),
    villages_play_area_not_reported: count(({ playArea }) => playArea === 'unknown'),
    villages_extremely_difficult: sum(({ extremelyDisadvantaged }) =>
      extremelyDisadvantaged === null ? null : Number(extremelyDisadvantaged),
    ),
    households: sum(({ households }) => households),
    ...children,
    villagesUnderRepair: count(({ playArea }) => playArea === 'under-repair'),
  }
}

/** The half-year that a day lies in. */
export const halfYearOf = (day: string): Period =>
  `${day.slice(0, 4)}-H${day.slice(5, 7) <= '06' ? '1' : '2'}`

/** Whether the commune says that its register names every village, and it holds no made-up one. */
export const isWhole = (places: Places, { vintage, commune, isComplete }: RegisterStatement): boolean => {
  const villages = villagesIn(places, vintage, commune)
  return isComplete && villages.length > 0 && villages.every(({ status }) => status !== 'illustrative')
}

/** The counts of all whole registers as figures of the half-year for which they are true. */
const countedFrom = (places: Places): Observation[] =>
  places.statements
    .filter((statement) => isWhole(places, statement))
    .flatMap(({ vintage, commune: code, asOf }) => {
      const tally = tallyOf(villagesIn(places, vintage, code))
      return registerMeasures.flatMap((measure): Observation[] => {
        const value = tally[measure]
        if (value === null) return []
        return [
          {
            vintage,
            code,
            measure,
            period: halfYearOf(asOf),
            value,
            status: 'reported',
            source: registerSource,
          },
        ]
      })
    })

/** What a figure is about, without the unit. */
const columnOf = ({ vintage, measure, period }: Omit<Observation, 'code' | 'value' | 'status' | 'source'>) =>
  [vintage, measure, period].join('/')

const cellOf = ({ vintage, code, measure, period }: Observation) => [vintage, code, measure, period].join('/')

/**
 * Lets whole registers speak for their communes. A count from the register comes before the one that the commune
 * wrote, because every village of it can be looked up, and both went through review; it never comes before a figure
 * that the state published. A register that is newer than all reports waits for the first report of its half-year:
 * it must not make every other commune of that half-year look silent.
 * @returns all figures, the one that wins a cell last, and what communes wrote where their register speaks instead
 */
export function withRegisters(
  observations: readonly (Observation | ObservationColumn)[],
  places: Places,
): { observations: readonly (Observation | ObservationColumn)[]; written: readonly Observation[] } {
  const counted = countedFrom(places)
  if (counted.length === 0) return { observations, written: [] }
  const periods = observations.map(({ period }) => period).filter(isHalfYear)
  const last = periods.reduce<Period | null>((a, b) => (a === null || byTime(b, a) > 0 ? b : a), null)
  const cells = new Set(counted.map(cellOf))
  const columns = new Set(counted.map(columnOf))
  const written = [...rowsIn(observations.filter((one) => columns.has(columnOf(one))))].filter(
    (row) => row.status !== 'illustrative' && cells.has(cellOf(row)),
  )
  const official = new Set(written.filter(({ status }) => status === 'official').map(cellOf))
  const speaking = counted.filter(
    (row) => last !== null && byTime(row.period, last) <= 0 && !official.has(cellOf(row)),
  )
  return { observations: [...observations, ...speaking], written }
}

/** One count beside the other. */
export type Difference = {
  measure: RegisterMeasure
  register: number | null
  /** What the commune wrote in its report; null when it wrote nothing. */
  reported: number | null
  /** Register less report; null when one is missing. */
  difference: number | null
  reportedStatus: Status | null
  reportedSource: string | null
  reportedPeriod: Period | null
}

/** The register of a commune, and how it differs from what the commune reported. */
export type RegisterView = {
  vintage: Vintage
  commune: string
  isComplete: boolean
  /** Day for which the register is true: of the statement, else the oldest of its records. */
  asOf: string
  source: string | null
  status: Status
  /** Whether the commune's figures of its half-year are counted from it. */
  isCounted: boolean
  villagesUnderRepair: number
  differences: Difference[]
}

type Reported = { value: number; status: Status; source: string; period: Period }

/** Sets a register beside reported counts: all of its measures, also those that agree. */
export const registerAgainstReported = (
  tally: Tally,
  reported: (measure: RegisterMeasure) => Reported | null,
): Difference[] =>
  registerMeasures.map((measure) => {
    const register = tally[measure]
    const said = reported(measure)
    return {
      measure,
      register,
      reported: said?.value ?? null,
      difference: register === null || said === null ? null : register - said.value,
      reportedStatus: said?.status ?? null,
      reportedSource: said?.source ?? null,
      reportedPeriod: said?.period ?? null,
    }
  })

/** The register of a commune beside what it reported for the register's half-year; null without any village. */
export function registerOf(
  dataset: Dataset,
  places: Places,
  vintage: Vintage,
  commune: string,
): RegisterView | null {
  const villages = villagesIn(places, vintage, commune)
  if (villages.length === 0) return null
  const statement = places.statements.find((said) => said.vintage === vintage && said.commune === commune)
  const asOf = statement?.asOf ?? villages.map((village) => village.asOf).sort()[0] ?? ''
  const period = halfYearOf(asOf)
  const index = dataset.geographies[vintage].indexOf.get(commune) ?? -1
  const tally = tallyOf(villages)
  const isCounted = statement !== undefined && isWhole(places, statement) && dataset.periods.includes(period)
  const reported = (measure: RegisterMeasure): Reported | null => {
    const wrote = places.written?.find(
      (row) =>
        row.vintage === vintage && row.code === commune && row.measure === measure && row.period === period,
    )
    if (wrote) return wrote
    const cell = firstCell(dataset, wantedLayers(places.illustrative), vintage, index, measure, period)
    return cell === null || cell.source === registerSource ? null : cell
  }
  return {
    vintage,
    commune,
    isComplete: statement?.isComplete ?? false,
    asOf,
    source: statement?.source ?? null,
    status: villages.map(({ status }) => status).reduce((a, b) => weakest(a, b) ?? a),
    isCounted,
    villagesUnderRepair: tally.villagesUnderRepair,
    differences: registerAgainstReported(tally, reported),
  }
}
