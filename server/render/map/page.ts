import type { Topology } from 'topojson-specification'
import type { Box, Drawing, Mark } from '../drawing'
import { inset, rectangle } from '../drawing'
import type { Layout } from '../layout'
import type { Picture } from '../picture'
import type { Colours } from '../plate/plate'
import type { Block, Sheet } from '../sheet'
import { sheetOf, stack } from '../sheet'
import { mapBody } from './body'
import { graticule, northArrow, scaleBar } from './furniture'
import { geometryFor } from './geometry'
import { colophon, describe, heading, titleOf } from './heading'
import { legendPanel } from './legend-panel'
import { cornerLocator, locate } from './locator'
import { figuresPanel, qrPanel, topPanel } from './panels'

/** Letters are made smaller by these steps where a page would be too full. */
const shrinks = [1, 0.93, 0.86, 0.8, 0.74]

/**
 * Draws a finished map: title, map with names, scale and north, legend, key figures, locator, code of the live
 * view, sources. The same picture and boundaries always make the same drawing.
 */
export function drawMap(picture: Picture, topology: Topology): Drawing {
  const pages = shrinks.map((shrink) => () => arrange(sheetOf(picture, shrink), topology))
  for (const [i, page] of pages.entries()) {
    const arranged = page()
    if (arranged.fits || i === pages.length - 1) return finish(arranged, topology)
  }
  throw new Error('there is no size of letters to try')
}

type Page = { sheet: Sheet; head: Block; foot: Block; panels: Arranged; fits: boolean }

/** Where everything goes, but for the map itself. */
function arrange(sheet: Sheet, topology: Topology): Page {
  const { layout, pt } = sheet
  const inner = innerOf(layout)
  const head = heading(sheet, inner)
  const foot = atBottom(inner.y + inner.height, (y) => colophon(sheet, { ...inner, y }))
  const top = inner.y + head.height + pt(6)
  const bottom = inner.y + inner.height - foot.height - pt(5)
  const rest: Box = { ...inner, y: top, height: bottom - top }
  const panels = layout.side === 'right' ? besideMap(sheet, topology, rest) : belowMap(sheet, topology, rest)
  return { sheet, head, foot, panels, fits: panels.fits && panels.frame.height >= layout.height * leastMap }
}

/** Of the height of the page, the map takes at least this part. */
const leastMap = 0.4

const innerOf = ({ width, height, margin }: Layout): Box => inset({ x: 0, y: 0, width, height }, margin)

function finish({ sheet, head, foot, panels }: Page, topology: Topology): Drawing {
  const { picture, layout, languages } = sheet
  const { width, height } = layout
  const [language = 'vi'] = languages
  return {
    width,
    height,
    title: titleOf(picture, language),
    description: describe(picture, language),
    language,
    marks: [
      { kind: 'path', d: rectangle({ x: 0, y: 0, width, height }), fill: '#ffffff' },
      { kind: 'group', name: 'heading', marks: head.marks },
      ...mapIn(sheet, topology, panels.frame, { isLocated: panels.isLocated }),
      { kind: 'group', name: 'panels', marks: panels.marks },
      { kind: 'group', name: 'colophon', marks: foot.marks },
    ],
  }
}

/** Draws a block so that it ends at `bottom`. */
export const atBottom = <B extends Block>(bottom: number, draw: (y: number) => B): B =>
  draw(bottom - draw(0).height)

type Arranged = { frame: Box; marks: Mark[]; fits: boolean; isLocated: boolean }

function besideMap(sheet: Sheet, topology: Topology, rest: Box): Arranged {
  const { pt } = sheet
  const width = Math.max(pt(168), rest.width * 0.235)
  const [gap, x] = [pt(10), rest.x + rest.width - width]
  const lower = atBottom(rest.y + rest.height, (y) => qrPanel(sheet, { x, y, width }))
  const legend = (y: number) => legendPanel(sheet, { x, y, width })
  const figures = (y: number) =>
    ruled(sheet, figuresPanel(sheet, { x, y: y + pt(5), width }), { x, y, width })
  const upper = stack([legend, figures], rest.y, pt(6))
  const below = rest.y + upper.height + pt(12)
  const free = rest.y + rest.height - lower.height - pt(10) - below
  const locator = locate(sheet, topology, { x, y: below, width, height: free })
  const used = locator.height === 0 ? 0 : locator.height + pt(12)
  const top = topPanel(sheet, { x, y: below + used, width, height: free - used })
  return {
    frame: { ...rest, width: rest.width - width - gap },
    marks: [...upper.marks, ...locator.marks, ...top.marks, ...lower.marks],
    fits: upper.height + lower.height + pt(8) <= rest.height,
    isLocated: locator.height > 0,
  }
}

function belowMap(sheet: Sheet, topology: Topology, rest: Box): Arranged {
  const { pt } = sheet
  const gap = pt(14)
  const width = (rest.width - 2 * gap) / 3
  const columns = [0, 1, 2].map((i) => rest.x + i * (width + gap))
  const [left = rest.x, middle = rest.x, right = rest.x] = columns
  const draw = (y: number): Block & { isLocated: boolean } => {
    const legend = legendPanel(sheet, { x: left, y, width })
    const figures = figuresPanel(sheet, { x: middle, y, width })
    const code = qrPanel(sheet, { x: right, y, width })
    const top = topPanel(sheet, {
      x: right,
      y: y + code.height + pt(8),
      width,
      height: Math.max(legend.height, pt(130)) - code.height - pt(8),
    })
    const locator = locate(sheet, topology, {
      x: middle,
      y: y + figures.height + pt(8),
      width,
      height: Math.max(legend.height, pt(110)) - figures.height - pt(8),
    })
    return {
      marks: [...legend.marks, ...figures.marks, ...locator.marks, ...code.marks, ...top.marks],
      height: Math.max(
        legend.height,
        code.height + (top.height > 0 ? top.height + pt(8) : 0),
        figures.height + (locator.height > 0 ? locator.height + pt(8) : 0),
      ),
      isLocated: locator.height > 0,
    }
  }
  const lower = atBottom(rest.y + rest.height, draw)
  return {
    frame: { ...rest, height: rest.height - lower.height - pt(8) },
    marks: lower.marks,
    fits: true,
    isLocated: lower.isLocated,
  }
}

function ruled({ ink, pt }: Sheet, block: Block, { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>): Block {
  return {
    marks: [{ kind: 'path', d: `M${x} ${y}h${width}`, stroke: ink.line, width: 0.6 }, ...block.marks],
    height: block.height + pt(5),
  }
}

type MapWishes = {
  /** Colours of the units, where they are not those of the indicator's classes. */
  colours?: Colours
  /** Whether it is told elsewhere on the page where the area lies; else a corner of the map tells it. */
  isLocated: boolean
}

/** The map with its furniture. */
export function mapIn(
  sheet: Sheet,
  topology: Topology,
  frame: Box,
  { colours, isLocated }: MapWishes,
): Mark[] {
  const { pt, ink, picture } = sheet
  const geometry = geometryFor(topology, picture, inset(frame, pt(12)))
  const arrow = northArrow(sheet, frame.x + frame.width - pt(15), frame.y + pt(8))
  const foot = frame.y + frame.height - pt(14)
  const bar = atBottom(foot, (y) =>
    scaleBar(sheet, geometry.projection, frame.width * 0.22, { x: frame.x + pt(14), y }),
  )
  const corner = isLocated ? null : cornerLocator(sheet, topology, geometry, frame)
  const plates: Box[] = [
    { x: frame.x + frame.width - pt(26), y: frame.y + pt(4), width: pt(22), height: arrow.height + pt(7) },
    {
      x: frame.x + pt(7),
      y: foot - bar.height - pt(3),
      width: bar.width + pt(14),
      height: bar.height + pt(7),
    },
  ]
  return [
    mapBody(sheet, geometry, frame, corner ? [...plates, corner.plate] : plates, colours ?? null),
    {
      kind: 'group',
      name: 'furniture',
      marks: [
        ...graticule(sheet, geometry.projection, frame),
        ...plates.map((plate) => ({
          kind: 'path' as const,
          d: rectangle(plate, pt(2)),
          fill: '#ffffff',
          opacity: 0.82,
        })),
        ...arrow.marks,
        ...bar.marks,
        ...(corner?.marks ?? []),
        { kind: 'path', d: rectangle(frame), stroke: ink.line, width: 0.9 },
      ],
    },
  ]
}
