import type { Feature, FeatureCollection } from 'geojson'
import type { Topology } from 'topojson-specification'
import type { ClassMethod } from '#domain/classify'
import type { Legend } from '#domain/legend'
import { colourOf, defaultMethod, legendOf } from '#domain/legend'
import type { Overlay } from '#domain/overlays'
import { isCovered } from '#domain/overlays'
import { featuresOf } from '#domain/topology'
import type { Level } from '#domain/units'
import type { CatalogueIndicator, Values } from '../api'
import type { Paint } from '../map/paint'

/** All that the map view shows at one moment; every part answers the same question. */
export type Scene = {
  values: Values
  /** The same a year earlier, if that was reported. */
  before: Values | null
  indicator: CatalogueIndicator
  legend: Legend
  paints: ReadonlyMap<string, Paint>
}

type Parts = {
  values: Values
  before: Values | null
  indicator: CatalogueIndicator | undefined
  method: ClassMethod | null
  breaks: readonly number[] | null
}

/** Classes and colours of an answer; null when the catalogue does not know its indicator. */
export function sceneOf({ values, before, indicator, method, breaks }: Parts): Scene | null {
  if (!indicator) return null
  const legend = legendOf(indicator, values.target, values.value, {
    method: method ?? defaultMethod(indicator, values.target),
    locked: breaks,
  })
  const withheld = new Set(values.withheld)
  const paints = new Map(
    values.code.map((code, at): [string, Paint] => [
      code,
      {
        colour: colourOf(legend, values.value[at] ?? null),
        status: values.status[at] ?? null,
        isWithheld: withheld.has(at),
      },
    ]),
  )
  return { values, before, indicator, legend, paints }
}

/** The areas of a level, each with its code as a property; only those wanted, or all. */
export function shapesOf(
  topology: Topology,
  level: Level,
  wanted: ReadonlySet<string> | null,
): FeatureCollection {
  const { features } = featuresOf(topology, level)
  return {
    type: 'FeatureCollection',
    features: features
      .filter(({ id }) => wanted === null || wanted.has(String(id)))
      .map((feature) => ({ ...feature, properties: { code: feature.id } })),
  }
}

/** What lies under the colours: the areas wanted, and the districts and the province around them. */
export const groundOf = (topology: Topology, level: Level, wanted: ReadonlySet<string>) => ({
  shapes: shapesOf(topology, level, wanted),
  districts: shapesOf(topology, 'district', null),
  province: shapesOf(topology, 'province', null),
})

/** Communes of zone III, or those with an extremely difficult village. */
export function overlayAreas(topology: Topology, values: Values, overlay: Overlay): FeatureCollection {
  const isIn = (at: number) =>
    isCovered(overlay, { value: values.value[at] ?? null, numerator: values.numerator[at] ?? null })
  return shapesOf(topology, 'commune', new Set(values.code.filter((_, at) => isIn(at))))
}

/** West, south, east and north of some areas. */
export function boundsOf(features: readonly Feature[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  const visit = (node: unknown): void => {
    if (!Array.isArray(node)) return
    const [x, y] = node as unknown[]
    if (typeof x === 'number' && typeof y === 'number') {
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    } else node.forEach(visit)
  }
  for (const { geometry } of features) if ('coordinates' in geometry) visit(geometry.coordinates)
  return box
}
