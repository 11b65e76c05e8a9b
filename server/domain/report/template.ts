import { editDistance } from '../edit-distance'
import type { Bilingual } from '../measures'

export const reportKinds = ['half-yearly', 'yearly'] as const
export type ReportKind = (typeof reportKinds)[number]

/** Names in braces that stand for a word or figure of the report as a whole: `{period}`. */
export const reportNames = [
  'period',
  'the-period',
  'the-half',
  'year',
  'area',
  'above',
  'province',
  'communes',
  'reported',
  'silent',
  'boundaries',
  'version',
  'published',
  'previous',
  'year-ago',
] as const
export type ReportName = (typeof reportNames)[number]

/** Names that stand for a figure of one indicator, in the sentences about indicators. */
export const indicatorNames = [
  'indicator',
  'until',
  'value',
  'counts',
  'range',
  'status',
  'target',
  'lacking',
  'thing',
  'below',
  'units',
  'unreported',
  'change-previous',
  'change-year',
  'reporter',
] as const
export type IndicatorName = (typeof indicatorNames)[number]

/** Sentences about one indicator; each is written where it holds. */
export const sentenceKinds = [
  'value',
  'range',
  'unknown',
  'withheld',
  'met',
  'missed',
  'undecided',
  'lacking',
  'lacking-here',
  'since-previous',
  'since-year',
  'no-data',
] as const
export type SentenceKind = (typeof sentenceKinds)[number]
export type Sentences = Record<SentenceKind, Bilingual>

export const tableKinds = [
  'overview',
  'lagging',
  'parts',
  'above',
  'needs',
  'money',
  'completeness',
  'sources',
] as const
export type TableKind = (typeof tableKinds)[number]

/** What a report is about. */
export const reportAreas = ['province', 'district', 'commune'] as const
export type ReportArea = (typeof reportAreas)[number]

/**
 * One block of a report; they stand one below the other. With `only` it stands in that kind of report alone, with
 * `areas` in the reports of those areas alone.
 */
export type TemplateBlock = BlockContent & { only?: ReportKind; areas?: ReportArea[] }

type BlockContent =
  | { heading: Bilingual }
  | { text: Bilingual }
  /** A place for the leader's own words, marked as such. Nothing is ever invented there. */
  | { fill: Bilingual }
  /** For each demand of the plan its words as a heading, and the sentences about its indicators. */
  | { demands: Sentences }
  | { table: TableKind; caption: Bilingual }
  /** Of one indicator: a map, bars of what the area is made of, or a line over the periods. */
  | { map: string; caption: Bilingual }
  | { bars: string; caption: Bilingual }
  | { trend: string; caption: Bilingual }
  /** What follows begins on a page of its own, as an annex. */
  | { annex: Bilingual }

/** Who issues a report, and to whom. */
export type Letterhead = {
  /** Agency above, issuing agency, and its sign after the number. */
  superior: Bilingual
  issuer: Bilingual
  symbol: string
  place: Bilingual
  recipients: { vi: string[]; en: string[] }
  signer: Bilingual
}

/** What a report looks like and says: data, so that it is changed without touching the program. */
export type ReportTemplate = Letterhead & {
  subject: Bilingual
  /** A commune reports under its own name. */
  commune: Letterhead
  blocks: TemplateBlock[]
}

export type PictureBlock = Extract<TemplateBlock, { map: string } | { bars: string } | { trend: string }>
export type PictureKind = 'map' | 'bars' | 'trend'

/** What kind of picture a block shows, and the id of its indicator. */
export const shownIn = (block: PictureBlock): [kind: PictureKind, indicator: string] =>
  'map' in block ? ['map', block.map] : 'bars' in block ? ['bars', block.bars] : ['trend', block.trend]

const pattern = /\{([^{}]*)\}/g

/** Names in braces in a text, in their order. */
export const namesIn = (text: string): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name)

/** The text with each name replaced by what it stands for. @throws RangeError for a name without a value */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text
    .replace(pattern, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new RangeError(`nothing stands for {${name}} here`)
      return value
    })
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.;)])/g, '$1')

/** The known name that is written most like the one given. */
export function nearest(name: string, known: readonly string[]): string {
  const ranked = known.map((each) => ({ each, distance: editDistance(name, each) }))
  return ranked.sort((a, b) => a.distance - b.distance || (a.each < b.each ? -1 : 1))[0]?.each ?? ''
}
