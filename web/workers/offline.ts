/// <reference types="vite/client" />
// A service worker of the page of villages alone: whoever has opened it once can open it again where there is no network.
// The map and the other pages are not slowed by it.

/** What a service worker has of its own; the types of the page's scope know nothing of it. */
type Lasting = Event & { waitUntil: (work: Promise<unknown>) => void }
type Fetching = Lasting & { request: Request; respondWith: (answer: Promise<Response>) => void }
type Scope = {
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  addEventListener: {
    (type: 'install' | 'activate', listen: (event: Lasting) => void): void
    (type: 'fetch', listen: (event: Fetching) => void): void
    (type: 'message', listen: (event: Lasting & { data: unknown }) => void): void
  }
}
const scope = self as unknown as Scope // this file runs as a service worker and nowhere else

/** Public answers that the page cannot do without; nothing that depends on who asks is kept, but who that is. */
const wanted =
  /^\/(places|favicon\.svg|api\/(catalogue|units|boundaries|villages|facilities|access|accounts\/me)\b)/
/** Each build has a worker of its own name, and so answers of its own. */
const kept = `places ${location.pathname}`
/** Answers kept at most; the oldest go first. */
const most = 200

const isFile = (path: string) => path.startsWith('/assets/')

async function keep(address: string, answer: Response): Promise<void> {
  if (!answer.ok || answer.redirected) return
  const cache = await caches.open(kept)
  await cache.put(address, answer)
  const addresses = await cache.keys()
  await Promise.all(addresses.slice(0, Math.max(0, addresses.length - most)).map((one) => cache.delete(one)))
}

const find = async (address: string): Promise<Response | undefined> =>
  (await caches.open(kept)).match(address, { ignoreVary: true })

/** Files never change under their names; all else is asked for, and the kept answer given only where nothing comes. */
async function answer(event: Fetching): Promise<Response> {
  const { url } = event.request
  if (isFile(new URL(url).pathname)) {
    const known = await find(url)
    if (known) return known
  }
  try {
    const fresh = await fetch(event.request)
    event.waitUntil(keep(url, fresh.clone()))
    return fresh
  } catch (cause) {
    const known = await find(url)
    if (known) return known
    throw cause
  }
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))

scope.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  ),
)

scope.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin) return
  if (isFile(pathname) || wanted.test(pathname)) event.respondWith(answer(event))
})

// what the page had fetched before this worker was there
scope.addEventListener('message', (event) => {
  const addresses = Array.isArray(event.data) ? event.data.filter((one) => typeof one === 'string') : []
  event.waitUntil(
    Promise.all(
      addresses.map(async (address) => {
        const { origin, pathname } = new URL(address)
        if (origin !== location.origin || !(isFile(pathname) || wanted.test(pathname))) return
        if ((await find(address)) === undefined) await fetch(address).then((fresh) => keep(address, fresh))
      }),
    ),
  )
})
