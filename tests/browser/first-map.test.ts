import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { featuresOf } from '#domain/topology'
import { partsOf } from '#domain/geodesy'
import { openStore } from '../../server/store/connect'
import { publishBatch } from '../../server/store/publish'
import { pixelOf } from './pixels'
import type { Site } from './site'
import { hold, isFault, mapReady, openSite } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** The page as a browser shows it that runs no scripts. */
async function withoutScripts(address: string, viewport = desk): Promise<Page> {
  const context = await site.browser.newContext({ viewport, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(site.url + address)
  return page
}

describe('without scripts', () => {
  test.each([
    ['Vietnamese', '/', 'Tỷ lệ chung · toàn tỉnh', 'Minh hoạ', 99],
    ['English', '/?lang=en&vintage=2024', 'Overall rate · whole province', 'Illustrative', 152],
  ])('the page can be read in %s', async (_language, address, headline, mark, count) => {
    const page = await withoutScripts(address)
    const text = await page.locator('body').innerText()
    for (const part of [headline, mark, `/${count}`]) expect(text).toContain(part)
    expect(text).not.toMatch(/undefined|NaN|\[object|null/)
    expect(await page.locator('.first-map [data-code]').count()).toBe(count)
    expect(await page.locator('.first-map').isVisible()).toBe(true)
    // the same in words: every unit has its row
    expect(await page.getByRole('row').count()).toBe(count + 1)
    await page.context().close()
  })

  test('another indicator can be chosen with a form', async () => {
    const page = await withoutScripts('/?lang=en')
    await page.getByRole('combobox', { name: /^Indicator/ }).selectOption('population')
    await page.getByRole('combobox', { name: /^Geography/ }).selectOption('2024')
    await page.getByRole('button', { name: 'Show the map' }).click()
    await page.waitForURL(/indicator=population/)
    await expect.poll(() => page.locator('.first-map [data-code]').count()).toBe(152)
    expect(await page.locator('.legend h2').innerText()).toContain('Population')
    await page.context().close()
  })

  test('it fits a phone', async () => {
    const page = await withoutScripts('/', phone)
    const box = (await page.locator('.first-map').boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(phone.width)
    await page.context().close()
  })
})

/** Opens the page with its scripts held back, and lets them go when asked. */
async function openHeld(address: string, viewport: typeof desk, held = '**/assets/*.js') {
  const page = await site.browser.newPage({ viewport })
  page.on('console', (message) => {
    if (isFault(message)) site.faults.push(message.text())
  })
  const release = await hold(page, held)
  await page.goto(site.url + address, { waitUntil: 'commit' })
  await page.locator('.first-map').waitFor()
  await page.evaluate(() => document.fonts.ready)
  return { page, release }
}

/** Where a unit lies on the picture that the server drew. */
const drawnBox = async (page: Page, code: string) =>
  (await page.locator(`[data-code="${code}"]`).boundingBox())!

/** North-west corner of the box around a unit, on the interactive map. */
async function mappedCorner(page: Page, vintage: '2024' | '2025', code: string) {
  const { topology } = site.running.published().boundaries[vintage]
  const { geometry } = featuresOf(topology, 'commune').features.find(({ id }) => id === code)!
  const places = partsOf(geometry).flat(2)
  return pixelOf(page, [Math.min(...places.map(([lon]) => lon)), Math.max(...places.map(([, lat]) => lat))])
}

describe.each([
  ['at a desk', '/', desk, '2025', ['02647', '02701', '04303']],
  ['at a desk, another geography', '/?vintage=2024&lang=en', desk, '2024', ['02647', '02701']],
  ['at a desk, a district from near', '/?district=085', desk, '2025', ['02896']],
  ['on a phone', '/', phone, '2025', ['02647', '02701', '04303']],
] as const)('the interactive map takes over %s', (_where, address, size, vintage, codes) => {
  test('and nothing moves', async () => {
    const { page, release } = await openHeld(address, size)
    await page.locator('.first').scrollIntoViewIfNeeded()
    const scrolled = await page.evaluate(() => scrollY)
    const before = await Promise.all(codes.map((code) => drawnBox(page, code)))
    const figures = await page.locator('.figures').first().innerText()
    release()
    await mapReady(page)
    await page.locator('.first-map').waitFor({ state: 'detached', timeout: 45_000 })
    await page.evaluate((y) => scrollTo(0, y), scrolled)
    for (const [i, code] of codes.entries()) {
      const { x, y } = await mappedCorner(page, vintage, code)
      // half the border's width, and whole pixels on both sides
      expect(Math.abs(x - before[i]!.x), code).toBeLessThanOrEqual(2.5)
      expect(Math.abs(y - before[i]!.y), code).toBeLessThanOrEqual(2.5)
    }
    expect(await page.locator('.figures').first().innerText()).toBe(figures)
    await page.close()
  })
})

test('a choice made before the interactive map is there takes the picture of the old one away', async () => {
  const { page, release } = await openHeld('/', desk, '**/assets/MapPanel-*.js')
  const earlier = page.getByRole('button', { name: 'Kỳ trước' })
  // the button works as soon as the page has taken over what the server drew
  await expect
    .poll(
      async () => {
        await earlier.click()
        return page.url()
      },
      { timeout: 30_000 },
    )
    .toContain('period=')
  await page.locator('.first-map').waitFor({ state: 'detached' })
  release()
  await mapReady(page)
  await page.close()
})

test('before the interactive map is there, the drawn one answers the pointer', async () => {
  const { page, release } = await openHeld('/?lang=en&vintage=2024', desk, '**/assets/map-*.js')
  await page.locator('.first[data-answers]').waitFor()
  await page.locator('[data-code="02701"]').hover()
  const tip = page.locator('.tip')
  await tip.waitFor()
  expect(await tip.innerText()).toMatch(/^Y Tý commune\s/)
  await page.locator('[data-code="02701"]').click()
  await page.waitForURL(/unit=02701/)
  await page.getByRole('heading', { name: 'Y Tý commune' }).waitFor()
  release()
  await mapReady(page)
  await page.close()
})

describe('before the interactive map is there, the drawn one is moved', () => {
  const held = '**/assets/map-*.js'
  const code = '02701'

  /** A held page whose drawn map answers, with a point inside the unit that is followed. */
  async function openMovable(viewport = desk) {
    const { page, release } = await openHeld('/?lang=en&vintage=2024', viewport, held)
    await page.locator('.first[data-answers]').waitFor()
    await page.locator('.first').scrollIntoViewIfNeeded()
    return { page, release }
  }
  /** The box around a unit on the picture, without its border. */
  const shownBox = (page: Page) =>
    page.locator(`path[data-code="${code}"]`).evaluate((path: SVGPathElement) => {
      const { x, y, width, height } = path.getBBox()
      const { a = NaN, d = NaN, e = NaN, f = NaN } = path.getScreenCTM() ?? {}
      return { x: a * x + e, y: d * y + f, width: a * width, height: d * height }
    })
  const middleOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
    x: x + width / 2,
    y: y + height / 2,
  })
  const taken = (page: Page) => page.locator('.first-map').waitFor({ state: 'detached', timeout: 45_000 })
  /** After the takeover the unit lies where the picture showed it. */
  async function expectNoJump(page: Page, before: { x: number; y: number }) {
    const { x, y } = await mappedCorner(page, '2024', code)
    expect(Math.abs(x - before.x)).toBeLessThanOrEqual(2)
    expect(Math.abs(y - before.y)).toBeLessThanOrEqual(2)
  }

  test('by dragging and by the wheel, and the interactive map goes on from there', async () => {
    const { page, release } = await openMovable()
    const first = await shownBox(page)
    const start = middleOf(first)
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(start.x + 60, start.y + 90, { steps: 4 })
    await page.mouse.up()
    const second = await shownBox(page)
    expect([second.x - first.x, second.y - first.y].map(Math.round)).toEqual([60, 90])
    // a drag is no click
    expect(page.url()).not.toContain('unit=')

    const place = middleOf(second)
    await page.mouse.move(place.x, place.y)
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -100)
    // five times 0.2 zooms around the pointer
    await expect.poll(async () => (await shownBox(page)).width / second.width).toBeCloseTo(2, 3)
    const third = await shownBox(page)
    // a pointer has whole pixels
    expect(Math.abs(middleOf(third).x - place.x)).toBeLessThan(1)
    expect(Math.abs(middleOf(third).y - place.y)).toBeLessThan(1)

    await page.mouse.click(place.x, place.y)
    await page.waitForURL(/unit=02701/)
    await page.getByRole('heading', { name: 'Y Tý commune' }).waitFor()
    expect(await page.locator('.first-map .selected').count()).toBe(1)

    release()
    await taken(page)
    await expectNoJump(page, third)
    await page.close()
  })

  test('by keys, which go on to move the interactive map', async () => {
    const { page, release } = await openMovable()
    const before = await shownBox(page)
    await page.locator('.first').focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('-')
    await page.keyboard.press('+')
    const after = await shownBox(page)
    expect(after.x - before.x).toBeCloseTo(100, 0)
    expect(after.y).toBeCloseTo(before.y, 0)
    release()
    await taken(page)
    await expectNoJump(page, after)
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS')
    await page.close()
  })

  test('and is not taken out of the hand that drags it', async () => {
    const { page, release } = await openMovable()
    const { x, y } = middleOf(await shownBox(page))
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 30, y + 30, { steps: 3 })
    release()
    await page.waitForSelector('[data-place]:not([data-place=""])')
    await page.waitForTimeout(1500)
    expect(await page.locator('.first-map').count()).toBe(1)
    await page.mouse.move(x + 80, y + 40, { steps: 3 })
    const dragged = await shownBox(page)
    await page.mouse.up()
    await taken(page)
    await expectNoJump(page, dragged)
    await page.close()
  })

  test('on a phone by two fingers', async () => {
    const { page, release } = await openMovable(phone)
    const before = await shownBox(page)
    const stage = (await page.locator('.first').boundingBox())!
    const session = await page.context().newCDPSession(page)
    const centre = middleOf(stage)
    const touch = (type: 'touchStart' | 'touchMove', apart: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: [-apart, apart].map((right, id) => ({ x: centre.x + right, y: centre.y, id })),
      })
    await touch('touchStart', 40)
    for (const apart of [50, 60, 70, 80]) await touch('touchMove', apart)
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    const after = await shownBox(page)
    // twice as far apart, so twice as large around the middle between the fingers
    expect(middleOf(after).x - centre.x).toBeCloseTo(2 * (middleOf(before).x - centre.x), 0)
    expect(middleOf(after).y - centre.y).toBeCloseTo(2 * (middleOf(before).y - centre.y), 0)
    release()
    const scrolled = await page.evaluate(() => scrollY)
    await taken(page)
    await page.evaluate((top) => scrollTo(0, top), scrolled)
    await expectNoJump(page, after)
    await page.close()
  })
})

describe('the answers that the page was drawn from', () => {
  /** Where the document says that they are. */
  const addressIn = async () => {
    const html = await (await fetch(`${site.url}/?vintage=2024&lang=en`)).text()
    return /id="given" href="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&')
  }

  test('come by themselves, and are kept for as long as nothing else is published', async () => {
    const address = await addressIn()
    const reply = await fetch(site.url + address)
    expect(reply.headers.get('cache-control')).toBe('max-age=86400')
    expect(Object.keys((await reply.json()) as object).map((key) => key.split(' ')[0])).toEqual(
      ['catalogue', 'units', 'values', 'values'], // prettier-ignore
    )
    const old = await fetch(site.url + address.replace(/version=[^&]+/, 'version=1'))
    expect(old.headers.get('cache-control')).toBe('no-store')
  })

  test('are asked for one by one where they do not come, of no province where there is only one', async () => {
    const page = await site.browser.newPage({ viewport: desk })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.route('**/given?*', (route) => route.abort())
    await page.goto(`${site.url}/?vintage=2024&lang=en`)
    await mapReady(page)
    expect(await page.locator('.figures .big').first().innerText()).toMatch(/\d\s?%$/)
    for (const part of ['/units/', '/values?', '.topojson']) {
      const parts = asked.filter((url) => url.includes(part))
      expect([part, parts.length > 0, parts.some((url) => url.includes('within'))]).toEqual([
        part,
        true,
        false,
      ])
    }
    expect(await page.getByRole('combobox', { name: 'Province', exact: true }).count()).toBe(0)
    await page.close()
  })
})

test('a document that the browser had kept is shown, and drawn anew when more has been published since', async () => {
  const context = await site.browser.newContext({ viewport: desk })
  const visit = async () => {
    const page = await context.newPage()
    await page.goto(`${site.url}/?lang=en&vintage=2024&indicator=population`)
    return page
  }
  const arrival = (page: Page) =>
    page.evaluate(() => {
      const [{ type, transferSize }] = performance.getEntriesByType('navigation') as [
        PerformanceNavigationTiming,
      ]
      return { type, isFromCache: transferSize === 0 }
    })
  await mapReady(await visit())

  const again = await visit()
  expect(await arrival(again)).toEqual({ type: 'navigate', isFromCache: true })
  await mapReady(again)
  expect(await arrival(again)).toEqual({ type: 'navigate', isFromCache: true })

  const { version } = site.running.published().dataset
  const store = openStore(site.databaseFile)
  const outcome = await publishBatch(store, {
    title: 'A report',
    actor: 'test',
    expectedVersion: version,
    observations: [
      {
        vintage: '2024',
        code: '02701',
        measure: 'villages_with_play_area',
        period: '2025-H1',
        value: 3,
        status: 'reported',
        source: site.running.published().dataset.sources.values().next().value!.id,
      },
    ],
  })
  expect(outcome.done).toBe(true)
  await site.running.reload()
  await store.destroy()

  const later = await visit()
  await expect
    .poll(() => arrival(later).catch(() => null), { timeout: 45_000 })
    .toEqual({ type: 'reload', isFromCache: false })
  await later.getByText(`Data version ${version + 1}`, { exact: false }).waitFor()
  await context.close()
})
