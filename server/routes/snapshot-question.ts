import { z } from '@hono/zod-openapi'
import { indexesWithin, provinceLookedAt, provincesOf } from '#domain/geography'
import { overlays } from '#domain/overlays'
import { valueAt } from '#domain/values'
import { startingView, viewToAddress } from '#domain/view/address'
import { layoutIds } from '../render/layout'
import type { Picture, Subject, Wishes } from '../render/picture'
import { pictureLanguages, pictureOf } from '../render/picture'
import { unwritable } from '../render/typeface'
import type { Published } from '../published'
import type { Refusal } from './problem'
import { QuestionQuery, isRefusal, resolve } from './question'
import { ClassMethodSchema } from './schemas'

const mostBreaks = 6
const mostLetters = 200

/** Breaks as the page writes them into its address: `20~40~60`. */
const BreaksSchema = z
  .string()
  .transform((text) => text.split('~').map(Number))
  .refine(
    (breaks) =>
      breaks.length <= mostBreaks &&
      breaks.every(Number.isFinite) &&
      breaks.every((cut, i) => i === 0 || cut > (breaks[i - 1] ?? cut)),
    `Viết tối đa ${mostBreaks} mốc tăng dần như 20~40~60 / write up to ${mostBreaks} rising breaks like 20~40~60`,
  )

const TitleSchema = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .refine(
    (text) => [...text].length <= mostLetters,
    `Tiêu đề dài quá ${mostLetters} chữ / the title has more than ${mostLetters} letters`,
  )
  .refine(
    (text) => !/\p{Control}/u.test(text),
    'Tiêu đề có ký tự điều khiển / the title has control characters',
  )
  .superRefine((text, context) => {
    const letters = unwritable(text)
    if (letters.length > 0 && !/\p{Control}/u.test(text)) {
      context.addIssue({
        code: 'custom',
        message: `Phông chữ không có ký tự: ${letters.join(' ')} / the typeface lacks: ${letters.join(' ')}`,
      })
    }
  })

/** What a picture depends on: the parameters of the page, and how it is drawn. */
export const PictureQuery = QuestionQuery.extend({
  indicator: z.string().openapi({ example: 'play-areas-villages' }),
  overlay: z.enum(overlays).default('none'),
  method: ClassMethodSchema.optional(),
  breaks: BreaksSchema.optional().openapi({
    type: 'string',
    description: 'Breaks kept from another map, as in the address of the page',
    example: '20~40~60',
  }),
  lang: z.enum(pictureLanguages).default('vi').openapi({ description: 'Vietnamese, English, or both' }),
  layout: z.enum(layoutIds).default('a4-landscape'),
  grey: z
    .enum(['true', 'false'])
    .default('false')
    .openapi({ description: 'Greys that survive a photocopier' }),
  title: TitleSchema.optional().openapi({ type: 'string', description: 'Instead of the indicator and area' }),
})

type PictureParameters = z.infer<typeof PictureQuery>

/** The parameters with all defaults filled in, in one order: the same picture is always asked in the same words. */
export type AskedPicture = Required<Omit<PictureParameters, Optional>> & {
  [key in Exclude<Optional, 'period' | 'within'>]: NonNullable<PictureParameters[key]> | null
} & {
  period: string
  /** Only where there are several provinces: what was frozen of a single one keeps its id. */
  within?: string
}

type Optional = 'period' | 'within' | 'district' | 'target' | 'method' | 'breaks' | 'title'

/** The picture as it is today, and what exactly it answers. */
export type Resolved = { subject: Subject; asked: AskedPicture }

/** Finds what is asked for, or says which parameter names nothing that exists. A picture shows one province. */
export function resolvePicture(
  { dataset, boundaries }: Published,
  asked: PictureParameters,
): Resolved | Refusal<404> {
  const provinces = provincesOf(dataset.geographies[asked.vintage])
  const resolved = resolve(dataset, asked.indicator, {
    ...asked,
    within: provinceLookedAt(provinces, asked.within ?? null) ?? undefined,
  })
  if (isRefusal(resolved)) return resolved
  const { question, level, within, district } = resolved
  const { quality, source, hash } = boundaries[question.vintage]
  return {
    subject: { dataset, question, level, within, district, boundary: { quality, source, hash } },
    asked: {
      indicator: question.indicator.id,
      vintage: question.vintage,
      ...(within !== null && { within }),
      level,
      period: question.period,
      district,
      target: question.target?.id ?? null,
      illustrative: asked.illustrative,
      overlay: asked.overlay,
      method: asked.method ?? null,
      breaks: asked.breaks ?? null,
      lang: asked.lang,
      layout: asked.layout,
      grey: asked.grey,
      title: asked.title === undefined || asked.title === '' ? null : asked.title,
    },
  }
}

/** The picture, whatever is known for it. */
export function draftOf(
  { subject, asked }: Resolved,
  { link, frozenId }: Pick<Picture, 'link' | 'frozenId'>,
): Picture {
  const wishes: Wishes = {
    layout: asked.layout,
    language: asked.lang,
    grey: asked.grey === 'true',
    title: asked.title,
    method: asked.method,
    breaks: asked.breaks,
    overlay: asked.overlay,
    link,
    frozenId,
  }
  return pictureOf(subject, wishes)
}

/** A refusal where a picture would show nothing at all. */
export const emptyOf = (picture: Picture, { subject }: Resolved): Refusal<404> | null =>
  picture.units.some(({ value }) => value.reported > 0) ? null : nothingToShow(subject)

function nothingToShow({ dataset, question, level, within, district }: Subject): Refusal<404> {
  const { indicator, period } = question
  const indexes = indexesWithin(dataset.geographies[question.vintage], level, district ?? within)
  const hasData = (other: string) =>
    indexes.some((index) => valueAt(dataset, { ...question, period: other }, index).reported > 0)
  return {
    kind: 'no-data',
    status: 404,
    detail: {
      vi: `Chưa có số liệu «${indicator.short.vi}» cho kỳ ${period} trong phạm vi này nên không có gì để vẽ. Chọn kỳ được liệt kê, hoặc chỉ tiêu khác.`,
      en: `Nothing was reported on "${indicator.short.en}" for ${period} in this area, so there is nothing to draw. Choose one of the periods listed, or another indicator.`,
    },
    allowed: dataset.periods.filter(hasData),
  }
}

/** Address of the live view that shows the same. A picture in both languages leads to the Vietnamese page. */
export const liveAddress = (
  publicUrl: string,
  { lang, illustrative, within, ...asked }: Pick<AskedPicture, ViewPart>,
): string =>
  publicUrl +
  viewToAddress({
    ...startingView,
    ...asked,
    within: within ?? null,
    lang: lang === 'both' ? 'vi' : lang,
    illustrative: illustrative === 'true',
  })

/** What the page's address says of a picture. */
type ViewPart =
  | 'indicator'
  | 'vintage'
  | 'level'
  | 'within'
  | 'period'
  | 'district'
  | 'target'
  | 'illustrative'
  | 'overlay'
  | 'method'
  | 'breaks'
  | 'lang'
