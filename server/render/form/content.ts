import type { Dataset } from '#domain/dataset'
import { unitOf } from '#domain/dataset'
import { isAsked } from '#domain/flow/asked'
import { lastFigure } from '#domain/intake/checked'
import type { Language } from '#domain/language'
import type { Bilingual, Measure } from '#domain/measures'
import type { Period } from '#domain/periods'
import { villagesIn } from '#domain/places/places'
import type { Village } from '#domain/places/village'
import type { Unit, Vintage } from '#domain/units'

/** What a template is made for. */
export type FormQuestion = {
  dataset: Dataset
  vintage: Vintage
  period: Period
  /** Codes of communes, in the order in which they are to stand. */
  units: readonly string[]
  /** Ids of measures; without them all that are reported. */
  measures?: readonly string[]
  language: Language
}

type Named = Pick<Unit, 'code' | 'name' | 'type'>

/** A unit of a template with the last real figure of each measure, in the order of the measures. */
export type FormUnit = Named & { district: Named | null; last: readonly (number | null)[] }

/** A measure of a template with the theme it is listed under and, for classes, what it can be. */
export type FormMeasure = Measure & {
  theme: Bilingual | null
  classes: readonly { value: number; name: Bilingual }[]
}

/** A real village of the register. */
export type FormVillage = Village

/** All that a template says, as plain values that can be handed to another thread. */
export type FormContent = {
  vintage: Vintage
  period: Period
  language: Language
  publishedAt: string
  units: readonly FormUnit[]
  measures: readonly FormMeasure[]
  /** Of a single commune; a template for several has no sheet of villages. */
  villages: readonly FormVillage[]
}

/**
 * Looks up what a template says.
 * @throws RangeError when a unit or measure does not exist
 */
export function formContent({
  dataset,
  vintage,
  period,
  units,
  language,
  ...asked
}: FormQuestion): FormContent {
  const reported = [...dataset.measures.values()].filter(isAsked)
  const measures =
    asked.measures?.map((id) => {
      const measure = reported.find((each) => each.id === id)
      if (!measure) throw new RangeError(`there is no reported measure "${id}"`)
      return measure
    }) ?? reported
  return {
    ...{ vintage, period, language, publishedAt: dataset.publishedAt },
    units: units.map((code) => {
      const unit = unitOf(dataset, vintage, code)
      if (!unit) throw new RangeError(`vintage ${vintage} has no unit with the code "${code}"`)
      const district = unitOf(dataset, vintage, unit.parent ?? '')
      return {
        ...named(unit),
        district: district ? named(district) : null,
        last: measures.map(({ id }) => lastFigure(dataset, { vintage, code }, id, period)?.value ?? null),
      }
    }),
    villages: units.length === 1 ? registered(dataset, vintage, units[0] ?? '') : [],
    measures: measures.map((measure) => ({
      ...measure,
      theme: themeOf(dataset, measure),
      classes: classesOf(dataset, measure),
    })),
  }
}

const named = ({ code, name, type }: Unit): Named => ({ code, name, type })

const registered = ({ places }: Dataset, vintage: Vintage, commune: string): FormVillage[] =>
  villagesIn(places, vintage, commune).filter(({ status }) => status !== 'illustrative')

function themeOf({ catalogue }: Dataset, { id }: Measure): Bilingual | null {
  const indicator = catalogue.indicators.find(({ numerator, denominator, unreported }) =>
    [numerator, denominator, unreported].includes(id),
  )
  return catalogue.themes.find((theme) => theme.id === indicator?.theme)?.name ?? null
}

const classesOf = ({ catalogue }: Dataset, { id }: Measure): FormMeasure['classes'] =>
  catalogue.indicators.find(({ numerator, kind }) => numerator === id && kind === 'class')?.classes ?? []
