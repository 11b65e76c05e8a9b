import { readFileSync } from 'node:fs'
import { LineCounter, isNode, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { z } from 'zod'
import type { Catalogue, Indicator } from '#domain/indicators'
import { directions, indicatorKinds, indicatorUnits } from '#domain/indicators'
import { measureKinds } from '#domain/measures'
import { faultAt } from './located'

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
}) satisfies z.ZodType<Catalogue>

type Path = readonly PropertyKey[]
type Fault = { path: Path; what: string; mend: string }

/**
 * The catalogue of indicators from a YAML file.
 * @param sources ids of the known sources; without them the sources of targets are not looked up
 * @throws Error naming the file, the line, what is wrong there and how to mend it
 */
export function readCatalogue(file: string, sources?: ReadonlySet<string>): Catalogue {
  return parseCatalogue(file, readFileSync(file, 'utf8'), sources)
}

/** As {@link readCatalogue}, from the text of the file; `file` is only named in errors. */
export function parseCatalogue(file: string, yaml: string, sources?: ReadonlySet<string>): Catalogue {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines })
  const [syntax] = document.errors
  if (syntax) {
    const line = lines.linePos(syntax.pos[0]).line
    const [what] = syntax.message.split('\n')
    throw faultAt(file, line, `this is not valid YAML: ${what?.replace(/ at line.*$/, '')}`, mends.syntax)
  }
  const refuse = (fault: Fault) => faultAt(file, lineOf(document, lines, fault.path), fault.what, fault.mend)
  const checked = CatalogueSchema.safeParse(document.toJS())
  if (!checked.success) throw refuse(schemaFault(likeliest(checked.error.issues)))
  const [fault] = faultsOf(checked.data, sources)
  if (fault) throw refuse(fault)
  return checked.data
}

const mends = {
  syntax: 'Check the indentation, and put quotes around a text that holds ": " or begins with a special sign',
  schema: 'Correct this entry; the comment at the top of the file says what each field means',
}

function schemaFault(issue: z.core.$ZodIssue | undefined): Fault {
  const path = issue?.path ?? []
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    return {
      path: [...path, key],
      what: `"${key}" is not a field of ${nameOf(path)}`,
      mend: 'Correct the spelling of the field or remove it',
    }
  }
  return { path, what: `${nameOf(path)}: ${issue?.message ?? 'does not fit'}`, mend: mends.schema }
}

/** A misspelt field is also a missing one: the spelling is what there is to mend. */
const likeliest = (issues: readonly z.core.$ZodIssue[]) =>
  issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]

const nameOf = (path: Path) => (path.length === 0 ? 'the catalogue' : path.map(String).join('.'))

/** Line of the deepest part of the path that exists: a missing field is reported where its owner begins. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

/** What the shape alone does not tell: unique ids, references that lead somewhere, kinds that fit together. */
function faultsOf(catalogue: Catalogue, sources?: ReadonlySet<string>): Fault[] {
  const themes = new Set(catalogue.themes.map((theme) => theme.id))
  const measures = new Map(catalogue.measures.map((measure) => [measure.id, measure.kind]))
  return [
    ...duplicates('themes', catalogue.themes),
    ...duplicates('measures', catalogue.measures),
    ...duplicates('indicators', catalogue.indicators),
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

function duplicates(field: string, entries: readonly { id: string }[], at: Path = []): Fault[] {
  return entries.flatMap((entry, index) =>
    entries.findIndex((other) => other.id === entry.id) === index
      ? []
      : [
          {
            path: [...at, field, index, 'id'],
            what: `the id "${entry.id}" is used twice in ${field}`,
            mend: 'Give one of them another id',
          },
        ],
  )
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
