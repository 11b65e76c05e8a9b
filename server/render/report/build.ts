import type { Dataset } from '#domain/dataset'
import type { Language } from '#domain/language'
import type { IndicatorFacts, ReportFacts } from '#domain/report/facts'
import type { ReportQuestion } from '#domain/report/question'
import type {
  PictureKind,
  ReportArea,
  ReportKind,
  ReportName,
  ReportTemplate,
  TemplateBlock,
} from '#domain/report/template'
import { filled, shownIn } from '#domain/report/template'
import type { Report, ReportBlock } from './content'
import { paragraphOn } from './sentences'
import { tableOf } from './tables'
import type { ReportVoice } from './voice'
import { reportValues, reportVoice } from './voice'

export type ReportOrder = {
  template: ReportTemplate
  kind: ReportKind
  /** As it is named: a year for a yearly report, whose figures are those of its second half. */
  period: string
  question: ReportQuestion
  language: Language
}

/** A picture that a report shows. */
export type ReportPictureOrder = { key: string; kind: PictureKind; indicator: string }

export type Built = { report: Report; facts: ReportFacts; pictures: ReportPictureOrder[] }

type Setting = {
  facts: ReportFacts
  dataset: Dataset
  voice: ReportVoice
  values: Readonly<Record<ReportName, string>>
}

export const areaOf = ({ district, commune }: ReportQuestion): ReportArea =>
  commune !== null ? 'commune' : district !== null ? 'district' : 'province'

/** Writes the report: what the template says, filled with the figures. */
export function buildReport(dataset: Dataset, facts: ReportFacts, order: ReportOrder): Built {
  const { template, kind, period, question, language } = order
  const voice = reportVoice(language, facts)
  const values = reportValues(facts, voice, dataset, period)
  const setting: Setting = { facts, dataset, voice, values }
  const area = areaOf(question)
  const letterhead = area === 'commune' ? template.commune : template
  const say = (text: { vi: string; en: string }) => filled(text[language], values)
  const asked = template.blocks.filter(
    ({ only, areas }) => (only ?? kind) === kind && (areas === undefined || areas.includes(area)),
  )
  const blocks = numbered(
    asked.flatMap((block) => blocksOf(block, setting)),
    voice,
  )
  const report: Report = {
    language,
    head: {
      superior: say(letterhead.superior).toLocaleUpperCase(language),
      issuer: say(letterhead.issuer).toLocaleUpperCase(language),
      issuerName: say(letterhead.issuer),
      symbol: letterhead.symbol,
      place: say(letterhead.place),
      year: dataset.publishedAt.slice(0, 4),
      subject: say(template.subject),
    },
    recipients: letterhead.recipients[language],
    signer: say(letterhead.signer),
    blocks: isMadeUp(facts) ? [{ kind: 'notice', text: voice.words.notice }, ...blocks] : blocks,
  }
  return { report, facts, pictures: picturesIn(asked, facts) }
}

/** Whether any figure in the report is made up. */
export const isMadeUp = ({ demands, money }: ReportFacts): boolean =>
  money.some(({ status }) => status === 'illustrative') ||
  demands.some(({ indicators }) =>
    indicators.some(
      ({ summary }) => summary.byStatus.illustrative > 0 || summary.value.status === 'illustrative',
    ),
  )

function blocksOf(block: TemplateBlock, setting: Setting): ReportBlock[] {
  const { facts, dataset, voice, values } = setting
  const say = (text: { vi: string; en: string }) => filled(text[voice.language], values)
  if ('heading' in block) return [{ kind: 'heading', level: 1, text: say(block.heading) }]
  if ('text' in block) return [{ kind: 'text', text: say(block.text) }]
  if ('fill' in block) return [{ kind: 'fill', text: voice.words.fill(say(block.fill)) }]
  if ('annex' in block) return [{ kind: 'annex', title: say(block.annex), number: 0 }]
  if ('demands' in block) return demandBlocks(setting, block.demands)
  const caption = say(block.caption)
  if ('table' in block) {
    const made = tableOf(block.table, facts, dataset, voice)
    return made ? [{ kind: 'table', table: { caption, ...made } }] : []
  }
  return picturesIn([block], facts).map(({ key }) => ({
    kind: 'picture',
    picture: { caption, alt: caption, key },
  }))
}

function demandBlocks(
  { facts, voice, values }: Setting,
  sentences: Extract<TemplateBlock, { demands: unknown }>['demands'],
): ReportBlock[] {
  const { language, words } = voice
  return facts.demands.flatMap(({ demand, indicators }, i): ReportBlock[] => {
    const said = indicators
      .map((each) => paragraphOn(each, sentences, values, voice))
      .filter((text) => text !== '')
    const open = indicators.length === 0 ? [demand.collect?.[language] ?? words.noIndicator] : []
    return [
      { kind: 'heading', level: 2, text: `${i + 1}. ${demand.clause[language]}` },
      ...[...said, ...open].map((text): ReportBlock => ({ kind: 'text', text })),
      { kind: 'text', text: `${words.agency}: ${demand.agency[language]}.` },
    ]
  })
}

/** The pictures for which there is something to show. */
function picturesIn(blocks: readonly TemplateBlock[], { demands }: ReportFacts): ReportPictureOrder[] {
  const known = demands.flatMap(({ indicators }) => indicators)
  return blocks.flatMap((block): ReportPictureOrder[] => {
    if (!('map' in block || 'bars' in block || 'trend' in block)) return []
    const [kind, id] = shownIn(block)
    const facts = known.find(({ indicator }) => indicator.id === id)
    return facts && hasAnythingFor[kind](facts) ? [{ key: `${kind}-${id}`, kind, indicator: id }] : []
  })
}

const hasAnythingFor: Record<PictureKind, (facts: IndicatorFacts) => boolean> = {
  map: ({ summary }) => summary.reportedUnits > 0,
  bars: ({ parts }) => parts.some(({ value }) => value.value !== null),
  // a single point is no line
  trend: ({ series }) => series.filter(({ value }) => value.value !== null).length > 1,
}

/** Gives tables, figures and annexes their numbers. */
function numbered(blocks: readonly ReportBlock[], { words }: ReportVoice): ReportBlock[] {
  let [tables, figures, annexes] = [0, 0, 0]
  return blocks.map((block): ReportBlock => {
    if (block.kind === 'table') {
      return { ...block, table: { ...block.table, caption: words.table(++tables, block.table.caption) } }
    }
    if (block.kind === 'picture') {
      return {
        ...block,
        picture: { ...block.picture, caption: words.figure(++figures, block.picture.caption) },
      }
    }
    return block.kind === 'annex' ? { ...block, number: ++annexes } : block
  })
}
