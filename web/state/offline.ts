import worker from '../workers/offline?worker&url'

/**
 * Lets the page of villages be opened again where there is no network, with what was last seen of it. Best effort: a
 * browser that keeps nothing, or an address without TLS, goes on as before.
 */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(worker, { scope: '/places' })
    const { active } = await navigator.serviceWorker.ready
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
    active?.postMessage([location.href, ...fetched])
  } catch {
    // the page is there all the same
  }
}

/** Forgets all that was kept, as on a machine that others use. */
export async function forgetOffline(): Promise<void> {
  if (!('caches' in globalThis)) return
  for (const name of await caches.keys()) await caches.delete(name)
}
