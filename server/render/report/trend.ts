import type { IndicatorFacts } from '#domain/report/facts'
import type { Unit } from '#domain/units'
import type { Drawing } from '../drawing'
import { rectangle } from '../drawing'
import { linePlot } from '../plot/lines'
import { documentWords } from '../words'
import type { ReportVoice } from './voice'

const [width, height] = [480, 220]
const ink = { text: '#17242e', muted: '#4d5d6b', line: '#d9e0e5' }

/** The area over the periods up to the report's, with the target. */
export function trendOf(
  { indicator, target, series }: IndicatorFacts,
  area: Unit,
  { format, language, unitOf }: ReportVoice,
): Drawing {
  const title = indicator.name[language]
  const goal =
    target === null ? '' : documentWords[language].target(format.value(target.value, indicator.unit))
  return {
    width,
    height,
    title,
    description: title,
    language,
    marks: [
      { kind: 'path', d: rectangle({ x: 0, y: 0, width, height }), fill: '#ffffff' },
      ...linePlot(
        {
          periods: series.map(({ period }) => period),
          lines: [{ name: unitOf(area), colour: '#0e4a5a', values: series.map(({ value }) => value) }],
          indicator,
          target,
          format,
          targetLabel: goal,
        },
        { x: 4, y: 4, width: width - 8, height: height - 8 },
        9,
        ink,
      ),
    ],
  }
}
