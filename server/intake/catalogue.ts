import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Catalogue, Indicator } from '#domain/indicators'
import { directions, indicatorKinds, indicatorUnits } from '#domain/indicators'
import { measureKinds } from '#domain/measures'
import type { Fault, Path } from './yaml'
import { duplicates, readYaml } from './yaml'

const text = z.string().trim().min(1, 'must not be empty')
const id = z.string().regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'use small letters, digits, - and _')
const bilingual = z.strictObject({ vi: text, en: text })
/** Labels of pickers and table heads have no room for more. */
const shortText = text.max(28, 'must not be longer than 28 characters')
const shortBilingual = z.strictObject({ vi: shortText, en: shortText })

const target = z.strictObject({
  id,
  value: z.number(),
  year: z.int().min(2000).max(2100).nullable(),
  scope: z.enum(['each', 'overall']),
  clause: bilingual,
  source: text,
})

const indicator = z.strictObject({
  id,
  theme: id,
  kind: z.enum(indicatorKinds),
  name: bilingual,
  short: shortBilingual,
  description: bilingual,
  numerator: id,
  denominator: id.nullable(),
  happens: z.boolean().optional(),
  unreported: id.nullable().default(null),
  unit: z.enum(indicatorUnits),
  direction: z.enum(directions),
  targets: z.array(target).default([]),
  lacking: bilingual.extend({ one: text }).nullable().default(null),
  minDenominator: z.number().nonnegative().default(0),
  sensitive: z.boolean().default(false),
  reporter: bilingual,
  classes: z.array(z.strictObject({ value: z.int(), name: bilingual })).default([]),
})

const CatalogueSchema = z.strictObject({
  themes: z.array(z.strictObject({ id, name: bilingual })).min(1),
  measures: z
    .array(
      z.strictObject({
        id,
        kind: z.enum(measureKinds),
        name: bilingual,
        unit: bilingual,
        carries: z.boolean(),
      }),
    )
    .min(1),
  indicators: z.array(indicator).min(1),
  relations: z
    .array(
      z.strictObject({
        parts: z.array(id).min(1),
        whole: id,
        is: z.enum(['within', 'equal']),
        severity: z.enum(['error', 'warning']),
      }),
    )
    .default([]),
}) satisfies z.ZodType<Catalogue>

/**
 * The catalogue of indicators from a YAML file.
 * @param sources ids of the known sources; without them the sources of targets are not looked up
 * @throws Error naming the file, the line, what is wrong there and how to mend it
 */
export function readCatalogue(file: string, sources?: ReadonlySet<string>): Catalogue {
  return parseCatalogue(file, readFileSync(file, 'utf8'), sources)
}

/** As {@link readCatalogue}, from the text of the file; `file` is only named in errors. */
export const parseCatalogue = (file: string, yaml: string, sources?: ReadonlySet<string>): Catalogue =>
  readYaml<Catalogue>(file, yaml, 'the catalogue', CatalogueSchema, (catalogue) =>
    faultsOf(catalogue, sources),
  )

/** What the shape alone does not tell: unique ids, references that lead somewhere, kinds that fit together. */
function faultsOf(catalogue: Catalogue, sources?: ReadonlySet<string>): Fault[] {
  const themes = new Set(catalogue.themes.map((theme) => theme.id))
  const measures = new Map(catalogue.measures.map((measure) => [measure.id, measure.kind]))
  return [
    ...duplicates('themes', catalogue.themes),
    ...duplicates('measures', catalogue.measures),
    ...duplicates('indicators', catalogue.indicators),
    ...(catalogue.relations ?? []).flatMap(({ parts, whole }, index) =>
      [...parts, whole]
        .filter((measure) => !measures.has(measure))
        .map((measure) => ({
          path: ['relations', index],
          what: `a relation names the measure "${measure}", which does not exist`,
          mend: 'Correct the name or add the measure',
        })),
    ),
    ...catalogue.indicators.flatMap((entry, index) => {
      const at = ['indicators', index] as const
      const unknown = (value: string, kind: string, ...field: Path): Fault => ({
        path: [...at, ...field],
        what: `indicator "${entry.id}" names the ${kind} "${value}", which does not exist`,
        mend: `Correct the name or add the ${kind}`,
      })
      return [
        ...(themes.has(entry.theme) ? [] : [unknown(entry.theme, 'theme', 'theme')]),
        ...(['numerator', 'denominator', 'unreported'] as const).flatMap((field) => {
          const measure = entry[field]
          return measure === null || measures.has(measure) ? [] : [unknown(measure, 'measure', field)]
        }),
        ...duplicates('targets', entry.targets, at),
        ...entry.targets.flatMap(({ source }, i) =>
          sources === undefined || sources.has(source)
            ? []
            : [unknown(source, 'source', 'targets', i, 'source')],
        ),
        ...misfits(entry, measures).map((what) => ({
          path: [...at, 'kind'],
          what: `indicator "${entry.id}" ${what}`,
          mend: 'Make kind, unit, numerator, denominator and classes fit together',
        })),
      ]
    }),
  ]
}

function misfits(entry: Indicator, measures: ReadonlyMap<string, string>): string[] {
  const isRatio = entry.kind === 'ratio'
  const isClass = entry.kind === 'class'
  return [
    isRatio === (entry.denominator !== null)
      ? null
      : `is a ${entry.kind} and ${isRatio ? 'needs a' : 'has no'} denominator`,
    isRatio !== (entry.unit === 'count' || entry.unit === 'class') && (isRatio || entry.unit === entry.kind)
      ? null
      : `is a ${entry.kind} and cannot have the unit ${entry.unit}`,
    isClass === entry.classes.length > 0
      ? null
      : `is a ${entry.kind} and ${isClass ? 'needs' : 'has no'} classes`,
    isClass === (measures.get(entry.numerator) === 'class')
      ? null
      : `is a ${entry.kind}, but its numerator "${entry.numerator}" is a ${measures.get(entry.numerator)}`,
    entry.unreported !== null && !isRatio ? `is a ${entry.kind} and cannot have unreported parts` : null,
  ].filter((what) => what !== null)
}
