/** Takes the picture of the README from the real product: `npm run screenshot`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../server/config'
import { start } from '../server/start'
import { buildWhereNeeded } from './built.js'
import { launchChromium } from './chromium'

const root = fileURLToPath(new URL('..', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'ban-do-picture-'))

buildWhereNeeded()
const running = await start(
  readConfig({ PORT: '0', DATA_DIR: dataDir, BOUNDARIES: 'schematic', LOG_LEVEL: 'error' }),
)
const browser = await launchChromium()
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await page.goto(`${running.url}/?overlay=zone`)
await page.waitForSelector('[data-place]:not([data-place=""])')
await page.waitForLoadState('networkidle')
await page.waitForTimeout(2000)
await page.screenshot({ path: join(root, '.github/screenshot.jpg'), type: 'jpeg', quality: 88 })
await browser.close()
await running.stop()
rmSync(dataDir, { recursive: true, force: true })
console.log('.github/screenshot.jpg')
