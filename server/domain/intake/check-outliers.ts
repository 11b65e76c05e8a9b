import { median } from 'simple-statistics'
import type { Dataset } from '../dataset'
import { unitOf } from '../dataset'
import type { Indicator } from '../indicators'
import type { Period } from '../periods'
import type { UnitType } from '../units'
import { figuresOf, findingOn, keyOf, knownFigure, lastFigure, say, subjectOf } from './checked'
import type { Entry, Finding, UnitKey } from './reading'

/** Fewer communes than this are no ground for comparison. */
const fewestPeers = 8
/** Beyond this a value is an outlier (Iglewicz & Hoaglin 1993). */
const mostDeviations = 3.5

/** A share and the count it is a share of. */
type Rate = { share: number; of: number }

/**
 * Shares that lie far from those of similar communes (same zone, town or country), last reported or in the same file.
 * Robust z = 0.6745 · (x − median) ÷ MAD (Iglewicz & Hoaglin 1993), with a MAD of a percentage point at least. What
 * chance alone may do in a small commune is no outlier: |x − median| > 3 · √(median · (1 − median) ÷ n) is asked, too.
 */
export function outliers(dataset: Dataset, entries: readonly Entry[], period: Period): Finding[] {
  const figures = figuresOf(entries)
  const ratios = dataset.catalogue.indicators.filter(
    ({ unit, denominator }) =>
      unit === 'percent' && denominator !== null && dataset.measures.get(denominator)?.kind === 'count',
  )
  return ratios.flatMap((indicator) => {
    const rated = [...figures.values()].flatMap((own) => {
      const entry = own.get(indicator.numerator)
      const rate = entry && rateIn(dataset, own, entry.unit, indicator, period)
      return rate ? [{ entry, rate }] : []
    })
    if (rated.length === 0) return []
    const peers = peersOf(dataset, figures, rated[0]?.entry.unit.vintage ?? '2025', indicator, period)
    return rated.flatMap(({ entry, rate }) => {
      const kind = likeness(dataset, entry.unit, period)
      const others = [...peers].flatMap(([key, peer]) =>
        key !== keyOf(entry.unit) && peer.kind === kind ? [peer.share] : [],
      )
      const middle = others.length >= fewestPeers ? outlying(rate, others) : null
      const subject = middle === null ? null : subjectOf(dataset, entry)
      if (!subject || middle === null) return []
      const [own, usual] = [say.percent(rate.share), say.percent(middle)]
      return findingOn('outlier', 'warning', subject, {
        vi: `“${indicator.name.vi}” là ${own.vi}, trong khi ${others.length} xã tương tự ở giữa là ${usual.vi}. Hãy kiểm tra lại, hoặc cho biết lý do.`,
        en: `“${indicator.name.en}” is ${own.en}, while the middle of ${others.length} similar communes is ${usual.en}. Check it, or give the reason.`,
      })
    })
  })
}

/** The median of the others where the rate lies too far from it; null where it does not. */
export function outlying({ share, of }: Rate, others: readonly number[]): number | null {
  const middle = median([...others])
  const deviation = Math.max(0.01, median(others.map((other) => Math.abs(other - middle))))
  const distance = Math.abs(share - middle)
  const byChance = Math.sqrt((middle * (1 - middle)) / of)
  return (0.6745 * distance) / deviation > mostDeviations && distance > 3 * byChance ? middle : null
}

function rateIn(
  dataset: Dataset,
  own: ReadonlyMap<string, Entry>,
  unit: UnitKey,
  { numerator, denominator, minDenominator }: Indicator,
  period: Period,
): Rate | null {
  const above = knownFigure(dataset, own, unit, numerator, period)
  const below = denominator === null ? null : knownFigure(dataset, own, unit, denominator, period)
  if (!above || !below || below.value <= 0 || below.value < minDenominator || above.value > below.value)
    return null
  return { share: above.value / below.value, of: below.value }
}

/** Shares of all communes: of the file, else of the period, else of the last one. */
function peersOf(
  dataset: Dataset,
  figures: ReturnType<typeof figuresOf>,
  vintage: UnitKey['vintage'],
  indicator: Indicator,
  period: Period,
): Map<string, { share: number; kind: string }> {
  const { units, atLevel } = dataset.geographies[vintage]
  const peers = new Map<string, { share: number; kind: string }>()
  for (const index of atLevel.commune) {
    const code = units[index]?.code
    if (code === undefined) continue
    const unit = { vintage, code }
    const own = figures.get(keyOf(unit)) ?? new Map<string, Entry>()
    const share =
      rateIn(dataset, own, unit, indicator, period)?.share ?? lastShare(dataset, unit, indicator, period)
    if (share !== null) peers.set(keyOf(unit), { share, kind: likeness(dataset, unit, period) })
  }
  return peers
}

function lastShare(dataset: Dataset, unit: UnitKey, { numerator, denominator }: Indicator, period: Period) {
  const above = lastFigure(dataset, unit, numerator, period)
  const below = denominator === null ? null : lastFigure(dataset, unit, denominator, period)
  return above && below && below.value > 0 ? above.value / below.value : null
}

const towns: readonly UnitType[] = ['phường', 'thị trấn']

/** Communes of one zone, towns and country apart, are alike. */
function likeness(dataset: Dataset, unit: UnitKey, period: Period): string {
  const type = unitOf(dataset, unit.vintage, unit.code)?.type ?? 'xã'
  const zone = knownFigure(dataset, new Map(), unit, 'zone_861', period)?.value ?? null
  return `${towns.includes(type) ? 'town' : 'country'}/${zone ?? 'unknown'}`
}
