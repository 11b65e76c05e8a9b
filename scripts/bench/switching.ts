import { rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { launchChromium } from '../chromium'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import { buildRivals, rivalPath } from './rivals'
import { buildPage, serve } from './serve'

/** Periods to switch between, there and back. */
const periods = ['2024-H2', '2025-H1'] as const

/**
 * From the wish to the repainted map, for a period that was not looked at before and one that was, beside the same
 * with ECharts. The answers come over the machine's own network: what is measured is the work.
 */
export const switching: Bench = async ({ isShort }) => {
  const webDir = await buildPage()
  await buildRivals(webDir)
  const served = await serve(webDir)
  const browser = await launchChromium()
  const rounds = isShort ? 4 : 20
  const viewport = { width: 1366, height: 768 }

  const own = await browser.newPage({ viewport })
  let [topologies, answerBytes] = [0, 0]
  const session = await own.context().newCDPSession(own)
  await session.send('Network.enable')
  const values = new Set<string>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes('.topojson')) topologies += 1
    if (request.url.includes('/values?')) values.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (values.has(requestId)) answerBytes = Math.max(answerBytes, encodedDataLength)
  })
  await own.goto(`${served.url}/?vintage=2024`)
  await own.waitForSelector('[data-place]:not([data-place=""])', { timeout: 120_000 })
  await own.waitForSelector('.first-map', { state: 'detached', timeout: 120_000 })
  const ownTimes = await times(rounds, (period) => switchOwn(own, period))

  const rival = await browser.newPage({ viewport })
  await rival.goto(served.url + rivalPath('echarts'))
  await rival.waitForFunction(() => performance.getEntriesByName('complete').length > 0)
  const rivalTimes = await times(rounds, (period) =>
    rival.evaluate(async (to) => {
      const began = performance.now()
      await (window as unknown as { switchTo: (period: string) => Promise<void> }).switchTo(to)
      await new Promise((resolve) => requestAnimationFrame(resolve))
      return performance.now() - began
    }, period),
  )
  await browser.close()
  await served.stop()
  rmSync(webDir, { recursive: true, force: true })
  const figures: Figure[] = [
    { name: 'switch: own', value: median(ownTimes), unit: 'ms' },
    { name: 'switch: ECharts', value: median(rivalTimes), unit: 'ms' },
    { name: 'switch ÷ ECharts, time', value: median(ownTimes) / median(rivalTimes), unit: 'ratio' },
    { name: 'switch: largest answer', value: answerBytes, unit: 'bytes' },
    { name: 'switch: geometry sent', value: topologies, unit: 'requests' },
  ]
  return figures
}

async function times(rounds: number, run: (period: string) => Promise<number>): Promise<number[]> {
  const all: number[] = []
  for (let round = 0; round < rounds; round++) all.push(await run(periods[round % 2] ?? periods[0]))
  return all
}

/** Goes to a period as the browser's own history does, and waits for the frame that has the new key figures. */
const switchOwn = (page: Page, period: string): Promise<number> =>
  page.evaluate(async (to) => {
    const began = performance.now()
    const address = new URL(location.href)
    address.searchParams.set('period', to)
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
    // no named functions: what compiles this file would wrap them in something the browser does not have
    do await new Promise((resolve) => requestAnimationFrame(resolve))
    while (document.querySelector('.map')?.getAttribute('aria-busy') !== 'false')
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - began
  }, period)
