import { setTimeout } from 'node:timers/promises'
import type { Browser, BrowserContext, CDPSession } from 'playwright-core'

/** An old PC far from the city: a processor four times slower, 1.6 Mbit/s, 150 ms. */
const slow = {
  cpu: 4,
  network: {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (0.75 * 1024 * 1024) / 8,
  },
}

/** Gives the page of a session that processor and that network. */
export async function makeSlow(session: CDPSession): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', slow.network)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu })
}

/** Times are milliseconds since the navigation began; bytes are counted as they travelled. */
export type Visit = {
  completeMs: number
  bytesToComplete: number
  /** From when on the map can be moved and zoomed, and a unit that is pointed at says its name and value. */
  interactiveMs: number
  /** From when on the drawn map has given way to the interactive one where the reader has moved it. */
  takenOverMs: number
  bytes: number
  requests: number
}

/**
 * Marks the moment in which the product's first map is on the screen, as the other pages mark theirs: when the frame is
 * over that shows it with its legend and its figures. No frame is drawn before the style sheet has come.
 * Runs in the page before anything else.
 */
const watchFirstMap = `(() => {
  const look = () => {
    const isThere =
      document.querySelector('.first-map > g:last-child') !== null &&
      document.querySelector('.legend li') !== null &&
      document.querySelector('.figures .big') !== null
    requestAnimationFrame(isThere ? () => performance.mark('complete') : look)
  }
  requestAnimationFrame(look)
})()`

/** Marks the moments in which the map answers the pointer and moves, and in which MapLibre's stands in its place. */
const watchInteractive = `(() => {
  let isInteractive = false
  const look = () => {
    const isTakenOver =
      document.querySelector('[data-place]:not([data-place=""])') !== null && document.querySelector('.first-map') === null
    if (!isInteractive && (isTakenOver || document.querySelector('.first[data-answers]') !== null)) {
      isInteractive = true
      performance.mark('interactive')
    }
    requestAnimationFrame(isTakenOver ? () => performance.mark('taken over') : look)
  }
  requestAnimationFrame(look)
})()`

/** Tells the marks and paints of a page. Asking the page for them would hold it up: what asks is compiled there first. */
const tellMarks = `new PerformanceObserver((seen) => {
  for (const { name, startTime } of seen.getEntries()) told(JSON.stringify([name, startTime]))
}).observe({ entryTypes: ['mark', 'paint'] })`

/** Hears what a page tells of itself. @returns when a mark was set, once it is */
async function hearMarks(session: CDPSession): Promise<(name: string) => Promise<number>> {
  const heard = new Map<string, number>()
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== 'told') return
    const [mark, at] = JSON.parse(payload) as [string, number]
    heard.set(mark, at)
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'told' })
  return async (mark) => {
    for (const until = Date.now() + 180_000; Date.now() < until; await setTimeout(50)) {
      const at = heard.get(mark)
      if (at !== undefined) return at
    }
    throw new Error(`the page never came to “${mark}”`)
  }
}

export type Watched = { address: string; isOwn: boolean }

/** Visits a page as a reader with an old PC does. Visits in one context share its cache. */
export async function visit(context: BrowserContext, { address, isOwn }: Watched): Promise<Visit> {
  const page = await context.newPage()
  if (isOwn) await page.addInitScript(`${watchFirstMap};${watchInteractive}`)
  const session = await page.context().newCDPSession(page)
  const markOf = await hearMarks(session)
  await page.addInitScript(tellMarks)
  await makeSlow(session)
  let began = Infinity
  let requests = 0
  const received: { at: number; bytes: number }[] = []
  session.on('Network.requestWillBeSent', ({ timestamp }) => {
    began = Math.min(began, timestamp)
    requests += 1
  })
  let documentId = ''
  session.on('Network.dataReceived', ({ timestamp, encodedDataLength }) => {
    received.push({ at: timestamp, bytes: encodedDataLength })
  })
  session.on('Network.responseReceived', ({ requestId, timestamp, type, response }) => {
    if (type === 'Document') documentId = requestId
    else if (!response.fromDiskCache) received.push({ at: timestamp, bytes: response.encodedDataLength })
  })
  // the bytes of the document itself are told only at its end
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    if (requestId === documentId) received.push({ at: timestamp, bytes: encodedDataLength })
  })
  await page.goto(address, { waitUntil: 'commit', timeout: 120_000 })
  const markMs = await markOf('complete')
  // a frame that was asked for may come before anything was painted; a picture by WebGL alone is not told as a paint
  const completeMs = isOwn ? Math.max(markMs, await markOf('first-contentful-paint')) : markMs
  const interactiveMs = isOwn ? await markOf('interactive') : completeMs
  const takenOverMs = isOwn ? await markOf('taken over') : completeMs
  await page.waitForLoadState('networkidle')
  const total = (until: number) =>
    received.filter(({ at }) => at <= until).reduce((sum, { bytes }) => sum + bytes, 0)
  await session.detach()
  await page.close()
  return {
    completeMs,
    bytesToComplete: total(began + completeMs / 1000),
    interactiveMs,
    takenOverMs,
    bytes: total(Infinity),
    requests,
  }
}

/** A first and a second visit with an empty cache to begin with. */
export async function twoVisits(
  browser: Browser,
  watched: Watched,
): Promise<{ first: Visit; second: Visit }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const first = await visit(context, watched)
  const second = await visit(context, watched)
  await context.close()
  return { first, second }
}
