import type { z } from '@hono/zod-openapi'
import type { Language } from '#domain/language'
import { languages } from '#domain/language'
import type { Bilingual } from '#domain/measures'
import type { Legend } from '#domain/legend'
import { classLabel } from '#domain/legend-label'
import type { Indicator, Target } from '#domain/indicators'
import type { View } from '#domain/view/address'
import { viewToAddress } from '#domain/view/address'
import type { Published } from '../published'
import { isIllustrative } from '../render/picture'
import type { Picture } from '../render/picture'
import type { LegendRow, Plate } from '../render/plate/plate'
import { plateWords } from '../render/plate/words'
import { voiceOf } from '../render/sheet'
import { areaOf } from '../render/map/heading'
import type { Refusal } from './problem'
import { isRefusal } from './question'
import { PictureQuery, draftOf, resolvePicture } from './snapshot-question'
import type { Resolved } from './snapshot-question'

/** How a picture is drawn, beside the parameters of the page. */
export const PlateQuery = PictureQuery.pick({ layout: true, lang: true, grey: true, title: true }).loose()

export type PlateWishes = Pick<z.infer<typeof PlateQuery>, 'layout' | 'lang' | 'grey' | 'title'>

/** The picture that a page of another kind is built upon, and what it asks. */
export type PlateBase = { picture: Picture; resolved: Resolved }

/**
 * Sheet, area, sources and versions of the view. @param district null shows the whole province whatever the view says
 */
export function plateBase(
  published: Published,
  view: View,
  wishes: PlateWishes,
  publicUrl: string,
  district: string | null,
): PlateBase | Refusal<404> {
  const resolved = resolvePicture(published, {
    indicator: view.indicator,
    vintage: view.vintage,
    level: 'commune',
    overlay: 'none',
    illustrative: view.illustrative ? 'true' : 'false',
    ...(view.period !== null && { period: view.period }),
    ...(view.within !== null && { within: view.within }),
    ...(district !== null && { district }),
    ...(view.target !== null && { target: view.target }),
    ...wishes,
  })
  if (isRefusal(resolved)) return resolved
  const lang = wishes.lang === 'both' ? 'vi' : wishes.lang
  const link = publicUrl + viewToAddress({ ...view, lang })
  return { picture: draftOf(resolved, { link, frozenId: null }), resolved }
}

/** A text made by one rule in both languages. */
export const inBoth = (rule: (language: Language) => string): Bilingual => ({
  vi: rule(languages[0]),
  en: rule(languages[1]),
})

/**
 * Area, period and geography: what every subtitle says.
 * @param periods the first and the last one shown, where there is more than that of the view
 */
export const placeAndTime = (
  picture: Picture,
  { more = null, periods = [] }: { more?: Bilingual | null; periods?: readonly string[] } = {},
): Bilingual =>
  inBoth((language) => {
    const { format, own } = voiceOf(language)
    const { period, vintage } = picture.question
    const time = (periods.length > 0 ? periods : [period]).map(format.period).join(' – ')
    const text = [
      ...(more === null ? [] : [more[language]]),
      areaOf(picture, language),
      time,
      own.vintage[vintage],
    ].join(' · ')
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
  })

/** The classes of an indicator as rows, those without a report last. */
export const classRows = (
  legend: Legend,
  indicator: Indicator,
  target: Target | null,
  withheld: number,
): LegendRow[] => [
  ...legend.classes
    .map((entry) => ({
      colour: entry.colour,
      text: inBoth((language) => classLabel({ legend, indicator, target }, entry, language)),
      count: entry.count,
    }))
    .reverse(),
  ...missingRow(legend.missing - withheld),
  ...withheldRow(withheld),
]

const missingRow = (count: number): LegendRow[] =>
  count === 0 ? [] : [{ colour: null, text: inBoth((language) => plateWords[language].missing), count }]

const withheldRow = (count: number): LegendRow[] =>
  count === 0
    ? []
    : [{ colour: null, isWithheld: true, text: inBoth((language) => voiceOf(language).own.withheld), count }]

/** Units named without a value: the colours say something else than the indicator. */
export const namedOnly = (picture: Picture): Picture => ({
  ...picture,
  units: picture.units.map((unit) => ({ ...unit, value: { ...unit.value, value: null } })),
})

export const plate = (
  picture: Picture,
  parts: Pick<Plate, 'title' | 'subtitle' | 'body'>,
  isMadeUp = isIllustrative(picture),
): Plate => ({ picture, isIllustrative: isMadeUp, ...parts })
