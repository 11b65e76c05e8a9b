/**
 * What a planner on an old PC waits for: bytes, requests and time until the figures and until the painted map,
 * with a processor four times slower, 1.6 Mbit/s and 150 ms. Prints a table; `npx tsx scripts/bench/first-load.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { readConfig } from '../../server/config'
import { start } from '../../server/start'
import { launchChromium } from '../chromium'

const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
}

type Row = { visit: string; bytes: number; requests: number; figuresMs: number; mapMs: number }

async function measure(page: Page, url: string, visit: string): Promise<Row> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', network)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  let [bytes, requests] = [0, 0]
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests += 1
  })
  const began = performance.now()
  const since = () => Math.round(performance.now() - began)
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByRole('row').nth(3).waitFor({ timeout: 120_000 })
  const figuresMs = since()
  await page.waitForSelector('[data-place]:not([data-place=""])', { timeout: 120_000 })
  const mapMs = since()
  await page.waitForLoadState('networkidle')
  await session.detach()
  return { visit, bytes, requests, figuresMs, mapMs }
}

await build({
  configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
  logLevel: 'error',
})
const dataDir = mkdtempSync(join(tmpdir(), 'ban-do-bench-'))
const running = await start(
  readConfig({ PORT: '0', DATA_DIR: dataDir, BOUNDARIES: 'schematic', LOG_LEVEL: 'error' }),
)
const browser = await launchChromium()
const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
const rows = [
  await measure(await context.newPage(), running.url, 'first'),
  await measure(await context.newPage(), running.url, 'second'),
]
console.table(rows)
await browser.close()
await running.stop()
rmSync(dataDir, { recursive: true, force: true })
