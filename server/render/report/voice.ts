import { overallInWords, rangeInWords, spanInWords } from '#domain/figures'
import type { Format } from '#domain/format'
import { formatFor } from '#domain/format'
import type { Indicator } from '#domain/indicators'
import type { Language } from '#domain/language'
import type { Bilingual } from '#domain/measures'
import { isHalfYear, previousPeriod, yearBefore } from '#domain/periods'
import { isMet } from '#domain/gap'
import type { IndicatorFacts, ReportFacts } from '#domain/report/facts'
import type { IndicatorName, ReportName } from '#domain/report/template'
import type { Change } from '#domain/series'
import type { Unit } from '#domain/units'
import type { Value } from '#domain/value'
import { documentWords } from '../words'
import type { ReportWords } from './words'
import { reportWords } from './words'

/** How a report speaks: the words and forms of its language, and how it names area and period. */
export type ReportVoice = {
  language: Language
  words: ReportWords
  format: Format
  periodOf: (period: string) => string
  unitOf: (unit: Unit) => string
  /** The name of an indicator in a table; of what happened it says in which half-year. */
  nameOf: (indicator: Indicator, name?: Bilingual) => string
}

export function reportVoice(language: Language, facts: Pick<ReportFacts, 'question'>): ReportVoice {
  const format = formatFor(language)
  const words = reportWords[language]
  const isFormer = (unit: Unit) => unit.level === 'district' && facts.question.vintage === '2025'
  return {
    language,
    words,
    format,
    periodOf: format.period,
    nameOf: (indicator, name = indicator.name) =>
      indicator.happens ? `${name[language]} (${format.period(facts.question.period)})` : name[language],
    unitOf: (unit) =>
      unit.level === 'province'
        ? words.wholeProvince(unit.name)
        : isFormer(unit)
          ? words.formerDistrict(format.unitName(unit))
          : format.unitName(unit),
  }
}

/** What the names in braces stand for everywhere in a report. */
export function reportValues(
  facts: ReportFacts,
  { language, words, format, periodOf, unitOf }: ReportVoice,
  data: { version: number; publishedAt: string },
  period: string,
): Record<ReportName, string> {
  const { question, communes, reported } = facts
  return {
    period: periodOf(period),
    'the-period': isHalfYear(period) ? words.theHalf(periodOf(period)) : periodOf(period),
    'the-half': words.theHalf(periodOf(question.period)),
    year: question.period.slice(0, 4),
    area: midSentence(unitOf(facts.area), language),
    above: facts.above[0] ? midSentence(unitOf(facts.above[0]), language) : '',
    province: midSentence(unitOf(facts.province), language),
    communes: format.whole(communes),
    reported: format.whole(reported),
    silent: format.whole(communes - reported),
    boundaries: documentWords[language].vintage[question.vintage],
    version: format.whole(data.version),
    published: format.date(data.publishedAt),
    previous: periodOf(previousPeriod(question.period)),
    'year-ago': periodOf(yearBefore(question.period)),
  }
}

/** What the names in braces stand for in the sentences about an indicator. */
export function indicatorValues(
  { indicator, target, summary, point }: IndicatorFacts,
  voice: ReportVoice,
  { 'the-period': period, 'the-half': half }: Pick<Record<ReportName, string>, 'the-period' | 'the-half'>,
): Record<IndicatorName, string> {
  const { language, words, format } = voice
  const { value } = summary
  return {
    indicator: lowerFirst(indicator.name[language], language),
    until: indicator.happens ? words.during(half) : words.until(period),
    value: overallInWords(value, indicator, language),
    counts: countsOf(value, format),
    range: rangeInWords(value, indicator, language) ?? '',
    status: value.status === null ? '' : words.status[value.status],
    target: target === null ? '' : format.value(target.value, indicator.unit),
    lacking: spanInWords(summary.lackingLeast, summary.lacking, language),
    thing: thingOf(summary.lacking, indicator, language),
    below: spanInWords(summary.belowAtLeast, summary.belowAtMost, language),
    units: format.whole(summary.units),
    unreported: format.whole(summary.units - summary.reportedUnits),
    'change-previous': changeInWords(point?.sincePrevious ?? null, indicator, voice) ?? '',
    'change-year': changeInWords(point?.sinceYearAgo ?? null, indicator, voice) ?? '',
    reporter: indicator.reporter[language],
  }
}

export const countsOf = ({ numerator, denominator }: Value, format: Format): string =>
  numerator === null || denominator === null
    ? ''
    : `(${format.count(numerator)}/${format.count(denominator)})`

function thingOf(count: number | null, { lacking }: Indicator, language: Language): string {
  if (lacking === null) return ''
  return language === 'en' && count === 1 ? lacking.one : lacking[language]
}

/** Why there is no figure: it is withheld, parts of it are not known, or nobody reported. */
export function absent(value: Value | undefined, words: ReportWords): string {
  if (value?.isWithheld) return words.withheld
  return value && value.reported > 0 ? words.openValue : words.unreported
}

/** "tăng 2,3 điểm phần trăm"; null where it cannot be told. */
export function changeInWords(
  change: Change | null,
  indicator: Indicator,
  { words, format }: ReportVoice,
): string | null {
  const exact = change?.value.exact ?? null
  if (exact === null || indicator.kind === 'class') return null
  const written = format.count(Math.abs(exact))
  if (written === format.count(0)) return words.same
  const amount =
    indicator.unit === 'percent' ? words.points(written) : format.value(Math.abs(exact), indicator.unit)
  return exact > 0 ? words.up(amount) : words.down(amount)
}

export type Verdict = 'met' | 'missed' | 'open' | 'withheld' | 'none'

/** Met even at the worse end, missed even at the better one, or open; nothing is said of what is withheld. */
export function verdictOf({ indicator, target, summary }: IndicatorFacts): Verdict {
  const { low, high, reported } = summary.value
  if (target === null || indicator.direction === 'none' || reported === 0) return 'none'
  if (summary.value.isWithheld) return 'withheld'
  const [worst, best] = indicator.direction === 'down' ? [high, low] : [low, high]
  if (isMet(worst, target.value, indicator.direction)) return 'met'
  return isMet(best, target.value, indicator.direction) === false ? 'missed' : 'open'
}

/** "Tỷ lệ …" → "tỷ lệ …"; a word in capitals stays. */
function lowerFirst(text: string, language: Language): string {
  const [first = '', second = ''] = text
  return second === second.toLocaleUpperCase(language) && /\p{Letter}/u.test(second)
    ? text
    : first.toLocaleLowerCase(language) + text.slice(1)
}

/** A type of unit is written small inside a sentence in Vietnamese: "huyện Bắc Hà". */
const midSentence = (name: string, language: Language): string =>
  language === 'vi' ? lowerFirst(name, language) : name
