import { z } from '@hono/zod-openapi'
import { reportKinds } from '#domain/report/template'
import type { Built, ReportOrder } from '../render/report/build'
import { isMadeUp } from '../render/report/build'
import { BilingualSchema } from './schemas'
import { SummarySchema } from './summary-schema'

export const OutlineSchema = z
  .object({
    kind: z.enum(reportKinds),
    period: z.string(),
    subject: z.string(),
    /** Whether any figure in it is made up. */
    isIllustrative: z.boolean(),
    communes: z.number().int(),
    reported: z.number().int(),
    indicators: z.array(
      z.object({
        id: z.string(),
        short: BilingualSchema,
        units: z.number().int(),
        reported: z.number().int(),
        byStatus: SummarySchema.shape.byStatus,
        reporter: BilingualSchema,
      }),
    ),
    /** Demands of the plan that nothing counts. */
    uncounted: z.array(BilingualSchema),
    /** Places left for the leader's own words, in the language of the report. */
    places: z.array(z.string()),
  })
  .openapi('ReportOutline')

/** What a person must know of a report before handing it in. */
export function outlineOf(
  { kind, period }: ReportOrder,
  { report, facts }: Built,
): z.infer<typeof OutlineSchema> {
  return {
    kind,
    period,
    subject: report.head.subject,
    isIllustrative: isMadeUp(facts),
    communes: facts.communes,
    reported: facts.reported,
    indicators: facts.demands.flatMap(({ indicators }) =>
      indicators.map(({ indicator, summary }) => ({
        id: indicator.id,
        short: indicator.short,
        units: summary.units,
        reported: summary.reportedUnits,
        byStatus: summary.byStatus,
        reporter: indicator.reporter,
      })),
    ),
    uncounted: facts.demands.flatMap(({ demand, indicators }) =>
      indicators.length === 0 ? [demand.clause] : [],
    ),
    places: report.blocks.flatMap((block) => (block.kind === 'fill' ? [block.text] : [])),
  }
}
