/**
 * A document that the browser had kept may be older than the last publication: it is shown at once, and drawn anew if
 * the server now has another. Without a network it stands.
 */
export async function checkFreshness(): Promise<void> {
  const [arrival] = performance.getEntriesByType('navigation')
  if (!(arrival instanceof PerformanceNavigationTiming) || arrival.transferSize !== 0) return
  const versionBy = async (cache: RequestCache) =>
    (await fetch(arrival.name, { cache, mode: 'same-origin' })).headers.get('ETag')
  try {
    const had = await versionBy('only-if-cached')
    if ((await versionBy('no-cache')) !== had) location.reload()
  } catch {
    // no network, or no longer kept: the next visit asks again
  }
}
