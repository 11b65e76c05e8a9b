import type { AttributeRow, AttributeValue } from './attributes'
import { figureName, figurePartsOf } from './attributes'
import type { Dataset } from './dataset'
import { daysOf } from './period-days'
import type { Period } from './periods'
import type { Level, Unit, Vintage } from './units'
import { valueAt } from './values'

/** Which units, in which period, and whether made-up figures may fill what was not reported. */
export type RowsAsked = { vintage: Vintage; level: Level; period: Period; illustrative: boolean }

/** The rows, and the ids of the sources that their figures come from. */
export type UnitTable = { rows: readonly AttributeRow[]; sources: readonly string[] }

const known = new WeakMap<Dataset, Map<string, UnitTable>>()

/**
 * One row per unit of the level, in code order, with the columns of `unitAttributes`. A withheld figure is empty but
 * for its status. Kept for as long as the dataset.
 */
export function unitTable(dataset: Dataset, asked: RowsAsked): UnitTable {
  const kept = known.get(dataset) ?? new Map<string, UnitTable>()
  known.set(dataset, kept)
  const key = [asked.vintage, asked.level, asked.period, asked.illustrative].join(' ')
  const table = kept.get(key) ?? tableOf(dataset, asked)
  kept.set(key, table)
  return table
}

function tableOf(dataset: Dataset, asked: RowsAsked): UnitTable {
  const { units, atLevel, indexOf } = dataset.geographies[asked.vintage]
  const indexes = atLevel[asked.level]
  const days = daysOf(asked.period)
  const figures = dataset.catalogue.indicators.map((indicator) => ({
    parts: figurePartsOf(indicator).map((part) => ({ part, name: figureName(indicator, part) })),
    values: indexes.map((index) =>
      valueAt(dataset, { ...asked, indicator, target: indicator.targets[0] ?? null }, index),
    ),
  }))
  const sources = new Set(figures.flatMap(({ values }) => values.flatMap((value) => value.sources)))
  const rows = indexes.flatMap((index, i) => {
    const unit = units[index]
    if (!unit) return []
    const district = units[indexOf.get(unit.parent ?? '') ?? -1]
    const measured: Record<string, AttributeValue> = {}
    let hasIllustrative = false
    for (const { parts, values } of figures) {
      const value = values[i]
      hasIllustrative ||= value?.status === 'illustrative'
      for (const { part, name } of parts) measured[name] = value?.[part] ?? null
    }
    return [
      {
        code: unit.code,
        name: unit.name,
        type: unit.type,
        ...(asked.level === 'commune' && districtOf(district)),
        area_km2: unit.areaKm2,
        period: asked.period,
        period_start: days.first,
        period_end: days.last,
        has_illustrative: hasIllustrative,
        data_version: dataset.version,
        ...measured,
      },
    ]
  })
  return { rows, sources: [...sources].sort() }
}

const districtOf = (district: Unit | undefined) => ({
  district_code: district?.code ?? null,
  district_name: district?.name ?? null,
})
