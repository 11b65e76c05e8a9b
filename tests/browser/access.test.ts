import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const phone = { width: 390, height: 844 }
const desk = { width: 1440, height: 900 }

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

describe.each([
  ['Vietnamese', 'desk', '/', desk],
  ['English', 'desk', '/?lang=en&unit=02839&overlay=zone', desk],
  ['Vietnamese', 'phone', '/?unit=085&level=district', phone],
  ['English', 'phone', '/?lang=en', phone],
])('the page in %s on a %s', (_language, _device, address, size) => {
  test('has no fault that axe can find', async () => {
    const page = await site.open(address, size)
    await mapReady(page)
    expect(await violations(page)).toEqual([])
    await page.close()
  })

  test('fits the screen, and shows no word that is missing', async () => {
    const page = await site.open(address, size)
    await mapReady(page)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(size.width)
    const text = await page.locator('body').innerText()
    expect(text).not.toMatch(/undefined|NaN|\[object|null/)
    await page.close()
  })
})

test('on a phone the list comes before the map', async () => {
  const page = await site.open('/', phone)
  await mapReady(page)
  const top = async (selector: string) => (await page.locator(selector).boundingBox())!.y
  expect(await top('.side')).toBeLessThan(await top('.map'))
  await page.close()
})

test('everything is reached with the keyboard, and nothing holds it', async () => {
  const page = await site.open('/')
  await mapReady(page)
  const seen: string[] = []
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      return element === document.body || !element
        ? 'body'
        : `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 30)}`
    })
    seen.push(focused)
  }
  for (const part of ['INPUT Tìm đơn vị', 'CANVAS', 'SELECT', 'BUTTON Phóng to', 'INPUT']) {
    expect(
      seen.some((focused) => focused.startsWith(part)),
      part,
    ).toBe(true)
  }
  expect(new Set(seen).size).toBeGreaterThan(20)
  await page.close()
})

test('an indicator is chosen with the keyboard alone', async () => {
  const page = await site.open('/')
  const opener = page.getByRole('button', { name: /^Chỉ tiêu/ })
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Tìm chỉ tiêu…' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('indicator=play-areas-communes')
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.close()
})
