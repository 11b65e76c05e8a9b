import { rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { launchChromium } from '../chromium'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import { buildRivals, rivalPath } from './rivals'
import { buildPage, serve } from './serve'
import { makeSlow } from './slow-page'

/** Periods to switch between, there and back. */
const periods = ['2024-H2', '2025-H1'] as const
/** Long enough for what either page fetches when nobody asks for anything. */
const rest = 4000
/** Between two switches, so that none waits for what the one before it left to do. */
const pause = 700

export type Switch = { ms: number; frames: number }

/**
 * From the wish to the repainted map on an old PC with a slow network, as in the bench of the first map: periods there
 * and back, beside the same with ECharts; then indicators and vintages that were not looked at before.
 */
export const switching: Bench = async ({ isShort }) => {
  const webDir = buildPage()
  await buildRivals(webDir)
  const served = await serve(webDir)
  const browser = await launchChromium()
  const rounds = isShort ? 4 : 20
  const viewport = { width: 1366, height: 768 }

  const own = await browser.newPage({ viewport })
  let [topologies, answerBytes] = [0, 0]
  const session = await own.context().newCDPSession(own)
  await session.send('Network.enable')
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.includes('.topojson')) topologies += 1
  })
  session.on('Network.responseReceived', ({ response }) => {
    if (!response.url.includes('/values?')) return
    answerBytes = Math.max(answerBytes, Number(response.headers['content-length'] ?? NaN))
  })
  await own.goto(`${served.url}/?vintage=2024`)
  await own.waitForSelector('[data-place]:not([data-place=""])', { timeout: 120_000 })
  await own.waitForSelector('.first-map', { state: 'detached', timeout: 120_000 })
  await makeSlow(session)
  await own.waitForTimeout(rest)
  const ownTimes = await times(rounds, async (at) => {
    await own.waitForTimeout(pause)
    return switchOwn(own, { period: periods[at % 2] ?? periods[0] })
  })
  const seen = topologies
  const indicators = ['preschool-3-5', 'play-areas-communes', 'child-protection-boards', 'zone']
  const unseen = await times(isShort ? 2 : indicators.length, (at) =>
    switchOwn(own, { indicator: indicators[at] ?? '' }),
  )
  const vintages = await times(2, (at) => switchOwn(own, { vintage: at === 0 ? '2025' : '2024' }))
  await own.close()

  const rival = await browser.newPage({ viewport })
  await rival.goto(served.url + rivalPath('echarts'))
  await rival.waitForFunction(() => performance.getEntriesByName('complete').length > 0)
  await makeSlow(await rival.context().newCDPSession(rival))
  await rival.waitForTimeout(rest)
  const rivalTimes = await times(rounds, async (at) => {
    await rival.waitForTimeout(pause)
    return rival.evaluate(
      async (to) => {
        const began = performance.now()
        await (window as unknown as { switchTo: (period: string) => Promise<void> }).switchTo(to)
        await new Promise((resolve) => requestAnimationFrame(resolve))
        return { ms: performance.now() - began, frames: 1 }
      },
      periods[at % 2] ?? periods[0],
    )
  })
  await browser.close()
  await served.stop()
  rmSync(webDir, { recursive: true, force: true })
  const ms = (all: readonly Switch[]) => median(all.map((one) => one.ms))
  const figures: Figure[] = [
    { name: 'switch: own', value: ms(ownTimes), unit: 'ms' },
    { name: 'switch: frames', value: median(ownTimes.map(({ frames }) => frames)), unit: 'frames' },
    { name: 'switch: ECharts', value: ms(rivalTimes), unit: 'ms' },
    { name: 'switch ÷ ECharts, time', value: ms(ownTimes) / ms(rivalTimes), unit: 'ratio' },
    { name: 'switch: an indicator never seen', value: ms(unseen), unit: 'ms' },
    { name: 'switch: the other vintage, there and back', value: ms(vintages), unit: 'ms' },
    { name: 'switch: largest answer', value: answerBytes, unit: 'bytes' },
    { name: 'switch: geometry sent', value: seen, unit: 'requests' },
  ]
  return figures
}

export async function times(rounds: number, run: (round: number) => Promise<Switch>): Promise<Switch[]> {
  const all: Switch[] = []
  for (let round = 0; round < rounds; round++) all.push(await run(round))
  return all
}

/** Goes to a view as the browser's own history does, and waits for the frame that has the new key figures. */
export const switchOwn = (page: Page, change: Record<string, string>): Promise<Switch> =>
  page.evaluate(async (to) => {
    const began = performance.now()
    const address = new URL(location.href)
    for (const [name, value] of Object.entries(to)) address.searchParams.set(name, value)
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
    let frames = 0
    // no named functions: what compiles this file would wrap them in something the browser does not have
    do {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      frames += 1
    } while (document.querySelector('.map')?.getAttribute('aria-busy') !== 'false')
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return { ms: performance.now() - began, frames }
  }, change)
