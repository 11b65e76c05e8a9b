import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../scripts/chromium'
import { readConfig } from '../../server/config'
import type { Running } from '../../server/start'
import { start } from '../../server/start'

/** Sites of others: what they show is decided by the test. */
let frame = ''
const host = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html')
  response.end(`<!doctype html><title>host</title>${frame}`)
})
const folder = mkdtempSync(join(tmpdir(), 'ban-do-embed-'))
let allowed: string
let foreign: string
let running: Running
let browser: Browser
beforeAll(async () => {
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  const { port } = host.address() as AddressInfo
  // one server under two names is two origins
  allowed = `http://127.0.0.1:${port}`
  foreign = `http://localhost:${port}`
  running = await start(
    readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      BOUNDARIES: 'schematic',
      LOG_LEVEL: 'silent',
      FRAME_ANCESTORS: allowed,
    }),
  )
  browser = await launchChromium()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await running.stop()
  await new Promise((resolve) => host.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

const iframe = (query: string) =>
  `<iframe src="${running.url}/embed?${query}" title="map" width="700" height="640"></iframe>`

test('an allowed site shows the map with title, period, legend, sources and the way to the full page', async () => {
  frame = iframe('indicator=preschool-3-5&amp;lang=en&amp;vintage=2025')
  const page = await browser.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(allowed)
  const map = page.frameLocator('iframe')
  await map.getByRole('img').first().waitFor()
  await map.locator('article > header h2').waitFor()
  expect(await map.locator('article').innerText()).toMatch(/Sources: .+\. Data version \d+/)
  expect(await map.locator('path.unit').count()).toBe(99)
  expect(await map.getByRole('region').count()).toBeGreaterThan(0)
  // without the page's own head
  expect(await map.getByRole('navigation').count()).toBe(0)
  const full = map.getByRole('link', { name: 'Open the full map' })
  expect(await full.getAttribute('href')).toMatch(/^\/\?.*indicator=preschool-3-5/)
  expect(await full.getAttribute('target')).toBe('_blank')
  await page.close()
})

test('made-up figures are told as such', async () => {
  frame = iframe('indicator=play-areas-villages&amp;lang=en')
  const page = await browser.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(allowed)
  const map = page.frameLocator('iframe')
  await map.locator('article > header h2').waitFor()
  expect(await map.locator('.made-up').count()).toBe(1)
  await page.close()
})

test('the map is there before any script, with its legend, period and sources; a script takes its place', async () => {
  const query = 'indicator=play-areas-villages&lang=en&vintage=2025'
  const still = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const page = await still.newPage()
  await page.goto(`${running.url}/embed?${query}`)
  const drawn = page.locator('.first-embed')
  expect(await drawn.getByRole('img').isVisible()).toBe(true)
  expect(await drawn.locator('svg.first-map > g > path').count()).toBeGreaterThanOrEqual(99)
  const told = await drawn.innerText()
  expect(told).toMatch(/Villages with a play area|play area/i)
  expect(told).toContain('made up by the software')
  expect(told).toMatch(/Not reported: \d+/)
  expect(told).toMatch(/Sources: .+ Data version \d+/)
  expect(await drawn.getByRole('link').getAttribute('href')).toMatch(/^\/\?.*lang=en/)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await still.close()

  const live = await browser.newPage()
  await live.goto(`${running.url}/embed?${query}`)
  await live.locator('article > header h2').waitFor({ timeout: 60_000 })
  await expect.poll(() => live.locator('.first-embed').count()).toBe(0)
  await live.close()
})

test('a site that is not named is refused by the browser, and so is every other page', async () => {
  const page = await browser.newPage()
  const refusals: string[] = []
  page.on('console', (message) => refusals.push(message.text()))
  frame = iframe('')
  await page.goto(foreign)
  await expect.poll(() => refusals.join('\n'), { timeout: 60_000 }).toContain('frame-ancestors')

  refusals.length = 0
  frame = `<iframe src="${running.url}/" title="map"></iframe>`
  await page.goto(allowed)
  await expect.poll(() => refusals.join('\n'), { timeout: 60_000 }).toContain('frame-ancestors')
  await page.close()
})

test('the headers say the same', async () => {
  const policyOf = async (path: string) =>
    (await fetch(running.url + path)).headers.get('content-security-policy')
  expect(await policyOf('/embed?indicator=stunting')).toContain(`frame-ancestors ${allowed}`)
  expect(await policyOf('/')).toContain("frame-ancestors 'none'")
  expect(await policyOf('/sign-in')).toContain("frame-ancestors 'none'")
})
