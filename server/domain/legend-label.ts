import { aboveZero } from './classify'
import { formatFor } from './format'
import { isMet } from './gap'
import type { Indicator, Target } from './indicators'
import type { Language } from './language'
import type { Legend, LegendClass } from './legend'
import { words } from './words'

/** A legend with what it is about: enough to say in words what each class holds. */
export type Worded = { legend: Legend; indicator: Indicator; target: Target | null }

/** What a class holds, in words: "33,3% – dưới 66,7%", "từ 100% trở lên", "Khu vực III". */
export function classLabel(
  { legend, indicator, target }: Worded,
  { from, to }: LegendClass,
  language: Language,
): string {
  const format = formatFor(language)
  const m = words[language].legend
  const write = (value: number) => format.brief(value, indicator.unit)
  if (indicator.kind === 'class') {
    const lowest = Math.min(...indicator.classes.map(({ value }) => value))
    return indicator.classes.find(({ value }) => value === (from ?? lowest))?.name[language] ?? ''
  }
  if (from === null && to === aboveZero) return m.zero
  const isTargetClass = legend.method === 'target' && target !== null
  if (isTargetClass && indicator.direction === 'up' && from === target.value) {
    return from === 100 && indicator.unit === 'percent' ? write(from) : m.from(write(from))
  }
  if (isTargetClass && indicator.direction === 'down') {
    if (from === null && to !== null) return m.upTo(write(target.value))
    if (from !== null && to !== null) return m.aboveTo(write(from), write(to))
    return from === null ? '' : m.from(write(from))
  }
  if (from === aboveZero && to !== null) return `${m.above('0')} – ${m.under(write(to))}`
  if (from === null && to !== null) return m.under(write(to))
  if (from !== null && to === null) return m.from(write(from))
  return from === null || to === null ? '' : m.range(write(from), write(to))
}

/** Whether the units of a class have met the target. */
export const meetsTarget = ({ legend, indicator, target }: Worded, { from }: LegendClass): boolean =>
  target !== null &&
  legend.method === 'target' &&
  isMet(from ?? (indicator.direction === 'down' ? 0 : -1), target.value, indicator.direction) === true
