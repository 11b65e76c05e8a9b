import { formatFor } from '#domain/format'
import { figureName } from '#domain/attributes'
import type { AttributeRow } from '#domain/attributes'
import type { Indicator } from '#domain/indicators'
import type { Language } from '#domain/language'
import { aboveZero, leastAt } from '#domain/classify'
import { classLabel } from '#domain/legend-label'
import { defaultMethod, legendOf } from '#domain/legend'
import { missingColours } from '#domain/palette'
import { words } from '#domain/words'
import { escape } from './svg'

/** A style as QGIS keeps it beside a layer. */
export type LayerStyle = { name: string; qml: string; description: string }

type Rule = { filter: string; label: string; symbol: string }

/**
 * How an indicator is drawn on the page, as a style for QGIS: the same classes and colours, what was not reported
 * hatched. Rules instead of ranges, because a value on a break belongs to the class above it.
 */
export function styleOf(indicator: Indicator, rows: readonly AttributeRow[], language: Language): LayerStyle {
  const column = figureName(indicator, 'value')
  const target = indicator.targets[0] ?? null
  const values = rows.map((row) => {
    const value = row[column]
    return typeof value === 'number' ? value : null
  })
  const legend = legendOf(indicator, target, values, { method: defaultMethod(indicator, target) })
  const rules: Rule[] = [
    ...legend.classes.map((entry) => ({
      filter: [
        `"${column}" IS NOT NULL`,
        ...(entry.from === null ? [] : [`"${column}" ${bound(entry.from).atLeast}`]),
        ...(entry.to === null ? [] : [`"${column}" ${bound(entry.to).below}`]),
      ].join(' AND '),
      label: classLabel({ legend, indicator, target }, entry, language),
      symbol: fill({ color: entry.colour, style: 'solid' }),
    })),
    {
      filter: `"${column}" IS NULL`,
      label: words[language].legend.missing,
      symbol: fill({ color: missingColours.line, style: 'b_diagonal' }),
    },
  ]
  const goal =
    target === null
      ? ''
      : ` – ${words[language].figures.target(formatFor(language).value(target.value, indicator.unit))}`
  return {
    name: indicator.short[language],
    description: `${indicator.name[language]}${goal}`,
    qml: document(rules),
  }
}

/** A break as QGIS compares with it; numbers as small as the one just above zero are not for its expressions. */
const bound = (at: number) =>
  at === aboveZero
    ? { atLeast: '> 0', below: '<= 0' }
    : { atLeast: `>= ${leastAt(at)}`, below: `< ${leastAt(at)}` }

const document = (rules: readonly Rule[]): string =>
  [
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
    '<qgis version="3.22.0" styleCategories="Symbology">',
    '<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">',
    '<rules key="root">',
    ...rules.map(
      ({ filter, label }, i) =>
        `<rule key="rule-${i}" symbol="${i}" filter="${escape(filter)}" label="${escape(label)}"/>`,
    ),
    '</rules>',
    '<symbols>',
    ...rules.map(
      ({ symbol }, i) => `<symbol type="fill" name="${i}" alpha="1" clip_to_extent="1">${symbol}</symbol>`,
    ),
    '</symbols>',
    '</renderer-v2>',
    '<blendMode>0</blendMode>',
    '<layerGeometryType>2</layerGeometryType>',
    '</qgis>',
  ].join('\n')

/** One simple fill with the fine white borders of the page. Written both ways: QGIS before 3.20 reads only `prop`. */
function fill({ color, style }: { color: string; style: 'solid' | 'b_diagonal' }): string {
  const properties = {
    color: rgba(color),
    style,
    outline_color: style === 'solid' ? '255,255,255,255' : rgba(missingColours.line),
    outline_style: 'solid',
    outline_width: '0.2',
    outline_width_unit: 'MM',
  }
  const entries = Object.entries(properties)
  return [
    '<layer class="SimpleFill" enabled="1" locked="0" pass="0">',
    '<Option type="Map">',
    ...entries.map(([name, value]) => `<Option type="QString" name="${name}" value="${value}"/>`),
    '</Option>',
    ...entries.map(([name, value]) => `<prop k="${name}" v="${value}"/>`),
    '</layer>',
  ].join('')
}

/** `#7d2b0b` → `125,43,11,255`. */
const rgba = (colour: string): string =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(',') + ',255'
