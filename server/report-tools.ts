import type { Dataset } from '#domain/dataset'
import { checkReport } from '#domain/intake/check'
import type { NameVariant, ReadingReference } from '#domain/intake/reading'
import type { Vintage } from '#domain/units'
import type { Reader } from './intake/reading/reader'
import { createReader } from './intake/reading/reader'
import type { ReportTools } from './intake/submission'
import { formContent } from './render/form/content'

/** Tools for the files of reports, and how to end their threads. */
export type RunningTools = ReportTools & Pick<Reader, 'queue' | 'warm' | 'close'>

/** Joins what reads, checks and writes files of reports to what takes them in. */
export function createReportTools({ variants }: { variants: readonly NameVariant[] }): RunningTools {
  const reader = createReader()
  return {
    read: (file, dataset) => reader.read(file, referenceOf(dataset, variants)),
    check: (report, { vintage, period, code }, { own, others }) =>
      checkReport(own, report, {
        period,
        expected: communesOf(own, vintage, code).map((unit) => ({ vintage, code: unit })),
        peers: others,
      }),
    template: ({ vintage, period, code }, dataset, language) =>
      reader.form(
        formContent({ dataset, vintage, period, units: communesOf(dataset, vintage, code), language }),
      ),
    markedUp: ({ bytes, fileName, findings }, language) =>
      reader.markedUp({ bytes, fileName, findings, language }),
    queue: reader.queue,
    warm: () => reader.warm(),
    close: () => reader.close(),
  }
}

/** What files are read against. */
function referenceOf(
  { geographies, catalogue }: Dataset,
  nameVariants: readonly NameVariant[],
): ReadingReference {
  return {
    units: [...geographies['2024'].units, ...geographies['2025'].units],
    nameVariants,
    measures: catalogue.measures,
    classes: Object.fromEntries(
      catalogue.indicators
        .filter(({ kind }) => kind === 'class')
        .map(({ numerator, classes }) => [numerator, classes]),
    ),
  }
}

/** Codes of the communes in a unit, of itself for a commune. */
function communesOf({ geographies }: Dataset, vintage: Vintage, code: string): string[] {
  const { units, indexOf, communesOf: below } = geographies[vintage]
  return (below[indexOf.get(code) ?? -1] ?? []).flatMap((index) => units[index]?.code ?? [])
}
