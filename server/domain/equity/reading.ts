import type { Direction } from '../indicators'
import type { Interval } from '../interval'
import type { Language } from '../language'
import type { Bilingual } from '../measures'
import { reasons } from '../outcome'
import type { Equity } from './equity'
import type { EquityFormat, FigureKind } from './format'
import type { EquityMeasureId } from './measures'
import { equityMeasureIds } from './measures'
import type { Ranking } from './ranking'

/** What the sentences speak of. */
export type ReadingContext = {
  /** Name of the indicator as a heading: "Enrolled at 3–5". */
  indicator: Bilingual
  direction: Direction
  ranking: Ranking
  /** Name of a district by its code. */
  nameOf: (group: string) => string
}

type Figure = { value: number; interval: Interval | null }
type Sentence = { figure: Figure; equity: Equity; context: ReadingContext; print: Print; language: Language }
type Print = (value: number, kind: FigureKind) => string

/**
 * One plain sentence about a measure. It says who is worse off only when the interval leaves no equality in it;
 * an interval that holds equality is called within the range of chance. A measure that cannot be computed gives
 * the reason instead.
 */
export function readingOf(
  id: EquityMeasureId,
  equity: Equity,
  context: ReadingContext,
  format: EquityFormat,
): Bilingual {
  const figure = equity.measures[id]
  if (figure.kind === 'unavailable') return reasons[figure.reason]
  const say = (language: Language) => {
    const print: Print = (value, kind) => format(value, kind, language)
    const sentence = sentences[id]({ figure, equity, context, print, language })
    return `${context.indicator[language]}: ${sentence}.`
  }
  return { vi: say('vi'), en: say('en') }
}

type Say = (sentence: Sentence) => string

const sentences: Record<EquityMeasureId, Say> = {
  'group-difference': groupDifference,
  'group-ratio': groupRatio,
  'quantile-difference': gradient({
    vi: ({ by, most, least, more }) =>
      `mức của trẻ em ở ${least} ${more ? 'cao hơn' : 'thấp hơn'} mức của trẻ em ở ${most} ${by}`,
    en: ({ by, most, least, more }) =>
      `the level among children in ${least} is ${by} ${more ? 'above' : 'below'} that among children in ${most}`,
  }),
  'quantile-ratio': times({
    vi: ({ by, most, least }) => `mức của trẻ em ở ${least} bằng ${by} lần mức của trẻ em ở ${most}`,
    en: ({ by, most, least }) =>
      `the level among children in ${least} is ${by} times that among children in ${most}`,
  }),
  slope: gradient({
    vi: ({ by, most, least, more }) =>
      `từ ${most} đến ${least}, mức ước tính ${more ? 'tăng' : 'giảm'} ${by}`,
    en: ({ by, most, least, more }) =>
      `from ${most} to ${least}, the fitted level ${more ? 'rises' : 'falls'} by ${by}`,
  }),
  'relative-slope': times({
    vi: ({ by, most, least }) => `mức ước tính ở ${least} bằng ${by} lần mức ở ${most}`,
    en: ({ by, most, least }) => `the fitted level in ${least} is ${by} times that in ${most}`,
  }),
  concentration: concentrated({ vi: 'chỉ số tập trung', en: 'the concentration index' }),
  erreygers: concentrated({
    vi: 'chỉ số tập trung hiệu chỉnh Erreygers',
    en: 'the concentration index with Erreygers’ correction',
  }),
  wagstaff: concentrated({
    vi: 'chỉ số tập trung chuẩn hóa Wagstaff',
    en: 'the concentration index with Wagstaff’s normalisation',
  }),
  theil: plainly('index', {
    vi: (by) => `chỉ số Theil là ${by}; 0 nghĩa là mọi xã như nhau`,
    en: (by) => `the Theil index is ${by}; 0 means that all communes are alike`,
  }),
  'theil-between': plainly('index', {
    vi: (by) => `phần của chỉ số Theil do khác biệt giữa các huyện là ${by}`,
    en: (by) => `the part of the Theil index that lies between districts is ${by}`,
  }),
  'theil-within': plainly('index', {
    vi: (by) => `phần của chỉ số Theil do khác biệt giữa các xã trong cùng huyện là ${by}`,
    en: (by) => `the part of the Theil index that lies between communes of the same district is ${by}`,
  }),
  'theil-between-share': plainly('share', {
    vi: (by) => `phần bất bình đẳng nằm giữa các huyện là ${by}, còn lại là giữa các xã trong cùng huyện`,
    en: (by) =>
      `the share of the inequality that lies between districts is ${by}, the rest being within districts`,
  }),
}

/** The interval in brackets, or nothing when there is none. */
function within(interval: Interval | null, print: Print, kind: FigureKind, language: Language): string {
  if (interval === null) return ''
  const ends = [print(interval.low, kind), print(interval.high, kind)]
  return language === 'vi'
    ? ` (khoảng tin cậy 95%: ${ends.join(' đến ')})`
    : ` (95\u00a0% interval: ${ends.join(' to ')})`
}

const chance: Bilingual = {
  vi: ', nằm trong phạm vi ngẫu nhiên nên chưa thể nói là có chênh lệch',
  en: ', which is within the range of chance, so no difference can be claimed',
}

/** A figure with its interval and nothing more: these measures cannot fall below equality, so none is proven. */
function plainly(kind: FigureKind, wording: Record<Language, (by: string) => string>): Say {
  return ({ figure, print, language }) =>
    wording[language](print(figure.value, kind) + within(figure.interval, print, kind, language))
}

/** Whether the interval proves that all do not fare alike. Without an interval nothing is proven. */
const isProven = (interval: Interval | null, equality: number): boolean =>
  // by more than a hair: where all are equal, the last binary digits differ
  interval !== null && (interval.low > equality + 1e-9 || interval.high < equality - 1e-9)

/** What an interval allows to be said after the figure: chance, or who is worse off. */
function verdict({ figure, context, language }: Sentence, equality: number): string {
  const { interval, value } = figure
  if (interval === null) return ''
  if (!isProven(interval, equality)) return chance[language]
  if (context.direction === 'none') return ''
  const leastHaveMore = value > equality
  const worse = leastHaveMore === (context.direction === 'up') ? context.ranking.most : context.ranking.least
  return language === 'vi' ? `, bất lợi cho ${worse.vi}` : `, to the disadvantage of ${worse.en}`
}

type Ends = { by: string; most: string; least: string; more: boolean }
type Wording = Record<Language, (ends: Ends) => string>

/** A signed difference: said as an amount above or below, its interval turned the same way. */
function gradient(wording: Wording): Say {
  return (sentence) => {
    const { figure, context, print, language } = sentence
    const more = figure.value >= 0
    const interval = more || figure.interval === null ? figure.interval : turned(figure.interval)
    const said = wording[language]({
      ...endsOf(context, language),
      by: print(Math.abs(figure.value), 'difference'),
      more,
    })
    return said + within(interval, print, 'bare', language) + verdict(sentence, 0)
  }
}

const turned = ({ low, high }: Interval): Interval => ({ low: -high, high: -low })

function times(wording: Wording): Say {
  return (sentence) => {
    const { figure, context, print, language } = sentence
    const by = print(figure.value, 'ratio')
    const said = wording[language]({ ...endsOf(context, language), by, more: figure.value >= 1 })
    return said + within(figure.interval, print, 'ratio', language) + verdict(sentence, 1)
  }
}

const endsOf = ({ ranking }: ReadingContext, language: Language) => ({
  most: ranking.most[language],
  least: ranking.least[language],
})

function concentrated(name: Bilingual): Say {
  return ({ figure, context, print, language }) => {
    const { value, interval } = figure
    const index = print(value, 'index') + within(interval, print, 'index', language)
    const opening = `${name[language]} ${language === 'vi' ? 'là' : 'is'} ${index}`
    if (interval === null) return opening
    if (!isProven(interval, 0)) return opening + chance[language]
    const where = (value > 0 ? context.ranking.least : context.ranking.most)[language]
    return language === 'vi'
      ? `${opening}, tập trung nhiều hơn ở ${where}`
      : `${opening}, more of it being in ${where}`
  }
}

function groupDifference({ figure, equity, context, print, language }: Sentence): string {
  const ends = outermost(equity)
  if (ends === null || figure.value <= 1e-9) return allAlike(equity, print, language)
  const [highest, lowest] = [ends.highest, ends.lowest].map(
    ({ group, value }) => `${context.nameOf(group)} (${print(value, 'value')})`,
  )
  const apart = print(figure.value, 'difference')
  const interval = within(figure.interval, print, 'bare', language)
  return language === 'vi'
    ? `cao nhất là ${highest}, thấp nhất là ${lowest}, cách nhau ${apart}${interval}`
    : `the highest is ${highest}, the lowest ${lowest}, ${apart} apart${interval}`
}

function groupRatio({ figure, equity, context, print, language }: Sentence): string {
  const ends = outermost(equity)
  if (ends === null || figure.value <= 1 + 1e-9) return allAlike(equity, print, language)
  const highest = context.nameOf(ends.highest.group)
  const lowest = context.nameOf(ends.lowest.group)
  const by = print(figure.value, 'ratio')
  const interval = within(figure.interval, print, 'ratio', language)
  return language === 'vi'
    ? `mức cao nhất (${highest}) bằng ${by} lần mức thấp nhất (${lowest})${interval}`
    : `the highest level (${highest}) is ${by} times the lowest (${lowest})${interval}`
}

function outermost({ groups }: Equity) {
  const highest = groups[0]
  const lowest = groups.at(-1)
  return highest && lowest ? { highest, lowest } : null
}

function allAlike({ groups, mean }: Equity, print: Print, language: Language): string {
  const level = print(mean ?? 0, 'value')
  if (language === 'vi') return `cả ${groups.length} huyện đều như nhau, ở mức ${level}`
  return `${groups.length === 2 ? 'both districts' : `all ${groups.length} districts`} are alike, at ${level}`
}

/** The readings of all measures, by id. */
export const readingsOf = (
  equity: Equity,
  context: ReadingContext,
  format: EquityFormat,
): Record<EquityMeasureId, Bilingual> =>
  Object.fromEntries(
    equityMeasureIds.map((id) => [id, readingOf(id, equity, context, format)]),
    // every id is there, because they come from the list of all ids
  ) as Record<EquityMeasureId, Bilingual>
