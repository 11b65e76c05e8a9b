import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { cameraOf } from './pixels'
import type { Site } from './site'
import { mapReady, openSite } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

/** A graphics card that takes its time for each picture. */
const slowCard = `{
  const clear = WebGL2RenderingContext.prototype.clear
  WebGL2RenderingContext.prototype.clear = function (...bits) {
    const until = performance.now() + 40
    while (performance.now() < until);
    return clear.apply(this, bits)
  }
}`

async function openSlow(address: string): Promise<Page> {
  const page = await site.open(address, undefined, (fresh) => fresh.addInitScript(slowCard))
  await mapReady(page)
  return page
}

const shiftOf = (page: Page) =>
  page.locator('.maplibregl-canvas-container').evaluate((picture) => picture.style.transform)
const middleOf = async (page: Page) => {
  const { x, y, width, height } = (await page.locator('[data-place]').boundingBox())!
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
}

/** Whether fingers move the picture of the map, which the map itself no longer listens to. */
const isFollowed = (page: Page) =>
  page.locator('[data-place]').evaluate((stage) => getComputedStyle(stage).touchAction === 'none')

/** Drags for long enough that the page sees how long its pictures take; on a busy machine once more. */
async function dragForAWhile(page: Page): Promise<void> {
  const { x, y } = await middleOf(page)
  const until = Date.now() + 30_000
  while (!(await isFollowed(page)) && Date.now() < until) {
    await page.mouse.move(x, y)
    await page.mouse.down()
    const enough = Date.now() + 1500
    for (let step = 1; Date.now() < enough; step++) {
      await page.mouse.move(x + (step % 40), y)
      await page.waitForTimeout(15)
    }
    await page.mouse.up()
    await page.waitForTimeout(1000)
  }
  expect(await isFollowed(page)).toBe(true)
}

describe('where drawing is slow, after the first movement', () => {
  test('the picture follows the hand, and the map is drawn anew where the hand left it', async () => {
    const page = await openSlow('/?lang=en&vintage=2024')
    await dragForAWhile(page)
    const [before, { x, y }] = [await cameraOf(page), await middleOf(page)]
    // right of the legend
    const clip = { x: x + 80, y: y - 60, width: 200, height: 200 }
    // nothing is pointed at
    await page.mouse.move(5, 5)
    await page.locator('.tip').waitFor({ state: 'detached' })
    const first = PNG.sync.read(await page.screenshot({ clip: { ...clip, x: clip.x - 60, y: clip.y - 40 } }))
    const shifts = await page.locator('[data-place]').evaluateHandle((stage) => {
      const seen: string[] = []
      const picture = stage.querySelector<HTMLElement>('.maplibregl-canvas-container')!
      new MutationObserver(() => seen.push(`${picture.style.transform} ${stage.dataset['place']}`)).observe(
        picture,
        { attributeFilter: ['style'] },
      )
      return seen
    })
    const told = await page.locator('[data-place]').getAttribute('data-place')
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y + 40)
    await page.mouse.up()
    await expect.poll(() => shiftOf(page)).toBe('')
    // the picture went with the hand before the map knew of it
    expect(await shifts.jsonValue()).toContain(`scale(1) translate(60px, 40px) ${told}`)

    const after = await cameraOf(page)
    // the whole world is 512 pixels wide at zoom 0
    const degreesPerPixel = 360 / (512 * 2 ** before.zoom)
    expect(after.longitude - before.longitude).toBeCloseTo(-60 * degreesPerPixel, 4)
    expect(after.latitude - before.latitude).toBeGreaterThan(0)
    expect(after.zoom).toBe(before.zoom)
    await page.mouse.move(5, 5)
    // names may be set anew at the edges
    await page.waitForTimeout(600)
    const drawn = PNG.sync.read(await page.screenshot({ clip }))
    const others = pixelmatch(first.data, drawn.data, undefined, 200, 200, { threshold: 0.2 })
    expect(others / 200 ** 2).toBeLessThan(0.05)
    // a drag is no click
    expect(page.url()).not.toContain('unit=')
    await page.close()
  })

  test('it is drawn anew when the hand rests, and when too little of it is left', async () => {
    const page = await openSlow('/?lang=en&vintage=2024')
    await dragForAWhile(page)
    const [before, { x, y }] = [await cameraOf(page), await middleOf(page)]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 50, y, { steps: 3 })
    // the hand rests and still holds it
    await expect.poll(() => shiftOf(page)).toBe('')
    const rested = await cameraOf(page)
    expect(rested.longitude).toBeLessThan(before.longitude)
    const { width } = (await page.locator('[data-place]').boundingBox())!
    await page.mouse.move(x + 50 + width * 0.45, y, { steps: 3 })
    await expect.poll(async () => (await cameraOf(page)).longitude).toBeLessThan(rested.longitude)
    await page.mouse.up()
    await page.close()
  })

  test('the wheel and the keys move it as they do everywhere, and a click opens what is under it', async () => {
    const page = await openSlow('/?lang=en&vintage=2024')
    await dragForAWhile(page)
    const [before, { x, y }] = [await cameraOf(page), await middleOf(page)]
    await page.mouse.move(x, y)
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -100)
    // five times 0.2 zooms
    await expect.poll(async () => (await cameraOf(page)).zoom).toBeCloseTo(before.zoom + 1, 3)
    await page.locator('.maplibregl-canvas').focus()
    await page.keyboard.press('-')
    await expect.poll(async () => (await cameraOf(page)).zoom).toBeCloseTo(before.zoom, 3)
    expect((await cameraOf(page)).longitude).toBeCloseTo(before.longitude, 5)
    await expect.poll(() => shiftOf(page)).toBe('')
    await page.waitForTimeout(300)
    await page.mouse.click(x, y)
    await page.waitForURL(/unit=/)
    await page.close()
  })
})
