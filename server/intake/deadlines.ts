import { z } from 'zod'
import type { DeadlineRules } from '#domain/flow/campaign'
import { isPeriod } from '#domain/periods'
import type { Fault } from './yaml'
import { readYaml } from './yaml'

const DeadlinesSchema = z.strictObject({
  days_after_end: z.int().min(0).max(180),
  named: z.array(
    z.strictObject({
      period: z.coerce.string().refine(isPeriod, 'write a period like 2024 or 2024-H1'),
      day: z.iso.date('write a day like 2026-07-15'),
      source: z.string(),
    }),
  ),
})

/**
 * When reports are due, from `campaign.yaml`.
 * @param sources ids of the sources that may be named
 * @throws Error naming file and line of the first fault, and how to mend it
 */
export function readDeadlines(file: string, yaml: string, sources: ReadonlySet<string>): DeadlineRules {
  const rules = readYaml(file, yaml, 'the calendar of reports', DeadlinesSchema, ({ named }) =>
    named.flatMap(({ source, period }, index): Fault[] => {
      if (!sources.has(source)) {
        return [
          {
            path: ['named', index, 'source'],
            what: `the source "${source}" does not exist`,
            mend: 'Add it to sources.csv or correct the id',
          },
        ]
      }
      return named.findIndex((other) => other.period === period) === index
        ? []
        : [
            {
              path: ['named', index, 'period'],
              what: `the period ${period} is named twice`,
              mend: 'Keep one of the two days',
            },
          ]
    }),
  )
  return {
    daysAfterEnd: rules.days_after_end,
    named: new Map(rules.named.map(({ period, day, source }) => [period, { day, source }])),
  }
}
