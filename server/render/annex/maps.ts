import type { Topology } from 'topojson-specification'
import type { CoverageRow } from '#domain/allocation/coverage'
import { coloursOf, missingColours } from '#domain/palette'
import { featuresOf } from '#domain/topology'
import type { Box, Mark } from '../drawing'
import { shapesOf, placesOf } from '../map/shape'
import { projectionFor } from '../projection'

/** Ascending starts of the classes, in percent of the children concerned. */
const starts = [0, 25, 50, 75, 100]

/** A colour for each class of {@link starts}, and one for what is not known. */
export const coverageColours: readonly string[] = [
  ...coloursOf('target', 'up', starts.length),
  missingColours.ground,
]

const classOf = (row: CoverageRow | undefined, when: 'before' | 'after'): number => {
  if (!row) return starts.length
  const percent = row.children === 0 ? 100 : (100 * row[when]) / row.children
  return starts.findLastIndex((start) => percent >= start)
}

/** The communes by the share of children reached, before or after, fitted into a box. */
export function coverageMap(
  topology: Topology,
  communes: readonly CoverageRow[],
  when: 'before' | 'after',
  box: Box,
): Mark {
  const areas = featuresOf(topology, 'commune')
  const known = new Map(communes.map((row) => [row.code, row]))
  const projection = projectionFor(placesOf(areas), box)
  return {
    kind: 'group',
    name: when,
    marks: shapesOf(areas, projection).map(({ code, d }) => ({
      kind: 'path',
      d,
      code,
      evenOdd: true,
      fill: coverageColours[classOf(known.get(code), when)] ?? missingColours.ground,
      stroke: '#ffffff',
      width: 0.25,
    })),
  }
}
