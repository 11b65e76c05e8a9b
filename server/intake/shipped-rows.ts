import { z } from 'zod'
import type { Link } from '#domain/crosswalk'
import type { PublishedFigure, Source } from '#domain/dataset'
import type { Observation } from '#domain/measures'
import { isPeriod } from '#domain/periods'
import { statuses } from '#domain/status'
import type { Unit, Vintage } from '#domain/units'
import { levels, unitTypes, vintages } from '#domain/units'
import { codesCell, numberCell, numberOrNullCell, textOrNullCell } from './table'

/** Another spelling of a unit's name, met in a source. */
export type NameVariant = { vintage: Vintage; code: string; name: string; variant: string; where: string }

const text = z.string().min(1, 'must not be empty')
const vintage = z.enum(vintages)
const code = z.string().regex(/^\d{2,5}$/, 'write the code of the statistical office with its zeros')
const period = z.string().refine(isPeriod, 'write a year (2024) or a half-year (2024-H1)')

/** One line of `sources.csv`. */
export const SourceRow = z.object({
  id: text,
  title: text,
  issuer: text,
  date: z.string(),
  url: z.string(),
}) satisfies z.ZodType<Source>

/** One line of `units.csv`. */
export const UnitRow: z.ZodType<Unit> = z
  .object({
    vintage,
    level: z.enum(levels),
    code,
    name: text,
    type: z.enum(unitTypes),
    parent: textOrNullCell,
    districts: codesCell,
    area_km2: numberOrNullCell,
    lon: numberOrNullCell,
    lat: numberOrNullCell,
  })
  .transform(({ area_km2, lon, lat, ...unit }) => ({
    ...unit,
    areaKm2: area_km2,
    seat: lon === null || lat === null ? null : [lon, lat],
  }))

/** One line of `crosswalk.csv`. */
export const LinkRow: z.ZodType<Link> = z
  .object({
    from_code: code,
    to_code: code,
    weight: numberCell,
    share_of_target: numberCell,
    legal_basis: text,
  })
  .transform((row) => ({
    from: row.from_code,
    to: row.to_code,
    weight: row.weight,
    shareOfTarget: row.share_of_target,
    legalBasis: row.legal_basis,
  }))

/** One line of `observations.csv`. Made-up figures have a file of their own. */
export const ObservationRow = z.object({
  vintage,
  code,
  measure: text,
  period,
  value: numberCell.pipe(z.number().nonnegative('must not be negative')),
  status: z.enum(statuses).exclude(['illustrative']),
  source: text,
}) satisfies z.ZodType<Observation>

/** What a line of `illustrative.csv` holds beside its measures. */
export const WideKey = z.object({ vintage, code, period })

/** One line of `published.csv`. */
export const PublishedRow: z.ZodType<PublishedFigure> = z
  .object({
    vintage,
    code,
    indicator: textOrNullCell,
    name_vi: text,
    name_en: text,
    period: text,
    value: numberCell,
    qualifier: z.enum(['=', '>', '<', '~']),
    unit_vi: text,
    unit_en: text,
    source: text,
    confidence: z.enum(['official', 'press', 'secondary', 'study', 'derived', 'doubtful', 'projection']),
    note_vi: z.string(),
    note_en: z.string(),
  })
  .transform(({ name_vi, name_en, unit_vi, unit_en, note_vi, note_en, ...figure }) => ({
    ...figure,
    name: { vi: name_vi, en: name_en },
    unit: { vi: unit_vi, en: unit_en },
    note: { vi: note_vi, en: note_en },
  }))

/** One line of `outline.csv`. */
export const OutlineRow = z.object({ vintage, order: numberCell, lon: numberCell, lat: numberCell })

/** One line of `name-variants.csv`. */
export const NameVariantRow = z.object({
  vintage,
  code,
  name: text,
  variant: text,
  where: text,
}) satisfies z.ZodType<NameVariant>
