/** What browsers that know it say of the reader's network. */
type Connection = { saveData?: boolean; effectiveType?: string }

/** Whether the reader's network has nothing to spare: data is saved, or the line is very slow. */
export const isSparing = (connection: Connection | undefined): boolean =>
  connection?.saveData === true || /2g$/.test(connection?.effectiveType ?? '')

/** Does something that nobody waits for once the browser rests; not at all on a network that must be spared. */
export function whenIdle(work: () => void): () => void {
  // no type of the browser knows it, as not all browsers have it
  if (isSparing((navigator as { connection?: Connection }).connection)) return () => undefined
  if (!('requestIdleCallback' in window)) return () => undefined
  const handle = requestIdleCallback(work, { timeout: 10_000 })
  return () => cancelIdleCallback(handle)
}
