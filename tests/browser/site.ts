import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, ConsoleMessage, Page } from 'playwright-core'
import { readConfig } from '../../server/config'
import type { Running } from '../../server/start'
import { start } from '../../server/start'
import { launchChromium } from '../../scripts/chromium'

/** The real product on a free port with a fresh store, a real browser, and what went wrong on its pages. */
export type Site = {
  url: string
  browser: Browser
  running: Running
  /** The store that the product keeps. */
  databaseFile: string
  /** Console errors, uncaught exceptions and requests to other hosts, over all pages. */
  faults: string[]
  /** @param prepare is given the page before it goes to the address */
  open: (
    address: string,
    size?: { width: number; height: number },
    prepare?: (page: Page) => Promise<unknown>,
  ) => Promise<Page>
  close: () => Promise<void>
}

export async function openSite(environment: Record<string, string> = {}): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ban-do-'))
  const config = readConfig({
    ...{ PORT: '0', DATA_DIR: dataDir, BOUNDARIES: 'schematic', LOG_LEVEL: 'silent' },
    ...environment,
  })
  const running = await start(config)
  const { databaseFile } = config
  const browser = await launchChromium()
  const faults: string[] = []
  return {
    url: running.url,
    browser,
    running,
    databaseFile,
    faults,
    async open(address, size = { width: 1440, height: 900 }, prepare) {
      const page = await browser.newPage({ viewport: size })
      page.on('console', (message) => {
        if (isFault(message)) faults.push(message.text())
      })
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('request', (request) => {
        const { host, protocol } = new URL(request.url())
        if (protocol.startsWith('http') && host !== new URL(running.url).host) faults.push(request.url())
      })
      await prepare?.(page)
      await page.goto(running.url + address)
      return page
    },
    async close() {
      await browser.close()
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Whether the page complains; that a file came before it was needed is no complaint, but a slow machine. */
export const isFault = (message: ConsoleMessage): boolean =>
  (message.type() === 'error' || message.type() === 'warning') &&
  !message.text().includes('using link preload')

/** Waits until the map stands still with its patterns and labels, in the place of the one that the server drew. */
export async function mapReady(page: Page): Promise<void> {
  await page.waitForSelector('[data-place]:not([data-place=""])', { timeout: 30_000 })
  await page.waitForSelector('.first-map', { state: 'detached', timeout: 30_000 })
}

/** Holds back the files of a page that match, as a slow network does. @returns what lets them go */
export async function hold(page: Page, files: string): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(files, async (route) => {
    await released
    await route.continue()
  })
  return release
}
