import { z } from 'zod'
import type { Catalogue } from '#domain/indicators'
import { distanceReading } from '#domain/priority/criteria'
import type { PrioritySettings } from '#domain/priority/question'
import { ends, tests } from '#domain/priority/rules'
import { weightProblems } from '#domain/priority/weights'
import type { Fault, Path } from './yaml'
import { duplicates, readYaml } from './yaml'

const text = z.string().trim().min(1, 'must not be empty')
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use small letters, digits and -')
const bilingual = z.strictObject({ vi: text, en: text })
const need = z.number().min(0).max(1)

const scale = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('linear'), zero: z.number(), one: z.number() })
    .refine(({ zero, one }) => zero !== one, 'zero and one must differ'),
  z.strictObject({
    kind: z.literal('classes'),
    classes: z.array(z.strictObject({ value: z.int(), need })).min(1),
  }),
])

const SettingsSchema = z.strictObject({
  criteria: z
    .array(
      z.strictObject({
        id,
        name: bilingual,
        reads: text,
        scale,
        varies: z.boolean(),
        note: bilingual,
        source: text.nullable(),
      }),
    )
    .min(1),
  rules: z.array(
    z.strictObject({
      id,
      name: bilingual,
      any: z.array(z.strictObject({ reads: text, test: z.enum(tests), limit: z.number() })).min(1),
      source: text.nullable(),
    }),
  ),
  presets: z
    .array(
      z.strictObject({
        id,
        name: bilingual,
        description: bilingual,
        end: z.enum(ends),
        rules: z.array(text),
        weights: z.record(z.string(), z.number()),
        source: text.nullable(),
      }),
    )
    .min(1),
}) satisfies z.ZodType<PrioritySettings>

/** What the settings may refer to. */
export type PriorityReferences = { catalogue: Catalogue; sources: ReadonlySet<string> }

/**
 * Criteria, rules and presets of priority from the text of a YAML file.
 * @param file only named in errors
 * @throws Error naming the file, the line, what is wrong there and how to mend it
 */
export const readPriority = (file: string, yaml: string, known: PriorityReferences): PrioritySettings =>
  readYaml<PrioritySettings>(file, yaml, 'the priority settings', SettingsSchema, (settings) =>
    faultsOf(settings, known),
  )

function faultsOf(settings: PrioritySettings, { catalogue, sources }: PriorityReferences): Fault[] {
  const readings = new Set([...catalogue.indicators.map((indicator) => indicator.id), distanceReading])
  const rules = new Set(settings.rules.map((rule) => rule.id))
  const stranger = (path: Path, what: string, name: string): Fault => ({
    path,
    what: `there is no ${what} "${name}"`,
    mend: `Correct the name or add the ${what}`,
  })
  const readingFault = (reads: string, path: Path) =>
    readings.has(reads) ? [] : [stranger(path, 'indicator', reads)]
  const sourceFaults = (list: 'criteria' | 'rules' | 'presets') =>
    settings[list].flatMap(({ source }, i) =>
      source === null || sources.has(source) ? [] : [stranger([list, i, 'source'], 'source', source)],
    )
  return [
    ...duplicates('criteria', settings.criteria),
    ...duplicates('rules', settings.rules),
    ...duplicates('presets', settings.presets),
    ...settings.criteria.flatMap(({ reads }, i) => readingFault(reads, ['criteria', i, 'reads'])),
    ...settings.criteria.flatMap((criterion, i) => classFaults(criterion, i, catalogue)),
    ...settings.rules.flatMap(({ any }, i) =>
      any.flatMap(({ reads }, j) => readingFault(reads, ['rules', i, 'any', j, 'reads'])),
    ),
    ...settings.presets.flatMap((preset, i) =>
      preset.rules.flatMap((rule, j) =>
        rules.has(rule) ? [] : [stranger(['presets', i, 'rules', j], 'rule', rule)],
      ),
    ),
    ...settings.presets.flatMap(({ weights }, i) => weightFaults(weights, i, settings)),
    ...sourceFaults('criteria'),
    ...sourceFaults('rules'),
    ...sourceFaults('presets'),
  ]
}

/** A class without a need would count as unknown wherever it stands. */
function classFaults(
  { reads, scale: { kind, ...scale } }: PrioritySettings['criteria'][number],
  index: number,
  catalogue: Catalogue,
): Fault[] {
  const classes = catalogue.indicators.find((indicator) => indicator.id === reads)?.classes ?? []
  const path = ['criteria', index, 'scale']
  const isClass = classes.length > 0
  if (isClass !== (kind === 'classes')) {
    return [
      {
        path,
        what: `"${reads}" is ${isClass ? 'a class' : 'no class'} and cannot have a scale of kind ${kind}`,
        mend: `Use the kind ${isClass ? 'classes' : 'linear'}`,
      },
    ]
  }
  const given = 'classes' in scale ? scale.classes.map(({ value }) => value) : []
  return classes
    .filter(({ value }) => !given.includes(value))
    .map(({ value, name }) => ({
      path,
      what: `the class ${value} (${name.en}) of "${reads}" has no need`,
      mend: 'Add it to the classes of the scale',
    }))
}

function weightFaults(
  weights: Readonly<Record<string, number>>,
  index: number,
  { criteria }: PrioritySettings,
): Fault[] {
  return weightProblems(
    weights,
    criteria.map((criterion) => criterion.id),
  ).map(({ at, message }) => ({
    path: ['presets', index, ...at.split('.')],
    what: message.en.split(/[.;] /)[0] ?? message.en,
    mend: 'Correct the weights; they are shares that add to 1',
  }))
}
