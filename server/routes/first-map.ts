import { drawnAt } from '#domain/detail'
import type { View } from '#domain/view/address'
import { parseView } from '#domain/view/address'
import { drawFirstMap } from '../render/first-map/draw'
import type { Picture } from '../render/picture'
import { pictureOf } from '../render/picture'
import type { Published } from '../published'
import { isRefusal, resolve } from './question'

/** The map of an address of the page, as SVG; null when the address asks for something that does not exist. */
export const firstMapAt = (published: Published, search: string): string | null =>
  firstPictureAt(published, search)?.svg ?? null

/** The same with all that it says. */
export function firstPictureAt(
  { dataset, boundaries }: Published,
  search: string,
): { picture: Picture; svg: string; view: View } | null {
  const view = parseView('/', search)
  const resolved = resolve(dataset, view.indicator, {
    vintage: view.vintage,
    level: view.level,
    period: view.period ?? undefined,
    district: view.district ?? undefined,
    target: view.target ?? undefined,
    illustrative: view.illustrative ? 'true' : 'false',
  })
  if (isRefusal(resolved)) return null
  const { question, level, district } = resolved
  const boundary = boundaries[question.vintage]
  const { quality, source, hash } = boundary
  const picture = pictureOf(
    { dataset, question, level, district, boundary: { quality, source, hash } },
    {
      layout: 'slide',
      language: view.lang,
      grey: false,
      title: null,
      link: '',
      frozenId: null,
      method: view.method,
      breaks: view.breaks,
      overlay: view.overlay,
    },
  )
  const svg = drawFirstMap({
    picture,
    topology: drawnAt(boundary, 'far'),
    units: dataset.geographies[question.vintage].units,
    language: view.lang,
    focus: focusOf(
      view,
      level,
      picture.units.map(({ code }) => code),
    ),
    selected: view.unit,
  })
  return svg === null ? null : { picture, svg, view }
}

/** Where the map begins: at the unit that was opened, else at the district, else at the province. */
function focusOf(
  { unit, district }: View,
  level: View['level'],
  shown: readonly string[],
): { level: View['level']; code: string } | null {
  if (unit !== null && shown.includes(unit)) return { level, code: unit }
  return district === null ? null : { level: 'district', code: district }
}
