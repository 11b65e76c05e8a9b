import { z } from '@hono/zod-openapi'
import type { Warning } from '#domain/places/checks'
import { mostElevation } from '#domain/places/elevation'
import { checkIds } from '#domain/places/checks'
import type { FacilityContent } from '#domain/places/facility'
import { conditions, facilityKinds } from '#domain/places/facility'
import type { RegisterStatement } from '#domain/places/places'
import type { Proposal } from '#domain/places/proposal'
import { deeds, proposalStates } from '#domain/places/proposal'
import type { VillageContent } from '#domain/places/village'
import { childMeasures, landStates, playAreaStates, villageTypes } from '#domain/places/village'
import { VintageSchema } from './schemas'

const id = z
  .string()
  .regex(
    /^[0-9A-Za-z][0-9A-Za-z._-]{0,79}$/,
    'Mã gồm chữ, số, dấu gạch, tối đa 80 / an id of letters, digits and dashes, at most 80',
  )
const commune = z.string().regex(/^\d{5}$/, 'Mã xã gồm 5 chữ số / a commune code has 5 digits')
const text = (most: number) =>
  z
    .string()
    .transform((written) => written.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'Không được để trống / must not be empty')
        .max(most, `Tối đa ${most} chữ / at most ${most} letters`),
    )
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Viết ngày như 2026-06-30 / write a day like 2026-06-30')
  .refine((written) => !Number.isNaN(Date.parse(written)), 'Không có ngày này / there is no such day')
const pastDay = day.refine(
  (written) => Date.parse(written) <= Date.now() + 24 * 3600 * 1000,
  'Ngày ở tương lai / the day lies in the future',
)
const count = (most: number) =>
  z.number().int('Cần số nguyên / expected a whole number').min(0).max(most).nullable()
/** Longitude first, and in Vietnam: whoever writes latitude first is told. */
const position = z
  .tuple([z.number(), z.number()])
  .refine(
    ([lon, lat]) => lon >= 102 && lon <= 118 && lat >= 7 && lat <= 24,
    'Vị trí nằm ngoài Việt Nam; kinh độ viết trước, vĩ độ sau / the position lies outside Vietnam; longitude comes first',
  )
  .openapi({ type: 'array', items: { type: 'number' } })
  .nullable()
/** Phan Xi Păng, the highest mountain of the country, rises to 3147 m. */
const elevation = count(mostElevation).optional().openapi({ description: 'Metres above the sea' })

const VillageContentSchema = z
  .object({
    vintage: VintageSchema,
    commune,
    name: text(120),
    type: z.enum(villageTypes),
    extremelyDisadvantaged: z.boolean().nullable(),
    households: count(100_000),
    children: z.record(z.enum(childMeasures), count(100_000)),
    land: z.enum(landStates),
    playArea: z.enum(playAreaStates),
    position,
    elevation,
    source: text(200),
    asOf: pastDay,
  })
  .openapi('VillageContent') satisfies z.ZodType<VillageContent>

const FacilityContentSchema = z
  .object({
    kind: z.enum(facilityKinds),
    name: text(120).nullable(),
    vintage: VintageSchema,
    commune,
    village: id.nullable(),
    position,
    elevation,
    condition: z.enum(conditions),
    safetyCheckedOn: pastDay.nullable(),
    openedOn: day.nullable(),
    capacity: count(100_000),
    photo: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    source: text(200),
    asOf: pastDay,
  })
  .openapi('FacilityContent') satisfies z.ZodType<FacilityContent>

const StatementSchema = z
  .object({ vintage: VintageSchema, commune, isComplete: z.boolean(), source: text(200), asOf: pastDay })
  .openapi('RegisterStatement') satisfies z.ZodType<RegisterStatement>

/** `z.union` and not a discriminated one: kind and action decide together. */
export const ChangeSchema = z
  .union([
    z.object({
      kind: z.literal('village'),
      action: z.enum(['add', 'change']),
      subject: id,
      content: VillageContentSchema,
    }),
    z.object({
      kind: z.literal('facility'),
      action: z.enum(['add', 'change']),
      subject: id,
      content: FacilityContentSchema,
    }),
    z.object({
      kind: z.enum(['village', 'facility']),
      action: z.literal('remove'),
      subject: id,
      content: z.null(),
    }),
    z.object({
      kind: z.literal('register'),
      action: z.literal('change'),
      subject: id,
      content: StatementSchema,
    }),
  ])
  .openapi('PlaceChange') satisfies z.ZodType<Proposal['change']>

export const ProposalBody = z
  .object({
    id: id.openapi({ description: 'Made by the sender, such as a UUID: one sent twice is one' }),
    change: ChangeSchema,
    base: z
      .number()
      .int()
      .nullable()
      .default(null)
      .openapi({ description: '`since` of the record as its author saw it; null for an addition' }),
    note: z.string().max(1000).default(''),
    draft: z.boolean().default(false).openapi({ description: 'Kept, but not yet sent in' }),
  })
  .openapi('PlaceProposalToSend')

const PersonSchema = z.object({ id: z.string(), name: z.string() })

const WarningSchema = z
  .object({
    check: z.enum(checkIds),
    place: z.enum(['village', 'facility']),
    subject: z.string(),
    other: z.string().nullable(),
    metres: z.number().nullable(),
    isSchematic: z.boolean(),
    mend: z
      .discriminatedUnion('kind', [
        z.object({
          kind: z.literal('swap'),
          position: z.tuple([z.number(), z.number()]).openapi({ type: 'array', items: { type: 'number' } }),
        }),
        z.object({ kind: z.literal('move'), commune: z.string() }),
        z.object({ kind: z.literal('merge'), with: z.string() }),
        z.object({ kind: z.literal('rename') }),
        z.object({ kind: z.literal('count-children') }),
        z.object({ kind: z.literal('set-play-area'), playArea: z.enum(playAreaStates) }),
      ])
      .nullable(),
  })
  .openapi('PlaceWarning') satisfies z.ZodType<Warning>

export const WarningsSchema = z.array(WarningSchema)

export const ProposalSchema = z
  .object({
    id: z.string(),
    state: z.enum(proposalStates),
    change: ChangeSchema,
    units: z.array(z.object({ vintage: VintageSchema, code: z.string() })),
    base: z.number().int().nullable(),
    note: z.string(),
    author: PersonSchema,
    createdAt: z.string(),
    updatedAt: z.string(),
    decision: z.object({ by: PersonSchema, at: z.string(), reason: z.string() }).nullable(),
    version: z.number().int().nullable().openapi({ description: 'Data version that it made' }),
    deeds: z.array(z.enum(deeds)).openapi({ description: 'What the caller can do to it now' }),
  })
  .openapi('PlaceProposal')

export type ProposalAnswer = z.infer<typeof ProposalSchema>
