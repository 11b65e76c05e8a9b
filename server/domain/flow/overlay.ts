import type { Cell } from '../columns'
import type { Dataset, Source } from '../dataset'
import type { Observation } from '../measures'
import { byTime, endOf, halfYearsFrom, isHalfYear } from '../periods'

/**
 * The dataset as it would be if a report counted: its figures lie over the published ones, as they will when it is
 * published. The dataset itself stays as it is. Figures of unknown units and measures are left out.
 */
export function withReport(dataset: Dataset, observations: readonly Observation[], source: Source): Dataset {
  const figures = new Map<string, Cell[]>()
  for (const { vintage, code, measure, period, value, status } of observations) {
    const index = dataset.geographies[vintage].indexOf.get(code)
    if (index === undefined || !dataset.measures.has(measure)) continue
    const key = `${vintage} ${index} ${measure}`
    const own = (figures.get(key) ?? []).filter((cell) => cell.period !== period)
    figures.set(key, [...own, { value, status, source: source.id, period }].sort(latestFirst))
  }
  return {
    ...dataset,
    sources: new Map([...dataset.sources, [source.id, source]]),
    periods: periodsWith(dataset, observations),
    cellAt(layer, vintage, index, measure, period) {
      const before = dataset.cellAt(layer, vintage, index, measure, period)
      const own = layer === 'real' ? figures.get(`${vintage} ${index} ${measure}`) : undefined
      if (!own) return before
      const carries = dataset.measures.get(measure)?.carries ?? false
      const after = own.find((cell) => answers(cell.period, period, carries))
      if (!after) return before
      // of two figures that answer, the one of the later period does; of one period, the one that came last
      return before !== null && latestFirst(before, after) < 0 ? before : after
    },
  }
}

/** As in the columns of the dataset: a half-year comes before the year that ends with it. */
const latestFirst = (a: Pick<Cell, 'period'>, b: Pick<Cell, 'period'>): number =>
  endOf(b.period) - endOf(a.period) || b.period.length - a.period.length

const answers = (reported: string, asked: string, carries: boolean): boolean =>
  carries
    ? endOf(reported) <= endOf(asked)
    : reported === asked || (asked.endsWith('-H2') && reported === asked.slice(0, 4))

/** A report may be the first of its half-year. */
function periodsWith({ periods }: Dataset, observations: readonly Observation[]): Dataset['periods'] {
  const all = [...periods, ...observations.map(({ period }) => period).filter(isHalfYear)].sort(byTime)
  const [first, last] = [all[0], all.at(-1)]
  return first === undefined || last === undefined ? [] : halfYearsFrom(first, last)
}
