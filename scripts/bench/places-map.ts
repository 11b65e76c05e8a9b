import { rmSync } from 'node:fs'
import { randomOf } from '#domain/random'
import { launchChromium } from '../chromium'
import type { Bench, Figure } from './figures'
import type { Drag } from './dragging'
import { countMovedFrames, drag } from './dragging'
import { median } from './figures'
import { buildPage, serve } from './serve'

/** A national set of 90,000 villages and 60,000 facilities in 34 provinces: the share of one. */
const [villages, facilities] = [Math.ceil(90_000 / 34), Math.ceil(60_000 / 34)]
/** The province from west to east and from south to north. */
const [west, south, east, north] = [103.6, 21.5, 105.0, 22.8]
const kinds = ['play-area', 'preschool-main', 'preschool-satellite', 'cultural-house', 'health-station']
const states = ['yes', 'no', 'under-repair', 'unknown']

/**
 * Frames each second while the map of a whole province is dragged with every village and facility on it, in the
 * software renderer: clusters from afar, single signs from near. A browser draws 60 at most.
 */
export const placesMap: Bench = async ({ isShort }) => {
  const webDir = buildPage()
  const served = await serve(webDir)
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.addInitScript(countMovedFrames)
  const made = { villages: generated(villages, 'village'), facilities: generated(facilities, 'facility') }
  for (const [path, features] of Object.entries(made)) {
    await page.route(`**/api/${path}?*`, (route) =>
      route.fulfill({
        json: {
          type: 'FeatureCollection',
          dataVersion: 1,
          numberReturned: features.length,
          links: [],
          features,
        },
      }),
    )
  }
  await page.goto(`${served.url}/places?unit=15`)
  await page.waitForSelector('[data-place]:not([data-place=""])', { timeout: 120_000 })
  await page.waitForTimeout(3000)
  // with the first movement the page finds out how fast this machine draws
  await drag(page, 0)
  const rounds = isShort ? 2 : 6
  const figures: Figure[] = []
  for (const [name, clicks] of [
    ['from afar', 2],
    ['from near', 2],
  ] as const) {
    for (let click = 0; click < clicks; click++) {
      await page.locator('.frame .controls button').first().click()
      await page.waitForTimeout(1500)
    }
    await page.waitForTimeout(2000)
    const drags: Drag[] = []
    for (let round = 0; round < rounds; round++) drags.push(await drag(page, round))
    figures.push(
      { name: `places map, dragged ${name}`, value: median(drags.map((one) => one.rate)), unit: 'per s' },
      { name: `places map, drawn ${name} after it`, value: median(drags.map((one) => one.ms)), unit: 'ms' },
    )
  }
  await browser.close()
  await served.stop()
  rmSync(webDir, { recursive: true, force: true })
  return figures
}

/** Places spread evenly, the same in each run. */
function generated(count: number, sort: 'village' | 'facility') {
  const random = randomOf(count)
  const between = (low: number, high: number) => low + (high - low) * random.uniform()
  return Array.from({ length: count }, (_, i) => ({
    type: 'Feature',
    id: `${sort}-${i}`,
    geometry: { type: 'Point', coordinates: [between(west, east), between(south, north)] },
    properties: {
      name: `${sort} ${i}`,
      type: 'thôn',
      status: 'illustrative',
      as_of: '2026-06-30',
      kind: kinds[i % kinds.length],
      condition: 'working',
      play_area: states[i % states.length],
    },
  }))
}
