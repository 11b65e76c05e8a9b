import type { Report } from './content'
import type { Pictures } from './docx-blocks'
import { reportDocx } from './docx'
import { reportHtml } from './html'
import { reportXlsx } from './xlsx'

export const reportFormats = ['docx', 'html', 'xlsx'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** A finished report, the pictures it shows, and the date of its data. */
export type Writing = { report: Report; pictures: Pictures; date: string; format: ReportFormat }

/**
 * Writes a report into a file. It takes long, so it happens in the threads that draw; in a file of its own, because
 * what writes Word files and workbooks is large and most drawing never needs it.
 */
export default async function writeReport({ report, pictures, date, format }: Writing): Promise<Uint8Array> {
  if (format === 'docx') return reportDocx(report, pictures)
  if (format === 'xlsx') return reportXlsx(report, date)
  const inline = (key: string) =>
    `data:image/png;base64,${Buffer.from(pictures.get(key)?.png ?? []).toString('base64')}`
  return new TextEncoder().encode(reportHtml(report, inline))
}
