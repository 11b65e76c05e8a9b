import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Bilingual } from '#domain/measures'
import type { Letterhead, ReportTemplate, TemplateBlock } from '#domain/report/template'
import {
  indicatorNames,
  namesIn,
  nearest,
  reportAreas,
  reportKinds,
  reportNames,
  sentenceKinds,
  shownIn,
  tableKinds,
} from '#domain/report/template'
import type { Fault, Path } from './yaml'
import { readYaml } from './yaml'

const text = z.string().trim().min(1, 'must not be empty')
const bilingual = z.strictObject({ vi: text, en: text })
const only = { only: z.enum(reportKinds).optional(), areas: z.array(z.enum(reportAreas)).min(1).optional() }

const sentences = z.strictObject(
  Object.fromEntries(sentenceKinds.map((kind) => [kind, bilingual])) as Record<
    (typeof sentenceKinds)[number],
    typeof bilingual
  >,
)

const blocks = {
  heading: z.strictObject({ heading: bilingual, ...only }),
  text: z.strictObject({ text: bilingual, ...only }),
  fill: z.strictObject({ fill: bilingual, ...only }),
  demands: z.strictObject({ demands: sentences, ...only }),
  table: z.strictObject({ table: z.enum(tableKinds), caption: bilingual, ...only }),
  map: z.strictObject({ map: text, caption: bilingual, ...only }),
  bars: z.strictObject({ bars: text, caption: bilingual, ...only }),
  trend: z.strictObject({ trend: text, caption: bilingual, ...only }),
  annex: z.strictObject({ annex: bilingual, ...only }),
}

const block: z.ZodType<TemplateBlock> = z.union(Object.values(blocks), {
  error: `is none of the known blocks: ${Object.keys(blocks).join(', ')}`,
})

const letterhead = {
  superior: bilingual,
  issuer: bilingual,
  symbol: text,
  place: bilingual,
  recipients: z.strictObject({ vi: z.array(text).min(1), en: z.array(text).min(1) }),
  signer: bilingual,
}

const TemplateSchema: z.ZodType<ReportTemplate> = z.strictObject({
  ...letterhead,
  subject: bilingual,
  commune: z.strictObject(letterhead),
  blocks: z.array(block).min(1),
})

/**
 * The template of the reports from a YAML file.
 * @param indicators ids of the catalogue; maps and bars may show no other
 * @throws Error naming the file, the line, what is wrong there and how to mend it
 */
export const readReportTemplate = (file: string, indicators: ReadonlySet<string>): ReportTemplate =>
  parseReportTemplate(file, readFileSync(file, 'utf8'), indicators)

/** As {@link readReportTemplate}, from the text of the file; `file` is only named in errors. */
export const parseReportTemplate = (
  file: string,
  yaml: string,
  indicators: ReadonlySet<string>,
): ReportTemplate =>
  readYaml(file, yaml, 'the template', TemplateSchema, (template) => [
    ...unknownNames(template.subject, ['subject'], reportNames),
    ...headFaults(template, []),
    ...headFaults(template.commune, ['commune']),
    ...template.blocks.flatMap((each, i) => faultsOf(each, ['blocks', i], indicators)),
  ])

const headFaults = (head: Letterhead, path: Path): Fault[] =>
  (['superior', 'issuer', 'place', 'signer'] as const).flatMap((field) =>
    unknownNames(head[field], [...path, field], reportNames),
  )

function faultsOf(each: TemplateBlock, path: Path, indicators: ReadonlySet<string>): Fault[] {
  const everywhere = (words: Bilingual, field: string) => unknownNames(words, [...path, field], reportNames)
  if ('heading' in each) return everywhere(each.heading, 'heading')
  if ('text' in each) return everywhere(each.text, 'text')
  if ('fill' in each) return everywhere(each.fill, 'fill')
  if ('annex' in each) return everywhere(each.annex, 'annex')
  if ('demands' in each) {
    return sentenceKinds.flatMap((kind) =>
      unknownNames(each.demands[kind], [...path, 'demands', kind], [...reportNames, ...indicatorNames]),
    )
  }
  const caption = everywhere(each.caption, 'caption')
  if ('table' in each) return caption
  const [field, id] = shownIn(each)
  if (indicators.has(id)) return caption
  const close = nearest(id, [...indicators])
  return [
    {
      path: [...path, field],
      what: `there is no indicator "${id}"`,
      mend: `The nearest one is "${close}"`,
    },
    ...caption,
  ]
}

function unknownNames(words: Bilingual, path: Path, known: readonly string[]): Fault[] {
  return (['vi', 'en'] as const).flatMap((language) =>
    namesIn(words[language])
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: [...path, language],
        what: `nothing stands for {${name}} here`,
        mend: `The nearest name is {${nearest(name, known)}}`,
      })),
  )
}
