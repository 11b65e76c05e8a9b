import type { Topology } from 'topojson-specification'
import type { Detail } from '#domain/detail'
import { drawnAt } from '#domain/detail'
import { codesIn } from '#domain/geography'
import { topologyIn } from '#domain/topology'
import type { Vintage } from '#domain/units'
import type { Published } from '../published'

/**
 * The map of a vintage, or the part of it that shows a province or district: the same object as long as it is kept, so
 * that what is drawn of it is kept as well.
 * @param within code of the area; null is all there is
 */
export function groundWithin(
  { dataset, boundaries }: Pick<Published, 'dataset' | 'boundaries'>,
  vintage: Vintage,
  within: string | null,
  detail: Detail,
): Topology {
  const whole = drawnAt(boundaries[vintage], detail)
  const geography = dataset.geographies[vintage]
  const index = within === null ? undefined : geography.indexOf.get(within)
  return index === undefined ? whole : topologyIn(whole, codesIn(geography, index))
}
