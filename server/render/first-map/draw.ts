import type { Topology } from 'topojson-specification'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import { colourOf } from '#domain/legend'
import { missingColours } from '#domain/palette'
import type { Level, Unit } from '#domain/units'
import { words } from '#domain/words'
import type { Picture, PictureUnit } from '../picture'
import { escape } from '../svg'
import { namesIn } from './names'
import type { Outlines } from './outlines'
import { placeOf } from './outlines'

export type FirstMap = {
  /** Answers the same question as the page's own map. */
  picture: Pick<Picture, 'units' | 'legend' | 'level' | 'overlay' | 'question'>
  topology: Topology
  /** Every unit of the vintage. */
  units: readonly Unit[]
  language: Language
  /** The unit that the map begins with; null is the whole province. */
  focus: { level: Level; code: string } | null
  /** Code of the unit whose profile is open. */
  selected: string | null
}

type Painted = { unit: PictureUnit; d: string; colour: string | null }

/**
 * The map as the page begins with it, before any script runs: the colours of the page's legend, its textures for
 * what is missing, withheld, estimated or made up, its borders and names, fitted like the interactive map that replaces it.
 * Styled by attributes alone, so that a strict content security policy can hold. Null when there is no place to show.
 */
export function drawFirstMap(map: FirstMap): string | null {
  const { picture, topology, language, focus } = map
  const place = placeOf(topology, focus)
  if (place === null) return null
  const { frame, outlinesOf } = place
  const outlines = outlinesOf(picture.level)
  const painted = picture.units.flatMap((unit): Painted[] => {
    const d = outlines.get(unit.code)
    return d === undefined ? [] : [{ unit, d, colour: colourOf(picture.legend, unit.value.value) }]
  })
  const overlaid = picture.overlay.codes.map((code) => outlinesOf('commune').get(code) ?? '')
  return [
    `<svg class="first-map" viewBox="0 0 ${frame.width} ${frame.height}" width="${frame.most.width}" height="${frame.most.height}" overflow="visible" aria-hidden="true">`,
    `<defs>${patterns(words[language].legend.illustrative.toLocaleLowerCase('vi'))}</defs>`,
    `<g stroke="#fff" stroke-width=".9" fill-rule="evenodd">`,
    ...painted.map((area) => unitPath(area, picture, language)),
    '</g>',
    ...texturesOf(painted),
    texture('overlay', overlaid),
    line(districtLines(picture.level, outlinesOf('district')), '#4d5d6b', 1.9),
    line(overlaid, '#4a2a86', 1.4),
    ...selection(outlines.get(map.selected ?? '')),
    `<g pointer-events="none" font-size="130" text-anchor="middle" dominant-baseline="central" fill="#17242e" stroke="#fff" stroke-opacity=".9" stroke-width="32" stroke-linejoin="round" paint-order="stroke">`,
    namesIn(frame, picture.level, map.units),
    '</g></svg>',
  ].join('')
}

function unitPath(
  { unit, d, colour }: Painted,
  { question }: FirstMap['picture'],
  language: Language,
): string {
  const format = formatFor(language)
  const { value, status } = unit.value
  const said = [
    value === null
      ? words[language].legend[unit.isWithheld ? 'withheld' : 'missing']
      : (question.indicator.classes.find((known) => known.value === value)?.name[language] ??
        format.value(value, question.indicator.unit)),
    ...(value === null || status === null ? [] : [words[language].status[status]]),
  ]
  const title = `${format.unitName(unit)}: ${said.join(' · ')}`
  return `<path data-code="${escape(unit.code)}" d="${d}" fill="${colour ?? missingColours.ground}" vector-effect="non-scaling-stroke"><title>${escape(title)}</title></path>`
}

const districtLines = (level: Level, districts: Outlines): string[] =>
  level === 'province' ? [] : [...districts.values()]

function texturesOf(painted: readonly Painted[]): string[] {
  const where = (holds: (area: Painted) => boolean) => painted.filter(holds).map(({ d }) => d)
  return [
    texture(
      'missing',
      where(({ colour, unit }) => colour === null && !unit.isWithheld),
    ),
    texture(
      'withheld',
      where(({ unit }) => unit.isWithheld),
    ),
    ...(['estimated', 'illustrative'] as const).map((status) =>
      texture(
        status,
        where(({ colour, unit }) => colour !== null && unit.value.status === status),
      ),
    ),
  ]
}

const texture = (name: string, outlines: readonly string[]): string =>
  outlines.length === 0
    ? ''
    : `<path class="mark ${name}" d="${outlines.join('')}" fill="url(#first-${name})" fill-rule="evenodd" pointer-events="none"/>`

const line = (outlines: readonly string[], colour: string, width: number): string =>
  outlines.length === 0
    ? ''
    : `<path d="${outlines.join('')}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" vector-effect="non-scaling-stroke" pointer-events="none"/>`

const selection = (d: string | undefined): string[] =>
  d === undefined ? [] : [line([d], '#fff', 6), line([d], '#093743', 3)]

/** The fills of the interactive map, in units of this picture: what colour alone must not carry. */
const patterns = (word: string): string =>
  [
    pattern('missing', 100, 100, [
      `<path d="M0 0h100v100h-100z" fill="${missingColours.ground}"/>`,
      slant(100, missingColours.line, 16),
    ]),
    pattern('withheld', 100, 100, [
      `<path d="M0 0h100v100h-100z" fill="${missingColours.ground}"/>`,
      '<path d="M30 30l40 40M70 30l-40 40" stroke="#4d5d6b" stroke-width="12"/>',
    ]),
    pattern('estimated', 120, 120, [
      '<g fill="#102430" fill-opacity=".45"><circle cx="30" cy="30" r="9"/><circle cx="90" cy="90" r="9"/></g>',
    ]),
    pattern('illustrative', 1320, 760, [
      '<g font-size="120" font-weight="600" text-anchor="middle" fill="#102430" fill-opacity=".26">',
      `<text transform="translate(340 200)rotate(-20)" y="40">${escape(word)}</text>`,
      `<text transform="translate(1000 580)rotate(-20)" y="40">${escape(word)}</text></g>`,
    ]),
    pattern('overlay', 80, 80, [slant(80, '#30145c', 13, 0.62)]),
  ].join('')

const pattern = (name: string, width: number, height: number, parts: readonly string[]): string =>
  `<pattern id="first-${name}" width="${width}" height="${height}" patternUnits="userSpaceOnUse">${parts.join('')}</pattern>`

const slant = (size: number, colour: string, width: number, opacity = 1): string =>
  `<path d="M${-size} ${size}l${size}-${size}M0 ${size}l${size}-${size}M${size} ${size}l${size}-${size}" stroke="${colour}" stroke-width="${width}"${opacity === 1 ? '' : ` stroke-opacity="${opacity}"`}/>`
