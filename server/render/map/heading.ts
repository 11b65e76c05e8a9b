import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import { rectangle } from '../drawing'
import type { Named, Picture } from '../picture'
import { isIllustrative } from '../picture'
import type { Block, Sheet } from '../sheet'
import { line, paragraph, stack, voiceOf } from '../sheet'
import { wrap } from '../typeface'

type Place = { x: number; y: number; width: number }

/** Name of the area on the map; a district of vintage 2025 is a former one. */
export function areaOf({ district, province, question }: Picture, language: Language): string {
  const { own, format } = voiceOf(language)
  if (district === null) {
    return province.type === 'tỉnh' ? own.wholeProvince(province.name) : format.unitName(province)
  }
  const name = format.unitName(district satisfies Named)
  return question.vintage === '2025' ? own.former(name) : name
}

/** The title of a picture in one language. */
export const titleOf = (picture: Picture, language: Language): string =>
  picture.title ?? `${picture.question.indicator.name[language]} – ${areaOf(picture, language)}`

/** What the title does not say: indicator and area if it is the reader's own, period, level, boundaries. */
function subtitleOf(picture: Picture, language: Language): string {
  const { own, format } = voiceOf(language)
  const { question, level } = picture
  const parts = [
    ...(picture.title === null ? [] : [question.indicator.name[language], areaOf(picture, language)]),
    format.period(question.period),
    level === 'district' && question.vintage === '2025' ? own.formerBy : own.by[level],
    own.vintage[question.vintage],
  ]
  const text = parts.join(' · ')
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

/** Title and subtitle, the second language smaller below the first, and the mark of made-up figures. */
export function heading(sheet: Sheet, { x, y, width }: Place): Block {
  const { picture, pt, ink, languages } = sheet
  const [first = 'vi', ...others] = languages
  const title = titleOf(picture, first)
  const sizes = [15.5, 14, 12.5, 11.5].map(pt)
  const size = sizes.find((each) => wrap(title, width, each, 600).length <= 1) ?? sizes[2] ?? pt(12)
  return stack(
    [
      (at) => paragraph(title, { x, y: at, width, most: 4 }, { size, weight: 600, fill: ink.accent }),
      ...(picture.title === null
        ? others.map(
            (language) => (at: number) =>
              paragraph(titleOf(picture, language), { x, y: at, width }, { size: pt(10), fill: ink.accent }),
          )
        : []),
      ...languages.map(
        (language, i) => (at: number) =>
          paragraph(
            subtitleOf(picture, language),
            { x, y: at, width },
            { size: pt(i === 0 ? 8.6 : 7.8), fill: ink.muted },
          ),
      ),
      (at) => (isIllustrative(picture) ? notice(sheet, { x, y: at, width }) : { marks: [], height: 0 }),
    ],
    y,
    pt(1.5),
  )
}

/** The mark of made-up figures, across the page. */
export function notice(sheet: Sheet, { x, y, width }: Place): Block {
  const { pt, ink } = sheet
  const size = pt(9)
  const text = sheet.tell(({ own }) => own.mark)
  const height = size * 1.9
  const top = y + pt(3)
  return {
    marks: [
      {
        kind: 'path',
        d: rectangle({ x, y: top, width, height }, pt(2)),
        fill: ink.notice,
        stroke: ink.noticeLine,
        width: 0.9,
      },
      line(text, x + width / 2, top + size * 1.29, { size, weight: 600, fill: ink.text, anchor: 'middle' }),
    ],
    height: height + pt(3),
  }
}

/** Lines of the sources below a picture, and of what stands after them. */
const mostLines = 3

/** As many sources as fit, those of most figures first, and how many more there are. */
function sourcesIn({ picture, tell }: Sheet, fits: (text: string) => boolean): string {
  const cited = picture.sources.map(({ title, issuer, date }) =>
    [title, issuer, date].filter((part) => part !== '').join(', '),
  )
  const written = (most: number) => {
    const rest = cited.length - most
    const more = rest > 0 ? [tell(({ own }) => own.moreSources(rest))] : []
    return `${tell(({ own }) => own.source)}: ${[...cited.slice(0, most), ...more].join('; ')}.`
  }
  const counts = cited.map((_, i) => cited.length - i)
  return written(counts.find((count) => fits(written(count))) ?? 1)
}

/** Where the figures and borders come from, which data version, who drew it. */
export function colophon(sheet: Sheet, { x, y, width }: Place): Block {
  const { picture, pt, ink } = sheet
  const set = { size: pt(6.4), fill: ink.muted }
  const sources = sourcesIn(sheet, (text) => wrap(text, width, set.size, 400).length <= mostLines)
  const lines = [
    ...(picture.sources.length === 0 ? [] : [sources]),
    [
      sheet.tell(({ shared }) => shared.legend[picture.boundary.quality]),
      sheet.tell(
        ({ own, format }) =>
          `${own.version(format.whole(picture.dataVersion), format.date(picture.publishedAt))}.`,
      ),
      sheet.tell(({ own }) => own.producer),
    ].join(' '),
  ]
  return stack(
    lines.map((text) => (at: number) => paragraph(text, { x, y: at, width, most: mostLines }, set)),
    y,
    pt(0.8),
  )
}

/** The map in one sentence, for those who cannot see it. */
export function describe(picture: Picture, language: Language): string {
  const { shared } = voiceOf(language)
  const { units, legend } = picture
  const format = formatFor(language)
  return [
    subtitleOf(picture, language),
    shared.figures.ofUnits(format.whole(units.length)),
    `${shared.legend.missing}: ${format.whole(legend.missing)}`,
  ].join('. ')
}
