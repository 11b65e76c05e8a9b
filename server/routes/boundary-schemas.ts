import { z } from '@hono/zod-openapi'
import { referenceSystems } from '#domain/reference-systems'
import { BilingualSchema, VintageSchema } from './schemas'

const short = z.string().trim().max(200)

/** How a map is sent in: the file is the body, what is to be said about it stands in the address. */
export const SendingQuery = z.object({
  vintage: VintageSchema,
  name: short.min(1).openapi({ description: 'Name of the file', example: 'ranh-gioi-xa.zip' }),
  source: short
    .min(1)
    .optional()
    .openapi({ description: 'Where the map comes from, as it will be quoted; else the name of the file' }),
  crs: z
    .string()
    .max(100)
    .optional()
    .openapi({
      description: `Reference system, when the file does not say it: ${referenceSystems.map(({ code }) => code).join(', ')}`,
      example: 'EPSG:9208',
    }),
  layer: short.optional().openapi({ description: 'Name of the layer, where there are several' }),
  encoding: z.enum(['tcvn', 'utf8', 'win1258']).optional().openapi({ description: 'Of a Shapefile' }),
  codeField: short.optional().openapi({ description: 'Field with the code of the commune; else guessed' }),
})

const Misfits = z.object({ count: z.number().int(), areaKm2: z.number(), slivers: z.number().int() })
const Fit = z.object({
  gaps: Misfits,
  overlaps: Misfits.extend({ pairs: z.array(z.tuple([z.string(), z.string()])) }),
})

export const ShapeReportSchema = z
  .object({
    before: Fit,
    after: Fit,
    crossings: z.array(z.object({ code: z.string(), count: z.number().int() })),
    areas: z.array(
      z.object({
        code: z.string(),
        before: z.number(),
        after: z.number(),
        official: z.number().nullable(),
      }),
    ),
  })
  .openapi('ShapeReport')

const place = z.number().int().openapi({ description: 'Place of the feature in the file, from 1' })

/** What was found in a file, as it is kept and told. */
export const FindingsSchema = z.object({
  notes: z.array(BilingualSchema),
  faults: z.array(z.object({ place, name: z.string(), isMended: z.boolean(), text: BilingualSchema })),
  fields: z.array(z.string()),
  matching: z.object({
    matched: z.array(z.object({ place, value: z.string(), code: z.string() })),
    unmatched: z.array(z.object({ place, value: z.string(), near: z.array(z.string()) })),
    doubtful: z.array(z.object({ place, value: z.string(), candidates: z.array(z.string()) })),
    doubles: z.array(z.object({ code: z.string(), places: z.array(place) })),
    missing: z.array(z.string()),
    apart: z.array(z.string()),
  }),
  isElsewhere: z.boolean().openapi({ description: 'Most polygons do not lie where their communes are' }),
  report: ShapeReportSchema.nullable(),
})

export type Findings = z.infer<typeof FindingsSchema>

export const MendSchema = z.record(
  z.string().regex(/^[1-9]\d{0,5}$/),
  z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
)

export const CandidateSchema = FindingsSchema.extend({
  id: z.number().int(),
  vintage: VintageSchema,
  fileName: z.string(),
  source: z.string(),
  sentAt: z.string(),
  sentName: z.string(),
  revision: z.number().int(),
  mend: MendSchema,
  isReady: z.boolean().openapi({ description: 'Every commune has its polygon; the map can be installed' }),
}).openapi('BoundaryCandidate')

export const BoundaryVersionSchema = z
  .object({
    id: z.number().int(),
    vintage: VintageSchema,
    quality: z.enum(['schematic', 'official', 'user']),
    source: z.string(),
    hash: z.string(),
    installedAt: z.string(),
    isActive: z.boolean(),
  })
  .openapi('BoundaryVersion')
