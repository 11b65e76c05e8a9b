import type { Dataset } from '#domain/dataset'
import { areaIndex, indexesWithin } from '#domain/geography'
import type { ClassMethod } from '#domain/classify'
import type { Indicator, Target } from '#domain/indicators'
import type { Language } from '#domain/language'
import type { Legend } from '#domain/legend'
import { defaultMethod, inGrey, legendOf } from '#domain/legend'
import type { Overlay } from '#domain/overlays'
import { isCovered, overlayIndicator } from '#domain/overlays'
import type { Summary } from '#domain/summary'
import { summaryOf } from '#domain/summary'
import type { Level, Unit, UnitType } from '#domain/units'
import type { Value } from '#domain/value'
import type { Question } from '#domain/values'
import { valueAt } from '#domain/values'
import type { BoundaryQuality } from '../published'
import type { LayoutId } from './layout'

/** One language, or both side by side. */
export const pictureLanguages = ['vi', 'en', 'both'] as const
export type PictureLanguage = (typeof pictureLanguages)[number]

export type Named = { code: string; name: string; type: UnitType }

/** A unit with the figures that the picture shows of it. */
export type PictureUnit = Named & { value: Value; isWithheld: boolean }

export type Cited = { title: string; issuer: string; date: string }

/**
 * All that a map says, as plain data: what it was asked, the numbers and classes it shows, where they come from.
 * With the geometry it is enough to draw the same picture again; the same content is drawn to the same bytes.
 */
export type Picture = {
  layout: LayoutId
  language: PictureLanguage
  grey: boolean
  /** The reader's own title, or null for that of the indicator. */
  title: string | null
  question: { indicator: Indicator; target: Target | null; vintage: Unit['vintage']; period: string }
  level: Level
  illustrative: boolean
  province: Named
  /** Null is the whole province. */
  district: Named | null
  districts: readonly Named[]
  units: readonly PictureUnit[]
  legend: Legend
  summary: Summary
  overlay: { kind: Overlay; codes: readonly string[] }
  sources: readonly Cited[]
  dataVersion: number
  publishedAt: string
  boundary: { quality: BoundaryQuality; source: string; hash: string }
  /** Where the QR code leads. */
  link: string
  /** Id of the frozen snapshot; null for a picture of today. */
  frozenId: string | null
  /** Code of a unit that is outlined; null for none. Absent in pictures frozen before there was one. */
  focus?: string | null
}

/** What a reader may choose about a picture besides the question it answers. */
export type Wishes = Pick<
  Picture,
  'layout' | 'language' | 'grey' | 'title' | 'link' | 'frozenId' | 'focus'
> & {
  method: ClassMethod | null
  breaks: readonly number[] | null
  overlay: Overlay
}

export type Subject = {
  dataset: Dataset
  question: Question
  level: Level
  /** Code of the province that is shown; null where the only one is all there is. */
  within: string | null
  /** Code of a district, or null for the whole province. */
  district: string | null
  boundary: Picture['boundary']
}

/**
 * Answers the question and puts together what the picture shows; classes and colours are those of the page.
 * What the dataset withholds is marked.
 * @throws RangeError when no province or district of the vintage has this code
 */
export function pictureOf(
  { dataset, question, level, within, district, boundary }: Subject,
  wishes: Wishes,
): Picture {
  const geography = dataset.geographies[question.vintage]
  const { indicator, target, vintage, period } = question
  const area = district ?? within
  const units = unitsOf(dataset, question, indexesWithin(geography, level, area))
  const legend = legendOf(
    indicator,
    target,
    units.map(({ value }) => value.value),
    { method: wishes.method ?? defaultMethod(indicator, target), locked: wishes.breaks },
  )
  const named = (index: number | undefined): Named | null => {
    const unit = index === undefined ? undefined : geography.units[index]
    return unit ? nameOf(unit) : null
  }
  const province = areaIndex(geography, within)
  return {
    layout: wishes.layout,
    language: wishes.language,
    grey: wishes.grey,
    title: wishes.title,
    question: { indicator, target, vintage, period },
    level,
    illustrative: question.illustrative,
    province: named(province) ?? { code: '', name: '', type: 'tỉnh' },
    district: district === null ? null : named(geography.indexOf.get(district)),
    districts: indexesWithin(geography, 'district', within).flatMap((index) => named(index) ?? []),
    units,
    legend: wishes.grey ? inGrey(legend, indicator.direction) : legend,
    summary: summaryOf(dataset, question, level, area),
    overlay: { kind: wishes.overlay, codes: coveredBy(dataset, question, wishes.overlay, area) },
    sources: sourcesOf(dataset, units),
    dataVersion: dataset.version,
    publishedAt: dataset.publishedAt,
    boundary,
    link: wishes.link,
    frozenId: wishes.frozenId,
    ...(wishes.focus != null && { focus: wishes.focus }),
  }
}

const nameOf = ({ code, name, type }: Unit): Named => ({ code, name, type })

function unitsOf(dataset: Dataset, question: Question, indexes: readonly number[]): PictureUnit[] {
  const { units } = dataset.geographies[question.vintage]
  const values = indexes.map((index) => valueAt(dataset, question, index))
  return indexes.flatMap((index, i) => {
    const [unit, value] = [units[index], values[i]]
    return unit && value ? [{ ...nameOf(unit), value, isWithheld: value.isWithheld === true }] : []
  })
}

function coveredBy(dataset: Dataset, question: Question, overlay: Overlay, area: string | null): string[] {
  const indicator = dataset.indicators.get(overlayIndicator[overlay] ?? '')
  if (!indicator) return []
  const geography = dataset.geographies[question.vintage]
  return indexesWithin(geography, 'commune', area).flatMap((index) => {
    const value = valueAt(dataset, { ...question, indicator, target: null }, index)
    const code = geography.units[index]?.code
    return code !== undefined && isCovered(overlay, value) ? [code] : []
  })
}

/** The sources of the figures shown, the one of most units first. */
export const sourcesOf = (dataset: Dataset, units: readonly { value: Value }[]): Cited[] =>
  citedOf(
    dataset,
    units.flatMap(({ value }) => value.sources),
  )

/** Sources by their ids, the one named most often first; those that are not known are left out. */
export function citedOf(dataset: Dataset, ids: readonly string[]): Cited[] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .flatMap(([id]) => {
      const source = dataset.sources.get(id)
      return source ? [{ title: source.title, issuer: source.issuer, date: source.date }] : []
    })
}

/** The languages a picture speaks, the first one first. */
export const languagesOf = ({ language }: Pick<Picture, 'language'>): Language[] =>
  language === 'both' ? ['vi', 'en'] : [language]

/** Whether any figure on the picture is made up. */
export const isIllustrative = ({ units, summary }: Picture): boolean =>
  units.some(({ value }) => value.status === 'illustrative') || summary.value.status === 'illustrative'
