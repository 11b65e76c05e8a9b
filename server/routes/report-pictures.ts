import type { IndicatorFacts } from '#domain/report/facts'
import type { Published } from '../published'
import type { Drawing } from '../render/drawing'
import { layouts } from '../render/layout'
import { pictureOf } from '../render/picture'
import { barsOf } from '../render/report/bars'
import type { Built, ReportOrder, ReportPictureOrder } from '../render/report/build'
import type { DrawnPicture } from '../render/report/docx-blocks'
import { trendOf } from '../render/report/trend'
import { reportVoice } from '../render/report/voice'
import { groundWithin } from './ground'
import { liveAddress } from './snapshot-question'
import type { Studio } from './studio'

/** What the pictures of a report are drawn from. */
export type ReportSitting = { published: Published; studio: Studio; order: ReportOrder; built: Built }

/** Width of the map of a report in pixels: 160 mm at about 300 dpi. */
const mapPixels = 1890
const plotPixels = 1440

/** Draws every picture of the report. @throws RendererBusy when too many wait already */
export async function drawReport(sitting: ReportSitting): Promise<Map<string, DrawnPicture>> {
  const drawn = await Promise.all(
    sitting.built.pictures.map(async (picture) => [picture.key, await drawOne(sitting, picture)] as const),
  )
  return new Map(drawn)
}

async function drawOne(
  sitting: ReportSitting,
  { kind, indicator: id }: ReportPictureOrder,
): Promise<DrawnPicture> {
  const { studio, order, built } = sitting
  const facts = built.facts.demands
    .flatMap(({ indicators }) => indicators)
    .find(({ indicator }) => indicator.id === id)
  if (!facts) throw new Error(`the report has no figures of ${id}`)
  if (kind === 'map') return drawMap(sitting, facts)
  const voice = reportVoice(order.language, built.facts)
  if (kind === 'trend') return plotted(studio, trendOf(facts, built.facts.area, voice))
  const { indicator, target, parts } = facts
  const { legend } = mapOf(sitting, facts)
  return plotted(
    studio,
    barsOf(parts, { indicator, target, legend, title: indicator.name[order.language] }, voice),
  )
}

async function plotted({ renderer }: Studio, drawing: Drawing): Promise<DrawnPicture> {
  const png = await renderer.png(drawing, plotPixels)
  return { png, width: drawing.width, height: drawing.height }
}

async function drawMap(sitting: ReportSitting, facts: IndicatorFacts): Promise<DrawnPicture> {
  const { published, studio, order } = sitting
  const { vintage, within } = order.question
  const topology = groundWithin(published, vintage, within, 'middle')
  const picture = mapOf(sitting, facts)
  const png = await studio.renderer.file({ picture, topology }, { format: 'png', width: mapPixels })
  const { width, height } = layouts.square
  return { png, width, height }
}

/** The map of the area; that of a commune shows it among its neighbours. */
function mapOf({ published, studio, order }: ReportSitting, { indicator, target }: IndicatorFacts) {
  const { question, language } = order
  const { quality, source, hash } = published.boundaries[question.vintage]
  const { within, district, commune } = question
  const shown = {
    indicator: indicator.id,
    vintage: question.vintage,
    level: 'commune',
    period: question.period,
    within: within ?? undefined,
    district,
    target: target?.id ?? null,
    illustrative: question.illustrative ? 'true' : 'false',
    overlay: 'none',
    method: null,
    breaks: null,
    lang: language,
  } as const
  return pictureOf(
    {
      dataset: published.dataset,
      question: { ...question, indicator, target },
      level: 'commune',
      within,
      district,
      boundary: { quality, source, hash },
    },
    {
      layout: 'square',
      language,
      grey: false,
      title: null,
      method: null,
      breaks: null,
      overlay: 'none',
      focus: commune,
      link: liveAddress(studio.publicUrl(), shown),
      frozenId: null,
    },
  )
}
