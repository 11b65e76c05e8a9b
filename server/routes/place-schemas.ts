import { z } from '@hono/zod-openapi'
import { conditions, facilityKinds } from '#domain/places/facility'
import { landStates, playAreaStates, villageTypes } from '#domain/places/village'
import { WithinSchema } from './question'
import { IllustrativeSchema, StatusSchema, UnitCodeSchema, VintageSchema } from './schemas'

const count = z.number().int().nullable()
const day = z.string().openapi({ example: '2026-06-30' })

export const PointSchema = z
  .object({ type: z.literal('Point'), coordinates: z.array(z.number()).length(2) })
  .nullable()
  .openapi({ description: 'Longitude and latitude, WGS 84; null when the position is not known' })

const MetresSchema = z.number().nullable().openapi({
  description: 'Metres as the crow flies, on the ellipsoid; null when it cannot be measured, see …_state',
})
const ReachStateSchema = z.enum(['measured', 'own', 'unplaced', 'none']).openapi({
  description:
    'measured; own: the village has one but there is no position to measure from (0 m); unplaced: the position of the village is not known; none: there is none anywhere',
})

const ElevationSchema = count.openapi({ description: 'Metres above the sea; null when nobody says' })
const MinutesSchema = count.openapi({
  description:
    'Minutes on foot, one way: an estimate by the hiking function of Tobler (1993) from the straight distance and the difference in height; null unless both elevations are on record',
})

const record = {
  status: StatusSchema,
  source: z.string(),
  as_of: day,
  since: z.number().int().openapi({ description: 'Data version that brought the record in this form' }),
}

export const VillagePropertiesSchema = z
  .object({
    id: z.string(),
    vintage: VintageSchema,
    commune: z.string(),
    commune_name: z.string(),
    district_code: z.string().nullable(),
    name: z.string(),
    type: z.enum(villageTypes),
    extremely_disadvantaged: z.boolean().nullable(),
    households: count,
    children_0_2: count,
    children_3_5: count,
    children_5: count,
    children_under_5: count,
    children_under_6: count,
    children_under_16: count,
    land: z.enum(landStates),
    play_area: z.enum(playAreaStates),
    play_area_metres: MetresSchema,
    play_area_state: ReachStateSchema,
    preschool_metres: MetresSchema,
    preschool_state: ReachStateSchema,
    elevation: ElevationSchema,
    play_area_minutes: MinutesSchema,
    preschool_minutes: MinutesSchema,
    ...record,
  })
  .openapi('VillageProperties')

export type VillageProperties = z.infer<typeof VillagePropertiesSchema>

export const FacilityPropertiesSchema = z
  .object({
    id: z.string(),
    kind: z.enum(facilityKinds),
    name: z.string().nullable(),
    vintage: VintageSchema,
    commune: z.string(),
    commune_name: z.string(),
    district_code: z.string().nullable(),
    village: z.string().nullable(),
    village_name: z.string().nullable(),
    condition: z.enum(conditions),
    safety_checked_on: day.nullable(),
    opened_on: day.nullable(),
    capacity: count,
    elevation: ElevationSchema,
    photo: z.string().nullable().openapi({ description: 'Address of the photo' }),
    ...record,
  })
  .openapi('FacilityProperties')

export type FacilityProperties = z.infer<typeof FacilityPropertiesSchema>

const LinkSchema = z.object({ rel: z.literal('next'), href: z.string() })

/** A page of places as GeoJSON. */
export const placeCollectionOf = <P extends z.ZodType>(properties: P) =>
  z.object({
    type: z.literal('FeatureCollection'),
    dataVersion: z.number().int(),
    numberReturned: z.number().int(),
    links: z.array(LinkSchema).openapi({ description: 'The next page, where there is one' }),
    features: z.array(placeFeatureOf(properties)),
  })

export const placeFeatureOf = <P extends z.ZodType>(properties: P) =>
  z.object({ type: z.literal('Feature'), id: z.string(), geometry: PointSchema, properties })

/** Several allowed words in one parameter, separated by commas. */
export const listOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(words)))
    .optional()

export const mostPlaces = 5000

/** Which places are asked for, whatever their sort. */
export const PlacesQuery = z.object({
  vintage: VintageSchema.default('2025'),
  commune: z
    .string()
    .regex(
      /^\d{5}(,\d{5})*$/,
      'Mã xã gồm 5 chữ số, cách nhau bằng dấu phẩy / commune codes of 5 digits, separated by commas',
    )
    .optional()
    .openapi({ description: 'Only in these communes, separated by commas', example: '02839' }),
  within: WithinSchema,
  district: UnitCodeSchema.optional().openapi({ description: 'Only in the communes of this district' }),
  bbox: z
    .string()
    .transform((text) => text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part))))
    .refine(
      (numbers) => numbers.length === 4 && numbers.every(Number.isFinite),
      'Cần 4 số tây,nam,đông,bắc / expected 4 numbers west,south,east,north',
    )
    .optional()
    .openapi({ description: 'West, south, east, north', example: '104.1,22.4,104.4,22.7' }),
  illustrative: IllustrativeSchema,
  limit: z.coerce.number().int().min(1).max(mostPlaces).default(1000),
  after: z.string().max(80).optional().openapi({ description: 'Id of the last place of the page before' }),
})

export type PlacesQuery = z.infer<typeof PlacesQuery>
