import { z } from '@hono/zod-openapi'
import { overlays } from '#domain/overlays'
import { layoutIds } from '../render/layout'
import { pictureLanguages } from '../render/picture'
import {
  ClassMethodSchema,
  LevelSchema,
  PeriodSchema,
  StatusSchema,
  UnitSchema,
  VintageSchema,
} from './schemas'
import type { AskedPicture } from './snapshot-question'
import { SummarySchema } from './summary-schema'

export const SnapshotIdSchema = z
  .string()
  .regex(
    /^[0-9a-hjkmnp-tv-z]{10}$/,
    'Mã bản lưu gồm 10 chữ và số / the id of a snapshot has 10 letters and digits',
  )
  .openapi({ example: '7h3kq0zd5m' })

const figure = z.number().nullable()

/** The figures of a unit as the picture shows them. */
export const FiguresSchema = z
  .object({
    value: figure,
    low: figure,
    high: figure,
    numerator: figure,
    denominator: figure,
    lacking: figure,
    status: StatusSchema.nullable(),
    isWithheld: z.boolean(),
  })
  .openapi('SnapshotFigures')

export type Figures = z.infer<typeof FiguresSchema>

const NamedSchema = UnitSchema.pick({ code: true, name: true, type: true })

export const AskedSchema = z
  .object({
    indicator: z.string(),
    vintage: VintageSchema,
    level: LevelSchema,
    period: PeriodSchema,
    within: z.string().optional().openapi({ description: 'The province, where there are several' }),
    district: z.string().nullable(),
    target: z.string().nullable(),
    illustrative: z.enum(['true', 'false']),
    overlay: z.enum(overlays),
    method: ClassMethodSchema.nullable(),
    breaks: z.array(z.number()).nullable(),
    lang: z.enum(pictureLanguages),
    layout: z.enum(layoutIds),
    grey: z.enum(['true', 'false']),
    title: z.string().nullable(),
  })
  .openapi('SnapshotQuestion') satisfies z.ZodType<AskedPicture>

const MomentSchema = z.object({
  dataVersion: z.number().int(),
  publishedAt: z.string(),
  boundaryHash: z.string(),
})

export const SnapshotSchema = z
  .object({
    id: z.string(),
    createdAt: z.string(),
    /** Address of the page that shows it for ever. */
    page: z.string(),
    files: z.object({ svg: z.string(), png: z.string(), pdf: z.string() }),
    ...MomentSchema.shape,
    asked: AskedSchema,
    classes: z.array(z.object({ from: figure, to: figure, colour: z.string(), count: z.number().int() })),
    units: z.array(NamedSchema.extend({ figures: FiguresSchema })),
    summary: SummarySchema,
  })
  .openapi('Snapshot')

export const ChangesSchema = z
  .object({
    id: z.string(),
    then: MomentSchema,
    now: MomentSchema,
    boundariesChanged: z.boolean(),
    /** Exactly the units whose figures differ; null where the unit did not or does not exist. */
    units: z.array(NamedSchema.extend({ then: FiguresSchema.nullable(), now: FiguresSchema.nullable() })),
  })
  .openapi('SnapshotChanges')

export type Changes = z.infer<typeof ChangesSchema>
