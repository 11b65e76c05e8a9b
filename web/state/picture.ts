import type { LayoutId } from '../../server/render/layout' // types: no server code reaches the browser
import type { PictureLanguage } from '../../server/render/picture'
import type { View } from '#domain/view/address'

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
