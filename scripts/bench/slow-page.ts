import type { Browser, BrowserContext, Page } from 'playwright-core'

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

/** Times are milliseconds since the navigation began; bytes are counted as they travelled. */
export type Visit = {
  completeMs: number
  bytesToComplete: number
  interactiveMs: number
  bytes: number
  requests: number
}

/**
 * Marks the moment in which the product's first map is on the screen, as the other pages mark theirs: two frames after
 * it is there with its legend and its figures. No frame is drawn before the style sheet has come.
 * Runs in the page before anything else.
 */
const watchFirstMap = `(() => {
  const look = () => {
    const isThere =
      document.querySelector('.first-map > g:last-child') !== null &&
      document.querySelector('.legend li') !== null &&
      document.querySelector('.figures .big') !== null
    requestAnimationFrame(isThere ? () => requestAnimationFrame(() => performance.mark('complete')) : look)
  }
  requestAnimationFrame(look)
})()`

/** Marks the moment in which the interactive map has taken over. */
const watchInteractive = `(() => {
  const look = () => {
    const isThere =
      document.querySelector('[data-place]:not([data-place=""])') !== null && document.querySelector('.first-map') === null
    requestAnimationFrame(isThere ? () => requestAnimationFrame(() => performance.mark('interactive')) : look)
  }
  requestAnimationFrame(look)
})()`

export type Watched = { address: string; isOwn: boolean }

/** Visits a page as a reader with an old PC does. Visits in one context share its cache. */
export async function visit(context: BrowserContext, { address, isOwn }: Watched): Promise<Visit> {
  const page = await context.newPage()
  if (isOwn) await page.addInitScript(`${watchFirstMap};${watchInteractive}`)
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', slow.network)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu })
  let began = Infinity
  let requests = 0
  const received: { at: number; bytes: number }[] = []
  session.on('Network.requestWillBeSent', ({ timestamp }) => {
    began = Math.min(began, timestamp)
    requests += 1
  })
  session.on('Network.dataReceived', ({ timestamp, encodedDataLength }) => {
    received.push({ at: timestamp, bytes: encodedDataLength })
  })
  session.on('Network.responseReceived', ({ timestamp, response }) => {
    if (!response.fromDiskCache) received.push({ at: timestamp, bytes: response.encodedDataLength })
  })
  await page.goto(address, { waitUntil: 'commit', timeout: 120_000 })
  const completeMs = await markOf(page, 'complete')
  const interactiveMs = isOwn ? await markOf(page, 'interactive') : completeMs
  await page.waitForLoadState('networkidle')
  const total = (until: number) =>
    received.filter(({ at }) => at <= until).reduce((sum, { bytes }) => sum + bytes, 0)
  await session.detach()
  await page.close()
  return {
    completeMs,
    bytesToComplete: total(began + completeMs / 1000),
    interactiveMs,
    bytes: total(Infinity),
    requests,
  }
}

async function markOf(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction(
    (mark) => performance.getEntriesByName(mark)[0]?.startTime ?? 0,
    name,
    { timeout: 180_000, polling: 100 },
  )
  return Number(await handle.jsonValue())
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
