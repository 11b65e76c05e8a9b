import { readFileSync } from 'node:fs'

/** One measured quantity. Times are milliseconds; ratios compare two things measured in one run. */
export type Figure = {
  name: string
  value: number
  unit: 'ms' | 'frames' | 'bytes' | 'requests' | 'ratio' | 'per s' | 'MB'
}

/** A bound that a figure must keep. */
export type Budget = { most?: number; least?: number }

/** A figure beside its budget; `isMissed` when the budget is not kept. */
export type Judged = Figure & { budget: string; isMissed: boolean }

/** How a bench is run: `isShort` for a look in passing, as in CI, instead of figures to quote. */
export type BenchOptions = { isShort: boolean }
export type Bench = (options: BenchOptions) => Promise<Figure[]>

export const readBudgets = (): Record<string, Budget> =>
  JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8')) as Record<string, Budget>

/** Puts each figure beside its budget. */
export function judge(figures: readonly Figure[], budgets: Readonly<Record<string, Budget>>): Judged[] {
  return figures.map((figure) => {
    const { most, least } = budgets[figure.name] ?? {}
    const isOver = most !== undefined && figure.value > most
    const isUnder = least !== undefined && figure.value < least
    return {
      ...figure,
      budget: [most === undefined ? '' : `≤ ${most}`, least === undefined ? '' : `≥ ${least}`].join(''),
      isMissed: isOver || isUnder || Number.isNaN(figure.value),
    }
  })
}

/** Middle of an odd number of measurements, lower middle of an even one. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Value below which this share of the measurements lies. @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? NaN
}

export const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
