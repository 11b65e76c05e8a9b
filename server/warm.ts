import { setImmediate } from 'node:timers/promises'
import type { Dataset } from '#domain/dataset'
import { vintages } from '#domain/units'
import { valuesAt } from '#domain/values'

/**
 * Works out the counts of every commune ahead of the first question, one indicator and period at a time, so that
 * no later answer has to do it all at once and hold up the others.
 */
export async function warm(dataset: Dataset, signal: AbortSignal): Promise<void> {
  for (const vintage of vintages) {
    for (const period of [...dataset.periods].reverse()) {
      for (const indicator of dataset.catalogue.indicators) {
        if (signal.aborted) return
        const [target = null] = indicator.targets
        valuesAt(
          dataset,
          { indicator, vintage, period, illustrative: dataset.hasIllustrative, target },
          'commune',
        )
        await setImmediate()
      }
    }
  }
}
