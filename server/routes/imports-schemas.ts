import { z } from '@hono/zod-openapi'
import { deliveryStates } from '#domain/flow/campaign'
import type { Changes } from '#domain/flow/changes'
import { deeds, reportStates } from '#domain/flow/states'
import type { Column, Doubt, Entry, Mapping } from '#domain/intake/reading'
import { doubtReasons } from '#domain/intake/reading'
import { BilingualSchema, PeriodSchema, StatusSchema, UnitCodeSchema, VintageSchema } from './schemas'

const text = (most: number) => z.string().max(most)

export const ReportStateSchema = z.enum(reportStates).openapi('ReportState')
export const DeedSchema = z.enum(deeds)

const CellAddressSchema = z
  .object({ sheet: z.string(), row: z.number().int(), column: z.string().nullable() })
  .openapi('CellAddress')

const UnitKeySchema = z.object({ vintage: VintageSchema, code: z.string() })

const EntrySchema = z
  .object({
    unit: UnitKeySchema,
    measure: z.string(),
    period: z.string(),
    value: z.number().nullable(),
    at: CellAddressSchema,
    written: z.string(),
  })
  .openapi('ReportEntry') satisfies z.ZodType<Entry>

export const MappingSchema = z
  .object({
    sheet: text(200).nullable(),
    headerRow: z.number().int().min(1).max(10_000),
    headerRows: z.number().int().min(1).max(50),
    code: text(500).nullable(),
    name: text(500).nullable(),
    district: text(500).nullable(),
    measureId: text(500).nullable().optional(),
    figure: text(500).nullable().optional(),
    columns: z.record(text(500), text(100).nullable()),
  })
  .openapi('ColumnMapping') satisfies z.ZodType<Mapping>

const ColumnSchema = z
  .object({
    column: z.string(),
    header: z.string(),
    role: z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['code', 'name', 'district']) }),
      z.object({ kind: z.literal('measure'), measure: z.string() }),
      z.object({ kind: z.enum(['measure-id', 'figure']) }),
      z.object({ kind: z.literal('ignored') }),
      z.object({ kind: z.literal('unknown'), suggested: z.array(z.string()) }),
    ]),
  })
  .openapi('ReportColumn') satisfies z.ZodType<Column>

const DoubtSchema = z
  .object({
    key: z.string(),
    at: CellAddressSchema,
    rows: z.array(z.number().int()),
    written: z.string(),
    candidates: z.array(z.object({ code: z.string(), reason: z.enum(doubtReasons) })),
  })
  .openapi('ReportDoubt') satisfies z.ZodType<Doubt>

const RowsSchema = z.object({
  inFile: z.number().int(),
  matched: z.number().int(),
  rejected: z.number().int(),
})

const ReadingSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('read'),
      entries: z.array(EntrySchema),
      doubts: z.array(DoubtSchema),
      rows: RowsSchema,
      sheet: z.string(),
      layout: z.string(),
      columns: z.array(ColumnSchema),
      mapping: MappingSchema,
      isTemplate: z.boolean(),
    }),
    z.object({
      kind: z.literal('unmapped'),
      sheets: z.array(
        z.object({
          sheet: z.string(),
          rows: z.array(z.object({ row: z.number().int(), cells: z.record(z.string(), z.string()) })),
        }),
      ),
      layout: z.string(),
      columns: z.array(ColumnSchema),
      proposal: MappingSchema,
      text: BilingualSchema,
    }),
  ])
  .openapi('Reading')

const CountsSchema = z.object({
  kind: z.enum(['read', 'unmapped', 'refused']),
  rows: RowsSchema,
  entries: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  unreasoned: z.number().int(),
  unanswered: z.number().int(),
})

export const ReportSchema = z
  .object({
    id: z.number().int(),
    title: z.string(),
    state: ReportStateSchema,
    vintage: VintageSchema,
    code: z.string().openapi({ description: 'Unit or area that it speaks of' }),
    period: z.string(),
    revision: z.number().int().openapi({ description: 'To be given back with each change' }),
    fileName: z.string(),
    fileHash: z.string().openapi({ description: 'SHA-256 of the file' }),
    uploadedName: z.string(),
    uploadedAt: z.string(),
    submittedName: z.string().nullable(),
    submittedAt: z.string().nullable(),
    returnedAt: z.string().nullable(),
    remark: z.string().nullable().openapi({ description: 'Why it was sent back' }),
    counts: CountsSchema,
    deeds: z.array(DeedSchema).openapi({ description: 'What the caller can do to it now' }),
    mayChange: z.boolean(),
    mayDiscard: z.boolean().openapi({ description: 'Whether the caller can give the draft up' }),
  })
  .openapi('Report')

const FindingSchema = z
  .object({
    key: z.string().openapi({ description: 'Under which a reason is given' }),
    rule: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    at: CellAddressSchema.nullable(),
    unit: UnitKeySchema.optional(),
    measure: z.string().optional(),
    text: BilingualSchema,
    reason: z.string().nullable(),
  })
  .openapi('Finding')

const TrailSchema = z
  .object({
    id: z.number().int(),
    at: z.string(),
    name: z.string(),
    action: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .openapi('TrailEntry')

export const WholeReportSchema = ReportSchema.extend({
  reading: ReadingSchema,
  findings: z.array(FindingSchema),
  answers: z.record(z.string(), z.string().nullable()),
  trail: z.array(TrailSchema).openapi({ description: 'All that was ever done to it, oldest first' }),
  dataVersion: z.number().int(),
}).openapi('WholeReport')

export const AnswersSchema = z
  .object({
    revision: z.number().int(),
    answers: z.record(text(1000), text(10).nullable()).optional(),
    mapping: MappingSchema.nullable().optional(),
    reasons: z.record(text(4000), text(1000)).optional(),
  })
  .openapi('ReportAnswers', { description: 'What is left out stays as it was' })

const figure = z.number().nullable()
const SideSchema = z.object({
  value: figure,
  numerator: figure,
  denominator: figure,
  lacking: figure,
  status: StatusSchema.nullable(),
})

export const ChangesSchema = z
  .object({
    dataVersion: z.number().int(),
    vintage: VintageSchema,
    period: z.string(),
    cells: z.array(
      z.object({
        code: z.string(),
        measure: z.string(),
        period: z.string(),
        before: z.object({ value: z.number(), status: StatusSchema, source: z.string() }).nullable(),
        after: z.number(),
      }),
    ),
    indicators: z.array(
      z.object({
        code: z.string(),
        indicator: z.string(),
        before: SideSchema,
        after: SideSchema,
        targets: z.array(z.object({ target: z.string(), turn: z.enum(['met', 'missed', 'same']) })),
      }),
    ),
    newlyMet: z.number().int(),
    newlyMissed: z.number().int(),
  })
  .openapi('ReportChanges') satisfies z.ZodType<Changes & { dataVersion: number }>

export const CampaignSchema = z
  .object({
    vintage: VintageSchema,
    period: z.string(),
    today: z.string(),
    periods: z.array(z.string()).openapi({ description: 'Half-years that reports can be asked for' }),
    deadline: z.object({
      day: z.string(),
      isDefault: z.boolean().openapi({ description: 'No document names the day' }),
    }),
    deliveries: z.array(
      z.object({
        code: z.string(),
        state: z.enum(deliveryStates),
        sentAt: z.string().nullable(),
        returnedAt: z.string().nullable(),
        isPublished: z.boolean(),
      }),
    ),
    counts: z.object({
      delivered: z.number().int(),
      late: z.number().int(),
      returned: z.number().int(),
      missing: z.number().int(),
      due: z.number().int(),
    }),
    completeness: z.number().openapi({ description: 'Share of communes that have reported, 0 to 1' }),
    series: z.array(
      z.object({
        period: z.string(),
        vintage: VintageSchema,
        reported: z.number().int(),
        units: z.number().int(),
      }),
    ),
  })
  .openapi('Campaign')

export const OriginSchema = z
  .object({
    report: z.number().int(),
    value: z.number(),
    submittedName: z.string().nullable(),
    submittedAt: z.string().nullable(),
    fileName: z.string(),
    fileHash: z.string(),
    cell: z.string().nullable(),
  })
  .openapi('FigureOrigin')

export const AboutQuery = z.object({
  vintage: VintageSchema,
  period: PeriodSchema,
  unit: UnitCodeSchema,
})
