import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import { classLabel, meetsTarget } from '#domain/legend-label'
import type { Bilingual } from '#domain/measures'
import { words } from '#domain/words'
import type { Picture } from '../picture'
import { escape } from '../svg'

const texts = {
  whole: { vi: 'Toàn tỉnh', en: 'Whole province' },
  madeUp: {
    vi: 'Có số minh hoạ do phần mềm tự tạo, không phải số thật; trên bản đồ chúng mang chữ «minh hoạ».',
    en: 'Some figures are illustrative: made up by the software, not real; on the map they bear the word “illustrative”.',
  },
  sources: { vi: 'Nguồn', en: 'Sources' },
  none: { vi: 'chưa có số liệu thật', en: 'no real figures yet' },
  version: { vi: 'Phiên bản số liệu', en: 'Data version' },
  full: { vi: 'Mở bản đồ đầy đủ', en: 'Open the full map' },
} satisfies Record<string, Bilingual>

type Framed = {
  picture: Picture
  /** The map itself. */
  svg: string
  language: Language
  /** Whether there are other provinces: then the one on the map is named. */
  isOneOfSeveral: boolean
  /** Address of the whole page. */
  full: string
}

/** The map for another site's page as HTML, before any script runs: what it shows, of when, its legend and its sources. */
export function framedMap({ picture, svg, language, isOneOfSeveral, full }: Framed): string {
  const { indicator, period } = picture.question
  const shown = picture.district ?? (isOneOfSeveral ? picture.province : null)
  const area = shown?.name ?? texts.whole[language]
  const isMadeUp = picture.units.some(({ value }) => value.status === 'illustrative' && value.value !== null)
  const sources = picture.sources.map(({ title }) => title).join('; ') || texts.none[language]
  return [
    `<section class="first-embed" lang="${language}">`,
    `<h2>${escape(indicator.name[language])}</h2>`,
    `<p>${escape(area)} · ${escape(formatFor(language).period(period))}</p>`,
    isMadeUp ? `<p class="made-up">${texts.madeUp[language]}</p>` : '',
    `<figure role="img" aria-label="${escape(indicator.name[language])}">${svg}</figure>`,
    `<ul>${legendLines(picture, language)}</ul>`,
    `<p>${words[language].legend[picture.boundary.quality]}</p>`,
    `<p>${texts.sources[language]}: ${escape(sources)}. ${texts.version[language]} ${picture.dataVersion}.`,
    ` <a href="${escape(full)}" target="_blank" rel="noopener">${texts.full[language]}</a></p>`,
    '</section>',
  ].join('')
}

function legendLines(
  { legend, question: { indicator, target }, units }: Picture,
  language: Language,
): string {
  const m = words[language].legend
  const worded = { legend, indicator, target }
  const whole = formatFor(language).whole
  const sample = (colour: string) =>
    `<svg width="22" height="12" aria-hidden="true"><rect width="22" height="12" fill="${colour}" stroke="#73818c"/></svg>`
  // the map beside it holds the textures, in tenths of a pixel
  const texture = (name: string) =>
    `<svg width="22" height="12" viewBox="0 0 220 120" aria-hidden="true"><rect width="220" height="120" fill="url(#first-${name})" stroke="#73818c" stroke-width="10"/></svg>`
  const withheld = units.filter(({ isWithheld }) => isWithheld).length
  const hidden = [
    { name: 'missing', text: m.missing, count: legend.missing - withheld },
    { name: 'withheld', text: m.withheld, count: withheld },
  ].filter(({ count }) => count > 0)
  return [
    ...legend.classes.toReversed().map((entry) => {
      const met = meetsTarget(worded, entry) ? ` · ${m.met}` : ''
      return `<li>${sample(entry.colour)} ${escape(classLabel(worded, entry, language))}${met}: ${whole(entry.count)}</li>`
    }),
    ...hidden.map(({ name, text, count }) => `<li>${texture(name)} ${text}: ${whole(count)}</li>`),
  ].join('')
}
