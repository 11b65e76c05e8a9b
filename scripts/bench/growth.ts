import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../chromium'
import type { Shipped } from '../../server/intake/shipped'
import { readShipped } from '../../server/intake/shipped'
import { home, makeCountry } from './country'
import { countMovedFrames, drag } from './dragging'
import type { Bench, Figure } from './figures'
import { median } from './figures'
import type { Served } from './serve'
import { buildPage, serve } from './serve'
import { switchOwn, times } from './switching'

/** Communes of 2025 in the store; the first is the province alone. */
const sizes = { short: [99, 3321], whole: [99, 3321, 33_210] }

/** What a reader looks at who looks at the province. */
const view = {
  values: `/api/indicators/play-areas-villages/values?vintage=2025&within=${home}`,
  GeoJSON: `/api/indicators/play-areas-villages.geojson?vintage=2025&within=${home}`,
  boundaries: `/api/boundaries/2025/commune.topojson?within=${home}`,
}
type Part = keyof typeof view | 'page'
type Cost = Record<Part, { bytes: number; ms: number }>

const megabyte = 1024 * 1024

/**
 * The same at the size of a province, of the country, and ten times that: 30 measures in 10 half-years for each commune.
 * What is asked of the province must cost the same however much lies beside it. At last one province of 3,321 communes,
 * all on the screen at once.
 */
export const growth: Bench = async ({ isShort }) => {
  const webDir = buildPage()
  const shipped = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))
  const figures: Figure[] = []
  const starts = new Map<number, number>()
  const costs: Cost[] = []
  for (const communes of isShort ? sizes.short : sizes.whole) {
    const folder = mkdtempSync(join(tmpdir(), 'ban-do-bench-growth-'))
    const file = join(folder, 'ban-do-tre-em.sqlite')
    const count = await makeCountry(file, shipped, communes)
    const name = `${communes.toLocaleString('en')} units`
    console.log(
      `${name}: ${count.toLocaleString('en')} figures, ${Math.round(statSync(file).size / megabyte)} MB`,
    )
    const served = await serve(webDir, { DATA_DIR: folder })
    figures.push(
      { name: `${name}: start to first answer`, value: served.firstAnswerMs, unit: 'ms' },
      { name: `${name}: memory`, value: (await served.memory()) / megabyte, unit: 'MB' },
    )
    starts.set(communes, served.firstAnswerMs)
    const began = performance.now()
    await served.reload()
    figures.push({ name: `${name}: read again`, value: performance.now() - began, unit: 'ms' })
    await settled(served)
    const cost = { ...(await costOf(served, isShort ? 5 : 15)), page: await pageOf(served) }
    costs.push(cost)
    for (const [part, { bytes, ms }] of Object.entries(cost)) {
      figures.push(
        { name: `${name}: ${part} of the province`, value: bytes, unit: 'bytes' },
        { name: `${name}: ${part} of the province`, value: ms, unit: 'ms' },
      )
    }
    // by now what the server works out ahead is there as well
    const inUse = (await served.memory()) / megabyte
    figures.push({ name: `${name}: memory in use`, value: inUse, unit: 'MB' })
    await served.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  figures.push(...(await onOneMap(webDir, shipped, isShort)))
  rmSync(webDir, { recursive: true, force: true })
  return [...figures, ...ratios(costs), ...steps(starts)]
}

/** What the server starts a few seconds after itself is there by then. */
const settledAfter = 10_000

/** Waits until all that a start costs is over, which no later answer does: a large store is looked over, threads are started. */
async function settled({ url }: Served): Promise<void> {
  await setTimeout(settledAfter)
  while ((await (await fetch(`${url}/readyz`)).text()).includes('checking')) await setTimeout(500)
}

/** Where the page of the map is ready, with the interactive map in place of the drawn one. */
const readyPage = async (browser: Browser, url: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.addInitScript(countMovedFrames)
  await page.goto(`${url}/?vintage=2025`)
  await page.waitForSelector('[data-place]:not([data-place=""])', { timeout: 120_000 })
  await page.waitForSelector('.first-map', { state: 'detached', timeout: 120_000 })
  return page
}

/** The whole page of the province, on the line and until its interactive map is there. */
async function pageOf({ url }: Served): Promise<{ bytes: number; ms: number }> {
  const browser = await launchChromium()
  // whoever comes first pays for the start of the browser
  await (await readyPage(browser, url)).close()
  const context = await browser.newContext()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  const began = performance.now()
  await page.goto(`${url}/?vintage=2025`)
  await page.waitForSelector('.first-map', { state: 'detached', timeout: 120_000 })
  const ms = performance.now() - began
  await page.waitForLoadState('networkidle')
  await browser.close()
  return { bytes, ms }
}

/** A map of as many communes as the country has, in this browser and without a slow network. */
async function onOneMap(webDir: string, shipped: Shipped, isShort: boolean): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ban-do-bench-growth-'))
  await makeCountry(join(folder, 'ban-do-tre-em.sqlite'), shipped, 3321, 'within')
  const served = await serve(webDir, { DATA_DIR: folder })
  const browser = await launchChromium()
  const page = await readyPage(browser, served.url)
  await page.waitForTimeout(4000)
  const rounds = isShort ? 4 : 10
  const periods = ['2026-H1', '2025-H2'] as const
  const switches = await times(rounds, async (at) => {
    await page.waitForTimeout(500)
    return switchOwn(page, { period: periods[at % 2] ?? periods[0] })
  })
  const drags = []
  for (let round = 0; round < (isShort ? 2 : 5); round++) drags.push(await drag(page, round))
  await browser.close()
  await served.stop()
  rmSync(folder, { recursive: true, force: true })
  const name = '3,321 units on one map'
  return [
    { name: `${name}: switch`, value: median(switches.map(({ ms }) => ms)), unit: 'ms' },
    { name: `${name}: dragged`, value: median(drags.map(({ rate }) => rate)), unit: 'per s' },
    { name: `${name}: drawn after it`, value: median(drags.map(({ ms }) => ms)), unit: 'ms' },
  ]
}

/** Bytes on the line, and the time of an answer that was never given before. */
async function costOf(served: Served, rounds: number): Promise<Omit<Cost, 'page'>> {
  const costs: Partial<Cost> = {}
  for (const [part, path] of Object.entries(view) as [keyof typeof view, string][]) {
    const times: number[] = []
    let bytes = 0
    for (let round = 0; round < rounds; round++) {
      const began = performance.now()
      const answer = await fetch(`${served.url}${path}&cold=${round}`, {
        headers: { 'accept-encoding': 'br' },
      })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
      times.push(performance.now() - began)
      bytes = Number(answer.headers.get('content-length'))
    }
    costs[part] = { bytes, ms: median(times) }
  }
  return costs as Omit<Cost, 'page'>
}

function ratios(costs: readonly Cost[]): Figure[] {
  const [alone, country] = [costs[0], costs.at(-1)]
  if (!alone || !country) return []
  return (Object.keys(alone) as Part[]).flatMap((part): Figure[] => [
    {
      name: `province in a country ÷ alone: ${part}, bytes`,
      value: country[part].bytes / alone[part].bytes,
      unit: 'ratio',
    },
    {
      name: `province in a country ÷ alone: ${part}, time`,
      value: country[part].ms / alone[part].ms,
      unit: 'ratio',
    },
  ])
}

/** Ten times the units must not take more than ten times as long. */
const steps = (starts: ReadonlyMap<number, number>): Figure[] =>
  starts.has(33_210)
    ? [
        {
          name: 'start, 33,210 units ÷ 3,321',
          value: (starts.get(33_210) ?? NaN) / (starts.get(3321) ?? NaN),
          unit: 'ratio',
        },
      ]
    : []
