import type { LayoutId } from '../../server/render/layout' // types: no server code reaches the browser
import type { PictureLanguage } from '../../server/render/picture'
import type { View } from '#domain/view/address'
import { budgetPath, comparePath, viewToAddress } from '#domain/view/address'

export const layouts = [
  'a4-landscape',
  'a4-portrait',
  'a3-landscape',
  'a3-portrait',
  'slide',
  'square',
] as const satisfies readonly LayoutId[]

export const pictureLanguages = ['vi', 'en', 'both'] as const satisfies readonly PictureLanguage[]

/** What the reader chooses about a picture; all else is as on the map. */
export type Choices = { layout: LayoutId; lang: PictureLanguage; grey: boolean; title: string }

/** The parameters of the picture of a view, for its address and for freezing it. */
export function pictureQuery(view: View, period: string, { layout, lang, grey, title }: Choices) {
  return {
    indicator: view.indicator,
    vintage: view.vintage,
    level: view.level,
    period,
    ...(view.within === null ? {} : { within: view.within }),
    ...(view.district === null ? {} : { district: view.district }),
    ...(view.target === null ? {} : { target: view.target }),
    ...(view.illustrative ? {} : { illustrative: 'false' as const }),
    ...(view.overlay === 'none' ? {} : { overlay: view.overlay }),
    ...(view.method === null ? {} : { method: view.method }),
    ...(view.breaks === null ? {} : { breaks: view.breaks.join('~') }),
    layout,
    lang,
    ...(grey ? { grey: 'true' as const } : {}),
    ...(title.trim() === '' ? {} : { title: title.trim() }),
  }
}

export type PictureQuery = ReturnType<typeof pictureQuery>

/** Address of the picture as a file. */
export const pictureAddress = (format: 'svg' | 'png' | 'pdf', query: PictureQuery): string =>
  `/api/snapshots/map.${format}?${new URLSearchParams(query)}`

/** Every picture that can be exported; the plots go by their own names. */
export type PictureKind =
  'map' | 'bivariate' | 'small' | 'spread' | 'intervals' | 'funnel' | 'lines' | 'priority' | 'budget'

/** Pictures of the page that the reader looks at, that of the open part first. */
export function pictureKinds({ path, comparison, budget }: View): PictureKind[] {
  if (path === budgetPath) return budget.map === 'rank' ? ['priority', 'budget'] : ['budget', 'priority']
  if (path !== comparePath) return ['map']
  const ofTab: Partial<Record<typeof comparison.tab, PictureKind>> = {
    change: 'lines',
    pair: 'bivariate',
    maps: 'small',
    chance: 'intervals',
  }
  const all: PictureKind[] = ['spread', 'lines', 'bivariate', 'small', 'intervals', 'funnel', 'map']
  const first = ofTab[comparison.tab] ?? 'spread'
  return [first, ...all.filter((kind) => kind !== first)]
}

const plots: readonly PictureKind[] = ['spread', 'intervals', 'funnel', 'lines']

/** Address of any picture of the view as a file: the page's own parameters, and how it is drawn. */
export function addressOfPicture(
  kind: PictureKind,
  format: 'svg' | 'png' | 'pdf',
  view: View,
  period: string,
  choices: Choices,
): string {
  if (kind === 'map') return pictureAddress(format, pictureQuery(view, period, choices))
  const search = new URLSearchParams(viewToAddress({ ...view, period }).split('?')[1] ?? '')
  search.set('layout', choices.layout)
  search.set('lang', choices.lang)
  if (choices.grey) search.set('grey', 'true')
  if (choices.title.trim() !== '') search.set('title', choices.title.trim())
  const isPlot = plots.includes(kind)
  if (isPlot) search.set('plot', kind)
  return `/api/snapshots/${isPlot ? 'plot' : kind}.${format}?${search}`
}
