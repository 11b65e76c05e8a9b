import type { Dataset } from '../dataset'
import type { MeasureKind } from '../measures'
import type { Period } from '../periods'
import { findingOn, lastFigure, say, subjectOf } from './checked'
import type { Entry, Finding } from './reading'

/**
 * Whether a count differs from the last one by more than chance and by more than is usual. Two counts of chance events
 * differ by √(a + b) on average (difference of two Poisson counts), so a jump is
 *   |a − b| > 3 · √(a + b)   and   |a − b| > 25 % of the larger one:
 * 2 → 6 is none, 20 → 48 is one, and so is 1,000 → 1,400, but 10,000 → 10,900 is not.
 * A register (villages, zones) does not vary by chance: there 10 % and more than one is a jump.
 */
export function isJump(value: number, last: number, { carries }: { carries: boolean }): boolean {
  const difference = Math.abs(value - last)
  const share = difference / Math.max(value, last, 1)
  return carries ? difference > 1 && share > 0.1 : difference > 3 * Math.sqrt(value + last) && share > 0.25
}

/** A yes that became no, or another class: possible, and to be explained. */
const isTurn = (kind: MeasureKind, value: number, last: number): boolean =>
  kind === 'flag' ? value < last : kind === 'class' && value !== last

/** Figures that differ much from the last real one of the unit. */
export function jumps(dataset: Dataset, entries: readonly Entry[], period: Period): Finding[] {
  return entries.flatMap((entry) => {
    const subject = subjectOf(dataset, entry)
    const last = subject && lastFigure(dataset, entry.unit, entry.measure, period)
    if (!subject || !last || entry.value === null) return []
    const { kind, carries } = subject.measure
    const isSudden =
      kind === 'count' ? isJump(entry.value, last.value, { carries }) : isTurn(kind, entry.value, last.value)
    if (!isSudden) return []
    const [now, then, when] = [say.number(entry.value), say.number(last.value), say.period(last.period)]
    return findingOn('jump', 'warning', subject, {
      vi: `${now.vi}, trong khi ${when.vi} là ${then.vi}. Hãy kiểm tra lại, hoặc cho biết lý do.`,
      en: `${now.en}, while it was ${then.en} in the ${when.en}. Check it, or give the reason.`,
    })
  })
}
