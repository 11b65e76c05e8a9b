import type { Source } from '../dataset'
import { formatFor } from '../format'
import type { Unit } from '../units'
import { dayInProvince } from './campaign'

/** Whether a source is a report that was sent in: there is one more with each, and few pages name many of them. */
export const isReportSource = (id: string): boolean => /^report-\d+$/.test(id)

/** Says, wherever a reported figure is shown, who sent it, for when, on what day and in which file. */
export function sourceOfReport(
  report: { id: number; period: string; fileName: string; submittedAt: string | null },
  unit: Pick<Unit, 'type' | 'name'>,
): Source {
  const { unitName, period, date } = formatFor('vi')
  const name = unitName(unit)
  const sent = report.submittedAt === null ? '' : `, gửi ngày ${date(report.submittedAt)}`
  return {
    id: `report-${report.id}`,
    title: `Báo cáo của ${name}, ${period(report.period)}${sent} (tệp ${report.fileName})`,
    issuer: name,
    date: report.submittedAt === null ? '' : dayInProvince(report.submittedAt),
    url: '',
  }
}
