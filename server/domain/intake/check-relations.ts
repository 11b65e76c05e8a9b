import type { Dataset } from '../dataset'
import type { Relation } from '../indicators'
import type { Bilingual } from '../measures'
import type { Period } from '../periods'
import type { Known } from './checked'
import { figuresOf, findingOn, knownFigure, say, subjectOf } from './checked'
import type { Entry, Finding } from './reading'

/**
 * How counts of one unit must fit together: what the indicators imply, and what the catalogue declares. Deaths among
 * births and the like are no parts in the strict sense, so that only a share in percent is an error.
 */
export function relationsOf({ catalogue, measures }: Pick<Dataset, 'catalogue' | 'measures'>): Relation[] {
  const implied = catalogue.indicators.flatMap(({ numerator, denominator, unreported, unit }): Relation[] => {
    if (denominator === null || measures.get(denominator)?.kind !== 'count') return []
    const parts = unreported === null ? [numerator] : [numerator, unreported]
    return [{ parts, whole: denominator, is: 'within', severity: unit === 'percent' ? 'error' : 'warning' }]
  })
  return [...implied, ...(catalogue.relations ?? [])]
}

/** Parts that are more than their whole, or do not add up to it. A figure that is not in the file is the published one. */
export function unrelated(dataset: Dataset, entries: readonly Entry[], period: Period): Finding[] {
  const relations = relationsOf(dataset)
  return [...figuresOf(entries).values()].flatMap((own) =>
    relations.flatMap((relation) => {
      const involved = [...relation.parts, relation.whole].flatMap((measure) => own.get(measure) ?? [])
      const unit = involved[0]?.unit
      if (!unit) return []
      const figure = (measure: string) => knownFigure(dataset, own, unit, measure, period)
      return breach(dataset, relation, figure, involved) ?? []
    }),
  )
}

function breach(
  dataset: Dataset,
  relation: Relation,
  figure: (measure: string) => Known | null,
  involved: readonly Entry[],
): Finding | null {
  const whole = figure(relation.whole)
  if (!whole) return null
  const parts = relation.parts.flatMap((measure) => {
    const known = figure(measure)
    return known ? [{ measure, known }] : []
  })
  const sum = parts.reduce((total, { known }) => total + known.value, 0)
  // with a part unknown the rest may still be too much, but never too little
  const isShort = relation.is === 'equal' && parts.length === relation.parts.length && sum < whole.value
  if (sum <= whole.value && !isShort) return null
  const at = parts.find(({ known }) => known.entry)?.known.entry ?? involved[0]
  const subject = at && subjectOf(dataset, at)
  if (!subject) return null
  const wholeName = dataset.measures.get(relation.whole)?.name ?? { vi: relation.whole, en: relation.whole }
  const listed = (language: 'vi' | 'en') =>
    parts
      .map(
        ({ measure, known }) =>
          `${dataset.measures.get(measure)?.name[language] ?? measure} ${told(known)[language]}`,
      )
      .join(' + ')
  const compared: Bilingual = isShort
    ? { vi: 'không bằng', en: 'is not equal to' }
    : { vi: 'lớn hơn', en: 'is more than' }
  return findingOn(relation.is === 'equal' ? 'sum' : 'part-above-whole', relation.severity, subject, {
    vi: `${listed('vi')}${parts.length > 1 ? ` = ${say.number(sum).vi}` : ''} ${compared.vi} “${wholeName.vi}” ${told(whole).vi}. Hãy kiểm tra cả hai${published(whole).vi}.`,
    en: `${listed('en')}${parts.length > 1 ? ` = ${say.number(sum).en}` : ''} ${compared.en} “${wholeName.en}” ${told(whole).en}. Check both${published(whole).en}.`,
  })
}

function told({ value, period, entry }: Known): Bilingual {
  const number = say.number(value)
  if (entry) {
    const cell = `${entry.at.column ?? ''}${entry.at.row}`
    return { vi: `${number.vi} (ô ${cell})`, en: `${number.en} (cell ${cell})` }
  }
  if (period === null) return number
  return {
    vi: `${number.vi} (đã công bố, ${say.period(period).vi})`,
    en: `${number.en} (published, ${say.period(period).en})`,
  }
}

const published = ({ entry }: Known): Bilingual =>
  entry
    ? { vi: '', en: '' }
    : {
        vi: '; nếu tổng số đã thay đổi, hãy báo cáo cả tổng số',
        en: '; if the total has changed, report it as well',
      }
