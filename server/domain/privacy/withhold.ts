import type { Dataset } from '../dataset'
import { chooseHidden } from './choose'
import { publishable } from './publishable'
import { cellKey, sensitiveMeasures } from './withholding'

/**
 * The dataset as everyone may see it. Small counts of sensitive matters are withheld, and with them whatever would
 * give them away; whatever is asked of this dataset is worked out without them, so no answer can tell more. Sums over
 * withheld parts are told where that is proved to be safe: see {@link chooseHidden}.
 * @param threshold counts below this are small
 * @returns the dataset itself where nothing has to be withheld; pauses often, so that other work can go on
 */
export function* withholding(dataset: Dataset, threshold: number): Generator<void, Dataset> {
  const { atoms, figures } = yield* publishable(
    dataset,
    keptBack(dataset, () => true),
  )
  const hidden = yield* chooseHidden(atoms, figures, threshold)
  const cells = new Set<string>()
  const sums = new Map<string, number>()
  for (const [at, figure] of figures.entries()) {
    if (hidden[at]) for (const cell of figure.cells) cells.add(cell)
    else for (const [key, numerator] of figure.sums) sums.set(key, numerator)
  }
  if (cells.size === 0) return dataset
  return { ...keptBack(dataset, (key) => cells.has(key)), withholding: { threshold, cells, sums } }
}

/** The same at one go. */
export function withhold(dataset: Dataset, threshold: number): Dataset {
  const steps = withholding(dataset, threshold)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The dataset without the values of sensitive figures whose key is one of those kept back. */
function keptBack(dataset: Dataset, isKeptBack: (key: string) => boolean): Dataset {
  const sensitive = sensitiveMeasures(dataset.catalogue)
  return {
    ...dataset,
    cellAt: (layer, vintage, index, measure, period) => {
      const cell = dataset.cellAt(layer, vintage, index, measure, period)
      // made-up figures are nobody's
      if (cell === null || layer !== 'real' || !sensitive.has(measure)) return cell
      const key = cellKey({ layer, vintage, index, measure, period: cell.period })
      return isKeptBack(key) ? { ...cell, value: NaN, withheld: key } : cell
    },
  }
}
