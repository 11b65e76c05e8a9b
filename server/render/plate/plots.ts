import { area, scaleLinear, scaleLog, scaleSqrt } from 'd3'
import { swarm } from '#domain/spread'
import type { Box, Mark } from '../drawing'
import { rectangle, round } from '../drawing'
import { linePlot } from '../plot/lines'
import type { Sheet } from '../sheet'
import { voiceOf } from '../sheet'
import { widthOf } from '../typeface'
import type { PlateBody, PlotData, Spot } from './plate'
import { plateWords } from './words'

/** Colour of units that chance alone explains; they go without a name. */
export const withinChance = '#4d5d6b'

type Body = Extract<PlateBody, { kind: 'plot' }>
type Of<K extends PlotData['kind']> = Extract<PlotData, { kind: K }>

/** The plot of a page, as large as its frame. */
export function plotMarks(sheet: Sheet, body: Body, box: Box): Mark[] {
  const { plot } = body
  if (plot.kind === 'spread') return spread(sheet, body, plot, box)
  if (plot.kind === 'intervals') return intervals(sheet, body, plot, box)
  if (plot.kind === 'funnel') return funnel(sheet, body, plot, box)
  const { indicator, target } = body
  const { format } = voiceOf(sheet.languages[0] ?? 'vi')
  const goal = target === null ? '' : format.value(target.value, indicator.unit)
  return linePlot(
    {
      ...plot,
      indicator,
      target,
      format,
      targetLabel: target === null ? '' : sheet.tell(({ own }) => own.target(goal)),
    },
    box,
    sheet.pt(8),
    sheet.ink,
  )
}

const circle = ({ x, y, r }: { x: number; y: number; r: number }, fill: string): Mark => ({
  kind: 'path',
  d: `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`,
  fill,
  stroke: '#ffffff',
  width: 0.5,
})

const path = (d: string, stroke: string, width: number, dash?: readonly number[]): Mark => ({
  kind: 'path',
  d,
  stroke,
  width,
  ...(dash && { dash }),
})

/** Names on the left, with a note below where there is one, and a scale above: what both kinds of rows share. */
function rows(
  sheet: Sheet,
  { indicator, target }: Body,
  names: readonly { name: string; note: string }[],
  ends: [number, number],
  box: Box,
) {
  const { pt, ink, languages } = sheet
  const { format } = voiceOf(languages[0] ?? 'vi')
  const height = (box.height - pt(18)) / Math.max(1, names.length)
  const size = Math.min(pt(8), height * 0.62)
  const small = size * 0.75
  const widths = names.flatMap(({ name, note }) => [widthOf(name, size, 400), widthOf(note, small, 400)])
  const left = Math.max(0, ...widths) + pt(8)
  const x = scaleLinear(ends, [box.x + left, box.x + box.width - pt(12)])
  const middle = (row: number) => box.y + pt(18) + (row + 0.5) * height
  const set = { kind: 'text', size, weight: 400, fill: ink.text } as const
  const marks: Mark[] = [
    ...names.flatMap((_, i): Mark[] =>
      i % 2 === 0
        ? [
            {
              kind: 'path',
              d: rectangle({ x: box.x, y: middle(i) - height / 2, width: box.width, height }),
              fill: ink.ground,
            },
          ]
        : [],
    ),
    ...x.ticks(6).flatMap((tick): Mark[] => [
      path(`M${round(x(tick))} ${round(box.y + pt(15))}V${round(box.y + box.height)}`, ink.line, 0.5),
      {
        ...set,
        size: pt(7),
        fill: ink.muted,
        x: x(tick),
        y: box.y + pt(11),
        text: format.value(tick, indicator.unit),
        anchor: 'middle',
      },
    ]),
    ...(target === null
      ? []
      : [
          path(
            `M${round(x(target.value))} ${round(box.y + pt(13))}V${round(box.y + box.height)}`,
            ink.text,
            1.1,
            [3, 2],
          ),
        ]),
    ...names.flatMap(({ name, note }, i): Mark[] => {
      const end = { ...set, x: box.x + left - pt(6), anchor: 'end' as const }
      if (note === '') return [{ ...end, y: middle(i) + size * 0.35, text: name }]
      return [
        { ...end, y: middle(i), text: name },
        { ...end, y: middle(i) + small * 1.2, text: note, size: small, fill: ink.muted },
      ]
    }),
  ]
  return { marks, x, middle, height }
}

function spread(sheet: Sheet, body: Body, { rows: list }: Of<'spread'>, box: Box): Mark[] {
  const values = list.flatMap(({ spots, rate }) => [...spots.map(({ value }) => value), rate ?? 0])
  const isPercent = body.indicator.unit === 'percent'
  const lowest = Math.min(...values)
  // as on the page: percentages close to 100 would all lie on one spot
  const bottom = isPercent && lowest > 60 ? Math.floor(lowest / 5) * 5 - 5 : 0
  const top = isPercent ? 100 : Math.max(1e-9, ...values, body.target?.value ?? 0) * 1.05
  const [language = 'vi'] = sheet.languages
  const { format } = voiceOf(language)
  const base = rows(
    sheet,
    body,
    list.map(({ name, missing, withheld }) => ({
      name,
      note: [
        ...(missing === 0 ? [] : [plateWords[language].missingIn(format.whole(missing))]),
        ...(withheld === 0 ? [] : [plateWords[language].withheldIn(format.whole(withheld))]),
      ].join(', '),
    })),
    [bottom, top],
    box,
  )
  const most = Math.max(1, ...list.flatMap(({ spots }) => spots.map(({ size }) => size ?? 0)))
  const radius = scaleSqrt([0, most], [base.height * 0.05, Math.min(base.height * 0.24, sheet.pt(4.2))])
  const dots = list.flatMap(({ spots, rate }, row): Mark[] => {
    const y = base.middle(row)
    const circles = spots.map(({ value, size }) => ({ x: base.x(value), r: radius(size ?? 0) }))
    const offsets = swarm(circles, base.height / 2 - 2)
    return [
      ...spots.map((spot, i) =>
        circle({ x: circles[i]?.x ?? 0, y: y + (offsets[i] ?? 0), r: circles[i]?.r ?? 1 }, spot.colour),
      ),
      ...(rate === null
        ? []
        : [
            path(
              `M${round(base.x(rate))} ${round(y - base.height * 0.42)}V${round(y + base.height * 0.42)}`,
              sheet.ink.text,
              1.6,
            ),
          ]),
    ]
  })
  return [...base.marks, ...dots]
}

function intervals(sheet: Sheet, body: Body, { spots, centre }: Of<'intervals'>, box: Box): Mark[] {
  const ends = spots.flatMap(({ low, high, value }) => [low ?? value, high ?? value])
  const known = [...ends, ...(centre === null ? [] : [centre])]
  const [from, to] = scaleLinear([Math.min(...known), Math.max(...known)], [0, 1])
    .nice()
    .domain()
  const base = rows(
    sheet,
    { ...body, target: null },
    spots.map(({ name }) => ({ name, note: '' })),
    [from ?? 0, to ?? 100],
    box,
  )
  const r = Math.min(sheet.pt(3), base.height * 0.28)
  return [
    ...base.marks,
    ...(centre === null
      ? []
      : [
          path(
            `M${round(base.x(centre))} ${round(box.y + sheet.pt(13))}V${round(box.y + box.height)}`,
            sheet.ink.text,
            1.1,
            [3, 2],
          ),
        ]),
    ...spots.flatMap(({ value, low, high, colour }, i): Mark[] => [
      path(
        `M${round(base.x(low ?? value))} ${round(base.middle(i))}H${round(base.x(high ?? value))}`,
        colour,
        r * 0.7,
      ),
      circle({ x: base.x(value), y: base.middle(i), r }, colour),
    ]),
  ]
}

function funnel(sheet: Sheet, body: Body, { spots, centre, curve }: Of<'funnel'>, box: Box): Mark[] {
  const { pt, ink, languages } = sheet
  const [language = 'vi'] = languages
  const { format } = voiceOf(language)
  const sizes = [...curve.map(({ size }) => size), ...spots.map(({ size }) => size ?? 1)]
  const x = scaleLog(
    [Math.max(1, Math.min(...sizes)), Math.max(...sizes, 2)],
    [box.x + pt(34), box.x + box.width - pt(10)],
  )
  const y = scaleLinear(
    [
      Math.min(...curve.map(({ low998 }) => low998), ...spots.map(({ value }) => value)),
      Math.max(...curve.map(({ high998 }) => high998), ...spots.map(({ value }) => value)),
    ],
    [box.y + box.height - pt(26), box.y + pt(8)],
  ).nice()
  type Limits = (typeof curve)[number]
  const band = (low: 'low95' | 'low998', high: 'high95' | 'high998') =>
    area<Limits>()
      .x(({ size }) => x(size))
      .y0((limits) => y(limits[low]))
      .y1((limits) => y(limits[high]))
      .digits(2)(curve) ?? ''
  const set = { kind: 'text', size: pt(7), weight: 400, fill: ink.muted } as const
  const foot = box.y + box.height - pt(26)
  return [
    { kind: 'path', d: band('low998', 'high998'), fill: '#e9eef1' },
    { kind: 'path', d: band('low95', 'high95'), fill: '#d3dde2' },
    ...y.ticks(6).flatMap((tick): Mark[] => [
      path(`M${round(box.x + pt(34))} ${round(y(tick))}H${round(box.x + box.width - pt(10))}`, ink.line, 0.4),
      {
        ...set,
        x: box.x + pt(31),
        y: y(tick) + pt(2.5),
        text: format.value(tick, body.indicator.unit),
        anchor: 'end',
      },
    ]),
    ...x.ticks(4).map((tick): Mark => ({
      ...set,
      x: x(tick),
      y: foot + pt(10),
      text: format.count(tick),
      anchor: 'middle',
    })),
    {
      ...set,
      x: (x.range()[0] ?? 0) / 2 + (x.range()[1] ?? 0) / 2,
      y: foot + pt(21),
      text: plateWords[language].children,
      anchor: 'middle',
    },
    path(
      `M${round(box.x + pt(34))} ${round(y(centre))}H${round(box.x + box.width - pt(10))}`,
      ink.text,
      1.1,
      [3, 2],
    ),
    ...spots.map(({ value, size, colour }) => circle({ x: x(size ?? 1), y: y(value), r: pt(3) }, colour)),
    ...spots.flatMap(outside),
  ]

  /** The names of those that chance alone does not explain. */
  function outside({ name, value, size, colour }: Spot): Mark[] {
    if (colour === withinChance) return []
    const isRight = x(size ?? 1) > box.x + box.width * 0.8
    return [
      {
        ...set,
        x: x(size ?? 1) + (isRight ? -pt(4.5) : pt(4.5)),
        y: y(value) + pt(2.4),
        text: name,
        fill: ink.text,
        anchor: isRight ? 'end' : 'start',
        halo: { colour: '#ffffff', width: pt(1) },
      },
    ]
  }
}
