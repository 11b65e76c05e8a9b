import type { Box, TextMark } from '../drawing'
import type { Sheet } from '../sheet'
import { voiceOf } from '../sheet'
import type { MapGeometry } from './geometry'
import type { LabelWish } from './labels'
import { breaksOf, placeLabels } from './labels'
import type { Shape } from './shape'

/** With no more units than this there is room to write the values too. */
const fewUnits = 40

/** Names of districts, then of the units (the largest first), each where it fits. */
export const namesOn = (sheet: Sheet, geometry: MapGeometry, frame: Box, taken: readonly Box[]): TextMark[] =>
  placeLabels([...districtNames(sheet, geometry), ...unitNames(sheet, geometry)], frame, taken)

function districtNames(sheet: Sheet, { districts }: MapGeometry): LabelWish[] {
  const { picture, pt, ink } = sheet
  if (picture.level !== 'commune') return []
  const names = new Map(picture.districts.map(({ code, name }) => [code, name]))
  const shown = picture.district?.code
  return largestFirst(districts)
    .filter(({ code }) => code !== shown)
    .map((shape) => ({
      shape,
      wordings: breaksOf((names.get(shape.code) ?? '').toLocaleUpperCase('vi')).map((lines) =>
        lines.map((text) => ({ text, weight: 600 as const })),
      ),
      sizes: [pt(7.6), pt(6.6)],
      fill: shown === undefined ? ink.accent : ink.muted,
      inside: 0.8,
    }))
}

function unitNames(sheet: Sheet, { units }: MapGeometry): LabelWish[] {
  const { picture, pt, ink } = sheet
  const [language = 'vi'] = sheet.languages
  const { format } = voiceOf(language)
  const { indicator } = picture.question
  const withValue = picture.units.length <= fewUnits && indicator.kind !== 'class'
  const byCode = new Map(picture.units.map((unit) => [unit.code, unit]))
  const sizes = (picture.units.length <= fewUnits ? [8, 7, 6.2, 5.4] : [6.2, 5.6, 5]).map(pt)
  return largestFirst(units).flatMap((shape) => {
    const unit = byCode.get(shape.code)
    if (!unit) return []
    const names = breaksOf(unit.name).map((lines) =>
      lines.map((text) => ({ text, weight: withValue ? (600 as const) : (400 as const) })),
    )
    const value = unit.value.value
    const valued =
      withValue && value !== null
        ? names.map((lines) => [
            ...lines,
            { text: format.value(value, indicator.unit), weight: 400 as const },
          ])
        : []
    return [{ shape, wordings: [...valued, ...names], sizes, fill: ink.text, inside: 0.72 }]
  })
}

const largestFirst = (shapes: readonly Shape[]): Shape[] =>
  [...shapes].sort((a, b) => b.area - a.area || (a.code < b.code ? -1 : 1))
