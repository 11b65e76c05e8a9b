import type { Cell, Layer } from './columns'
import type { Dataset } from './dataset'
import type { Period } from './periods'
import type { Vintage } from './units'

/** The layers that may answer, the one that is asked first in front: a real figure hides a made-up one. */
export const wantedLayers = (illustrative: boolean): readonly Layer[] =>
  illustrative ? ['real', 'illustrative'] : ['real']

/** The figure of one unit in the first of the layers that has one. */
export function firstCell(
  dataset: Dataset,
  layers: readonly Layer[],
  vintage: Vintage,
  index: number,
  measure: string,
  period: Period,
): Cell | null {
  for (const layer of layers) {
    const cell = dataset.cellAt(layer, vintage, index, measure, period)
    if (cell) return cell
  }
  return null
}
