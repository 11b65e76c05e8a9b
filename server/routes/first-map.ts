import { provinceLookedAt, provincesOf, unitsIn } from '#domain/geography'
import type { View } from '#domain/view/address'
import { parseView } from '#domain/view/address'
import { drawFirstMap } from '../render/first-map/draw'
import type { Picture } from '../render/picture'
import { pictureOf } from '../render/picture'
import type { Published } from '../published'
import { groundWithin } from './ground'
import { isRefusal, resolve } from './question'

/** The map of an address of the page, as SVG; null when the address asks for something that does not exist. */
export const firstMapAt = (published: Published, search: string): string | null =>
  firstPictureAt(published, search)?.svg ?? null

/** The same with all that it says. */
export function firstPictureAt(
  published: Published,
  search: string,
): { picture: Picture; svg: string; view: View; within: string | null } | null {
  const { dataset, boundaries } = published
  const view = parseView('/', search)
  const geography = dataset.geographies[view.vintage]
  const lookedAt = provinceLookedAt(provincesOf(geography), view.within)
  const resolved = resolve(dataset, view.indicator, {
    vintage: view.vintage,
    level: view.level,
    within: lookedAt ?? undefined,
    period: view.period ?? undefined,
    district: view.district ?? undefined,
    target: view.target ?? undefined,
    illustrative: view.illustrative ? 'true' : 'false',
  })
  if (isRefusal(resolved)) return null
  const { question, level, within, district } = resolved
  const { quality, source, hash } = boundaries[question.vintage]
  const picture = pictureOf(
    { dataset, question, level, within, district, boundary: { quality, source, hash } },
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
    topology: groundWithin(published, question.vintage, within, 'far'),
    units: within === null ? geography.units : unitsIn(geography, geography.indexOf.get(within) ?? -1),
    language: view.lang,
    focus: focusOf(
      view,
      level,
      picture.units.map(({ code }) => code),
    ),
    selected: view.unit,
  })
  return svg === null ? null : { picture, svg, view, within }
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
