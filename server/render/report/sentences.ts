import type { IndicatorFacts } from '#domain/report/facts'
import type { ReportName, SentenceKind, Sentences } from '#domain/report/template'
import { filled } from '#domain/report/template'
import type { ReportVoice } from './voice'
import { indicatorValues, verdictOf } from './voice'

/** The sentences that hold for an indicator, in their order, as one paragraph. */
export function paragraphOn(
  facts: IndicatorFacts,
  sentences: Sentences,
  values: Readonly<Record<ReportName, string>>,
  voice: ReportVoice,
): string {
  const names = { ...values, ...indicatorValues(facts, voice, values) }
  return sentencesFor(facts, names)
    .map((kind) => sentence(filled(sentences[kind][voice.language], names), voice))
    .join(' ')
}

function sentencesFor(facts: IndicatorFacts, names: Readonly<Record<string, string>>): SentenceKind[] {
  const { indicator, summary, target } = facts
  const { value, low, high, reported } = summary.value
  const isClass = indicator.kind === 'class'
  if (reported === 0 && summary.reportedUnits === 0) return ['no-data']
  const isKnown = value !== null || (low !== null && indicator.kind === 'count')
  if (summary.value.isWithheld) return isClass ? [] : ['withheld']
  const first: SentenceKind = isKnown || isClass ? 'value' : 'unknown'
  if (isClass) return []
  const verdict = verdictOf(facts)
  const hasLacking =
    target !== null &&
    indicator.lacking !== null &&
    summary.lacking !== null &&
    summary.lacking > 0 &&
    summary.belowAtMost !== null
  return [
    first,
    ...(isKnown && low !== null && high !== null && low !== high ? (['range'] as const) : []),
    ...(verdict === 'met' ? (['met'] as const) : []),
    ...(verdict === 'missed' ? (['missed'] as const) : []),
    ...(verdict === 'open' ? (['undecided'] as const) : []),
    // of a single commune there is nothing to count below the target
    ...(hasLacking ? [summary.units === 1 ? ('lacking-here' as const) : ('lacking' as const)] : []),
    ...(names['change-previous'] === '' ? [] : (['since-previous'] as const)),
    ...(names['change-year'] === '' ? [] : (['since-year'] as const)),
  ]
}

/** Begins with a capital, whatever the first name in braces stood for. */
const sentence = (text: string, { language }: ReportVoice): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
