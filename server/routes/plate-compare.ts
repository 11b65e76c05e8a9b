import { thirdsOf } from '#domain/bivariate'
import { compareTable } from '#domain/compare'
import type { Dataset } from '#domain/dataset'
import { furthest } from '#domain/compare-order'
import { indexesWithin } from '#domain/geography'
import { colourOf, defaultMethod, legendOf } from '#domain/legend'
import { bivariateColour, lineColours } from '#domain/palette'
import { seriesOf } from '#domain/series'
import { spreadOf } from '#domain/spread'
import type { Level } from '#domain/units'
import type { Value } from '#domain/value'
import type { Question } from '#domain/values'
import { valueAt } from '#domain/values'
import type { View } from '#domain/view/address'
import type { Published } from '../published'
import type { Colours, Plate, PlotData, SmallMap, Spot } from '../render/plate/plate'
import type { Picture } from '../render/picture'
import { sourcesOf } from '../render/picture'
import { withinChance } from '../render/plate/plots'
import { voiceOf } from '../render/sheet'
import { columnOf } from './compare-question'
import type { PlateBase } from './plate-base'
import { classRows, inBoth, namedOnly, placeAndTime, plate } from './plate-base'
import type { Refusal } from './problem'
import { isRefusal } from './question'

/** The map of two indicators at once, by thirds of need as on the page that compares. */
export function bivariatePlate(
  { dataset }: Published,
  { comparison }: View,
  { picture, resolved }: PlateBase,
): Plate | Refusal<404> {
  const { question, within, district } = resolved.subject
  const other = columnOf(dataset, comparison.second)
  if (isRefusal(other)) return other
  const indexes = indexesWithin(dataset.geographies[question.vintage], 'commune', district ?? within)
  const shown = [question, { ...question, ...other }].map((asked) =>
    indexes.map((index) => valueAt(dataset, asked, index)),
  )
  const [a, b] = shown.map((values) => values.map(({ value }) => value))
  const first = thirdsOf(a ?? [], question.indicator.direction)
  const second = thirdsOf(b ?? [], other.indicator.direction)
  const cells = [0, 1, 2].map((row) =>
    [0, 1, 2].map((column) => ({ colour: bivariateColour(column, row), count: 0 })),
  )
  const hides = (i: number) => shown.some((values) => values[i]?.isWithheld === true)
  let [missing, withheld] = [0, 0]
  const colours: Record<string, string | null> = {}
  for (const [i, unit] of picture.units.entries()) {
    const [x, y] = [a?.[i] ?? null, b?.[i] ?? null]
    const cell = x === null || y === null ? undefined : cells[second.needOf(y)]?.[first.needOf(x)]
    colours[unit.code] = cell?.colour ?? null
    if (cell) cell.count += 1
    else if (hides(i)) withheld += 1
    else missing += 1
  }
  return plate(
    citing(
      dataset,
      {
        ...namedOnly(picture),
        units: namedOnly(picture).units.map((unit, i) => ({ ...unit, isWithheld: hides(i) })),
      },
      shown.flat(),
    ),
    {
      title: inBoth(
        (language) => `${question.indicator.short[language]} × ${other.indicator.short[language]}`,
      ),
      subtitle: placeAndTime(picture),
      body: {
        kind: 'bivariate',
        colours,
        first: question.indicator.short,
        second: other.indicator.short,
        cells,
        missing,
        withheld,
      },
    },
    isMadeUp(shown.flat()),
  )
}

const mostMaps = 9

/** Several indicators in one period, or one over the periods, as small maps. */
export function smallPlate(
  { dataset }: Published,
  { comparison }: View,
  { picture, resolved }: PlateBase,
): Plate | Refusal<404> {
  const { question, within } = resolved.subject
  const geography = dataset.geographies[question.vintage]
  const communes = indexesWithin(geography, 'commune', within)
  const named = (index: number) => geography.units[index]?.code ?? ''
  const columns = comparison.columns.map((name) => columnOf(dataset, name))
  const refused = columns.find((column) => isRefusal(column))
  if (refused && isRefusal(refused)) return refused
  const overTime = comparison.several === 'periods'
  const asked: Question[] = overTime
    ? dataset.periods.slice(-mostMaps).map((period) => ({ ...question, period }))
    : columns.flatMap((column) => (isRefusal(column) ? [] : [{ ...question, ...column }])).slice(0, mostMaps)
  const answers = asked.map((each) => ({
    each,
    shown: communes.map((index) => valueAt(dataset, each, index)),
  }))
  const all = answers.flatMap(({ shown }) => shown)
  const alike = answers.filter(({ each }) => each.indicator.unit === question.indicator.unit)
  const shared =
    comparison.scale === 'shared'
      ? legendOf(
          question.indicator,
          null,
          alike.flatMap(({ shown }) => shown.map(({ value }) => value)),
          { method: 'fixed' },
        ).breaks
      : null
  const maps = answers.map(({ each, shown }): SmallMap => {
    const values = shown.map(({ value }) => value)
    const { indicator, target, period } = each
    const locked = indicator.unit === question.indicator.unit ? shared : null
    const legend = legendOf(indicator, target, values, {
      method: locked ? 'fixed' : defaultMethod(indicator, target),
      locked,
    })
    const colours: Colours = Object.fromEntries(
      communes.map((index, i) => [named(index), colourOf(legend, values[i] ?? null)]),
    )
    return {
      title: overTime ? inBoth((language) => voiceOf(language).format.period(period)) : indicator.short,
      colours,
      withheld: communes.flatMap((index, i) => (shown[i]?.isWithheld ? [named(index)] : [])),
      legend: classRows(legend, indicator, target, shown.filter(({ isWithheld }) => isWithheld).length),
    }
  })
  return plate(
    citing(dataset, picture, all),
    {
      title: overTime
        ? question.indicator.name
        : inBoth((language) => `${maps.map(({ title }) => title[language]).join(', ')}`),
      subtitle: placeAndTime(picture, overTime ? { periods: endsOf(asked.map(({ period }) => period)) } : {}),
      body: { kind: 'maps', maps },
    },
    isMadeUp(all),
  )
}

/** The first and the last of some periods. */
const endsOf = (periods: readonly string[]): string[] => [
  ...new Set([periods[0] ?? [], periods.at(-1) ?? []].flat()),
]

/** The picture with the sources of everything that is shown. */
const citing = (dataset: Dataset, picture: Picture, values: readonly Value[]): Picture => ({
  ...picture,
  sources: sourcesOf(
    dataset,
    values.map((value) => ({ value })),
  ),
})

const isMadeUp = (values: readonly Value[]) => values.some(({ status }) => status === 'illustrative')

export const plotKinds = ['spread', 'intervals', 'funnel', 'lines'] as const
export type PlotKind = (typeof plotKinds)[number]

/** A plot of the page that compares, large. */
export function plotPlate(
  { dataset }: Published,
  { comparison }: View,
  { picture, resolved }: PlateBase,
  kind: PlotKind,
): Plate | Refusal<404> {
  const { question, within, district } = resolved.subject
  const { indicator, target } = question
  const level: Level = district === null ? 'district' : 'commune'
  const geography = dataset.geographies[question.vintage]
  const { units, indexOf } = geography
  const table = () =>
    compareTable(dataset, {
      ...question,
      base: null,
      within,
      compared: { level, district },
      columns: [{ indicator, target }],
    })
  const plot = { spread, intervals, funnel, lines }[kind]()
  if (plot === null) return nothingToPlot(indicator.short.vi, indicator.short.en)
  const isSpread = kind === 'spread'
  return plate(picture, {
    title: inBoth((language) => `${indicator.name[language]} – ${plotTitles[kind][language]}`),
    subtitle: placeAndTime(picture, plot.kind === 'lines' ? { periods: endsOf(plot.periods) } : {}),
    body: {
      kind: 'plot',
      plot,
      indicator,
      target,
      legend: isSpread
        ? classRows(picture.legend, indicator, target, picture.units.filter((unit) => unit.isWithheld).length)
        : [],
      note: plotNotes[kind],
    },
  })

  function spread(): PlotData {
    const people = dataset.indicators.get('children-under-16')
    const shownAt = (index: number) => {
      const { value, isWithheld = false } = valueAt(dataset, question, index)
      return { value, isWithheld }
    }
    const dots = indexesWithin(geography, 'commune', within).map((index) => ({
      code: units[index]?.code ?? '',
      district: units[index]?.parent ?? '',
      ...shownAt(index),
      children: people
        ? valueAt(dataset, { ...question, indicator: people, target: null }, index).value
        : null,
    }))
    const order = indexesWithin(geography, 'district', within)
      .map((index) => ({ unit: units[index], rate: valueAt(dataset, question, index).value }))
      .sort((a, b) => (a.rate ?? Infinity) - (b.rate ?? Infinity))
    const rows = spreadOf(
      dots,
      order.map(({ unit }) => unit?.code ?? ''),
    )
    return {
      kind: 'spread',
      rows: rows.map((row, i) => ({
        name: order[i]?.unit?.name ?? '',
        rate: order[i]?.rate ?? null,
        missing: row.missing,
        withheld: row.withheld,
        spots: row.dots.map(({ code, value, children }) => ({
          name: units[indexOf.get(code) ?? -1]?.name ?? code,
          value,
          size: children ?? 0,
          colour: colourOf(picture.legend, value) ?? '#98a5b0',
        })),
      })),
    }
  }

  function intervals(): PlotData | null {
    const { rows, columns } = table()
    const spots = rows
      .flatMap(({ unit, cells: [cell] }): Spot[] =>
        cell?.interval.kind === 'value' ? [{ name: unit.name, ...cell.interval, colour: '#0e4a5a' }] : [],
      )
      .sort((a, b) => a.value - b.value)
    return spots.length === 0
      ? null
      : { kind: 'intervals', spots, centre: columns[0]?.funnel?.centre ?? null }
  }

  function funnel(): PlotData | null {
    const { rows, columns } = table()
    const limits = columns[0]?.funnel
    if (!limits) return null
    const spots = rows.flatMap(({ unit, cells: [cell] }): Spot[] =>
      cell?.interval.kind === 'value'
        ? [
            {
              name: unit.name,
              value: cell.interval.value,
              size: cell.interval.denominator,
              colour: cell.place === 'within' || cell.place === null ? withinChance : '#a33f12',
            },
          ]
        : [],
    )
    return { kind: 'funnel', spots, centre: limits.centre, curve: limits.curve }
  }

  function lines(): PlotData | null {
    const { rows, total } = table()
    const wanted = comparison.lines.filter((code) => indexOf.has(code))
    const codes =
      wanted.length > 0
        ? wanted
        : [...(total.unit ? [total.unit] : []), ...furthest(rows, 0, 3).map(({ unit }) => unit)].map(
            ({ code }) => code,
          )
    const values = (code: string): Value[] =>
      seriesOf(dataset, question, indexOf.get(code) ?? -1).map(({ value }) => value)
    return {
      kind: 'lines',
      periods: [...dataset.periods],
      lines: codes.map((code, i) => ({
        name: units[indexOf.get(code) ?? -1]?.name ?? code,
        colour: lineColours[i % lineColours.length] ?? '#0e4a5a',
        values: values(code),
      })),
    }
  }
}

const plotTitles: Record<PlotKind, { vi: string; en: string }> = {
  spread: { vi: 'phân bố trong từng huyện', en: 'spread within districts' },
  intervals: { vi: 'khoảng tin cậy 95%', en: '95% intervals' },
  funnel: { vi: 'so với giới hạn của ngẫu nhiên', en: 'against the limits of chance' },
  lines: { vi: 'qua các kỳ', en: 'over the periods' },
}

const plotNotes: Record<PlotKind, { vi: string; en: string }> = {
  spread: {
    vi: 'Mỗi chấm là một xã, lớn theo số trẻ em. Vạch đứng: tỷ lệ chung của huyện. Đường đứt: mục tiêu.',
    en: 'A dot is a commune, sized by its children. Upright bar: the rate of the district. Broken line: the target.',
  },
  intervals: {
    vi: 'Đoạn ngang: khoảng tin cậy 95% (Wilson). Đường đứt: tỷ lệ chung.',
    en: 'Bars: 95% intervals (Wilson). Broken line: the overall rate.',
  },
  funnel: {
    vi: 'Vùng đậm: 95%, vùng nhạt: 99,8% quanh tỷ lệ chung. Chấm ngoài vùng khác thật, không chỉ do ngẫu nhiên.',
    en: 'Dark band: 95%, light band: 99.8% around the overall rate. Dots outside differ by more than chance.',
  },
  lines: {
    vi: 'Vệt mờ đứng: giá trị chỉ biết trong một khoảng. Đường đứt: mục tiêu.',
    en: 'Faint upright bars: values known as a range only. Broken line: the target.',
  },
}

const nothingToPlot = (vi: string, en: string): Refusal<404> => ({
  kind: 'no-data',
  status: 404,
  detail: {
    vi: `Chỉ tiêu «${vi}» không có khoảng tin cậy để vẽ. Chọn chỉ tiêu là tỷ lệ trẻ em, hoặc biểu đồ khác.`,
    en: `There are no intervals of "${en}" to draw. Choose an indicator that is a share of children, or another plot.`,
  },
})
