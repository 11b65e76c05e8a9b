import { askCatalogue, knownCatalogue } from '../api'

/**
 * A document that the browser had kept may be older than the last publication: it is shown at once, and drawn anew if
 * the catalogue, with its data version and boundaries, is no longer the one it was drawn from. Without a network it stands.
 */
export async function checkFreshness(): Promise<void> {
  const [arrival] = performance.getEntriesByType('navigation')
  const wasKept = arrival instanceof PerformanceNavigationTiming && arrival.transferSize === 0
  const drawnFrom = knownCatalogue()
  if (!wasKept || drawnFrom === null) return
  const latest = await askCatalogue().catch(() => drawnFrom)
  if (JSON.stringify(latest) !== JSON.stringify(drawnFrom)) location.reload()
}
