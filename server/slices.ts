import { setImmediate } from 'node:timers/promises'

/** Milliseconds that work may go on at one go: others wait for that long. */
const slice = 20

/** Does work that pauses often, letting others in between whenever it has gone on for a while. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (let since = performance.now(); ;) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() - since < slice) continue
    await setImmediate()
    since = performance.now()
  }
}
