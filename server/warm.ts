import { setTimeout } from 'node:timers/promises'
import type { Dataset } from '#domain/dataset'
import { indexesWithin, provinceAround } from '#domain/geography'
import { distancesOf } from '#domain/priority/distances'
import type { Vintage } from '#domain/units'
import { vintages } from '#domain/units'
import { valuesAt } from '#domain/values'

/**
 * Works out the counts of every commune of the province that is looked at ahead of the first question, one indicator
 * and period at a time, so that no later answer has to do it all at once and hold up the others. Those of its
 * neighbours are worked out when they are asked for: kept ahead, the counts of a whole country would fill the memory.
 * @param rest is waited for before each step: whoever asks meanwhile goes first
 */
export async function warm(dataset: Dataset, signal: AbortSignal, rest: () => Promise<void>): Promise<void> {
  for (const vintage of vintages) {
    const geography = dataset.geographies[vintage]
    const communes = indexesWithin(geography, 'commune', provinceAround(geography, null))
    for (const period of [...dataset.periods].reverse()) {
      for (const indicator of dataset.catalogue.indicators) {
        await rest()
        if (signal.aborted) return
        const [target = null] = indicator.targets
        const question = { indicator, vintage, period, illustrative: dataset.hasIllustrative, target }
        valuesAt(dataset, question, communes)
      }
    }
    await warmDistances(dataset, vintage, communes, signal, rest)
  }
}

/** Measures the ways to the nearest play areas that priority reads, one commune at a time; they are kept by village. */
async function warmDistances(
  dataset: Dataset,
  vintage: Vintage,
  communes: readonly number[],
  signal: AbortSignal,
  rest: () => Promise<void>,
): Promise<void> {
  const { units } = dataset.geographies[vintage]
  const codes = communes.flatMap((index) => units[index]?.code ?? [])
  for (const illustrative of new Set([dataset.hasIllustrative, false])) {
    for (const code of codes) {
      await rest()
      if (signal.aborted) return
      distancesOf(dataset, { vintage, illustrative }, [code])
    }
  }
}

/** The first page after a start has the processor for itself. */
const pauseMilliseconds = 3000

/**
 * Loads and starts what is large a moment after the server: threads, and the library that keeps sessions, so that the
 * first plan, the first file and the first who signs in do not wait for them. What cannot be started yet is started by
 * the first question: that is told, and stops nobody.
 */
export async function warmLarge(
  parts: readonly { warm: () => Promise<unknown> }[],
  signal: AbortSignal,
  onFault: (fault: unknown) => void,
): Promise<void> {
  try {
    await setTimeout(pauseMilliseconds, undefined, { signal, ref: false })
  } catch {
    // the server stops before the moment has come
    return
  }
  for (const part of parts) {
    // a server that stops ends the threads while they start
    await part.warm().catch((error: unknown) => (signal.aborted ? undefined : onFault(error)))
  }
}
