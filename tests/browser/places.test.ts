import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '../accounts/sign-in'
import { ask, signedIn } from '../accounts/sign-in'
import type { Site } from './site'
import { mapReady, openSite } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const patient = { timeout: 60_000 }
/** Bắc Hà of 2025. */
const commune = '02839'
const phone = { width: 390, height: 844 }

type Feature = {
  id: string
  geometry: { coordinates: [number, number] } | null
  properties: { name: string; type: string; play_area_metres: number | null; children_under_16: number }
}
const lacking = async () => {
  const reply = await fetch(`${site.url}/api/villages?commune=${commune}&lacking=true`)
  return ((await reply.json()) as { features: Feature[] }).features
}
const nameOf = ({ properties: { type, name } }: Feature) =>
  `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`

/** A browser in which somebody is signed in. */
async function contextOf(who: SignedIn, size = { width: 1440, height: 900 }): Promise<BrowserContext> {
  const context = await site.browser.newContext({
    viewport: size,
    permissions: ['geolocation'],
    geolocation: { longitude: 104.29, latitude: 22.53, accuracy: 12 },
  })
  const cookies = who.Cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.url }
  })
  await context.addCookies(cookies)
  return context
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

test(
  'for a commune of Bắc Hà a person sees which villages lack a play area, their children, how far, where to build next, and prints the sheet',
  { timeout: 240_000 },
  async () => {
    const villages = await lacking()
    const page = await site.open(`/places?unit=${commune}`)
    await page
      .getByRole('heading', { name: `Thôn chưa có điểm vui chơi (${villages.length})` })
      .waitFor(patient)
    const furthest = villages
      .filter(({ properties }) => properties.play_area_metres !== null)
      .toSorted((a, b) => b.properties.play_area_metres! - a.properties.play_area_metres!)[0]!
    const first = page.locator('tr[data-village]').first()
    expect(await first.getAttribute('data-village')).toBe(furthest.id)
    const metres = furthest.properties.play_area_metres!
    const kilometres = (Math.round(metres / 100) / 10).toString().replace('.', ',')
    const text = await first.innerText()
    expect(text).toContain(nameOf(furthest))
    expect(text).toContain(metres < 1000 ? `${metres} m` : `${kilometres} km`)
    expect(text).toContain(String(furthest.properties.children_under_16))
    expect(text).toContain('minh hoạ')
    await page.getByText('đường chim bay').first().waitFor()
    const best = page.locator('section').filter({ hasText: 'Nên xây tiếp ở đâu' }).last()
    await best.getByText('Nơi tốt nhất').waitFor(patient)
    await best.getByText('Đã chứng minh không có cách chọn nào tốt hơn.').waitFor()
    expect(await page.locator('.bar .low').count()).toBe(4)

    await page.emulateMedia({ media: 'print' })
    const sheet = page.locator('section.visit')
    expect(await sheet.isVisible()).toBe(true)
    expect(await sheet.locator('tbody tr').count()).toBe(villages.length)
    expect(await sheet.innerText()).toContain('CÓ SỐ LIỆU MINH HOẠ')
    expect(await page.locator('.page > .head').isVisible()).toBe(false)
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
    await page.emulateMedia({ media: 'screen' })

    await mapReady(page)
    expect(await violations(page)).toEqual([])
    await page.setViewportSize(phone)
    expect(await fits(page)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'EN' }).click()
    await page.getByText('as the crow flies').first().waitFor(patient)
    expect(await fits(page)).toBeLessThanOrEqual(0)
    await page.close()
    expect(site.faults).toEqual([])
  },
)

test(
  'a play area added on a phone, and approved by somebody else, takes its village off the list',
  { timeout: 240_000 },
  async () => {
    const reporter = await signedIn(site.running, 'reporter', { vintage: '2025', code: commune })
    const reviewer = await signedIn(site.running, 'reviewer', { vintage: '2025', code: '085' })
    const village = (await lacking()).find(({ geometry }) => geometry !== null)!

    const context = await contextOf(reporter, phone)
    const page = await context.newPage()
    await page.goto(`${site.url}/places?unit=${commune}&place=village~${village.id}`)
    await page.getByRole('button', { name: 'Thêm điểm vui chơi cho thôn này' }).click(patient)
    expect(await page.getByLabel('Thuộc thôn').inputValue(patient)).toBe(village.id)
    await page.getByRole('button', { name: 'Lấy vị trí của điện thoại' }).click()
    await page.getByText('sai số khoảng 12 m').waitFor(patient)
    // typed the wrong way round: the page says so and mends it
    const [lon, lat] = village.geometry!.coordinates
    await page.getByLabel('Kinh độ').fill(String(lat))
    await page.getByLabel('Vĩ độ').fill(String(lon))
    await page.getByLabel('Vĩ độ').blur()
    await page.getByText('Kinh độ và vĩ độ có vẻ bị đảo chỗ.').waitFor(patient)
    await page.getByRole('button', { name: 'Đảo lại' }).click()
    await expect.poll(() => page.getByLabel('Kinh độ').inputValue(), patient).toBe(String(lon))
    await page.getByLabel('Ngày kiểm tra an toàn gần nhất').fill('2026-06-01')
    expect(await fits(page)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: /Gửi đề nghị|Vẫn gửi đề nghị/ }).click()
    await page.getByText('Đã gửi, chờ duyệt').waitFor(patient)
    expect((await lacking()).map(({ id }) => id)).toContain(village.id)

    const other = await contextOf(reviewer)
    const desk = await other.newPage()
    await desk.goto(`${site.url}/places?unit=${commune}&tab=review`)
    await desk.getByRole('link', { name: 'Thêm cơ sở: Điểm vui chơi' }).click(patient)
    await desk.getByText('01/06/2026').waitFor(patient)
    await desk.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await desk.getByText('Đã duyệt; có hiệu lực từ bây giờ.').waitFor(patient)
    expect((await lacking()).map(({ id }) => id)).not.toContain(village.id)

    await page.goto(`${site.url}/places?unit=${commune}`)
    await page.locator('tr[data-village]').first().waitFor(patient)
    expect(await page.locator(`tr[data-village="${village.id}"]`).count()).toBe(0)
    await context.close()
    await other.close()
  },
)

/** Addresses that this browser can open without a network. */
const keptPages = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) found.push(url)
    }
    return found
  })

test(
  'what is sent without a network waits on the device, and goes once there is one',
  { timeout: 240_000 },
  async () => {
    const reporter = await signedIn(site.running, 'reporter', { vintage: '2025', code: commune })
    const village = (await lacking()).find(({ geometry }) => geometry !== null)!
    const proposals = async () => {
      const reply = await ask(site.running, 'GET', '/api/places/proposals?mine=true', undefined, reporter)
      return ((await reply.json()) as { proposals: { change: { content: { village: string } } }[] }).proposals
    }
    const context = await contextOf(reporter, phone)
    const page = await context.newPage()
    const address = `${site.url}/places?unit=${commune}&tab=add&place=village~${village.id}`
    await page.goto(address)
    const send = page.getByRole('button', { name: /Gửi đề nghị|Vẫn gửi đề nghị/ })
    await send.waitFor(patient)
    await expect.poll(() => keptPages(page), patient).toContain(address)
    await context.setOffline(true)
    await page.getByText('Đang ngoại tuyến').waitFor(patient)
    await send.click()
    await page.getByRole('heading', { name: 'Chờ gửi từ máy này (1)' }).waitFor(patient)
    expect(await proposals()).toEqual([])

    // closed and opened again where there still is none, nothing is lost
    await page.close()
    const again = await context.newPage()
    await again.goto(address)
    await again.getByText('Chờ gửi từ máy này (1)').waitFor(patient)
    expect(await again.getByLabel('Thuộc thôn').inputValue(patient)).toBe(village.id)

    await context.setOffline(false)
    await again.getByText('Đã gửi, chờ duyệt').waitFor(patient)
    expect((await proposals()).map(({ change }) => change.content.village)).toEqual([village.id])
    await context.close()
  },
)

test(
  'a file of OpenStreetMap is shown row by row before it becomes proposals',
  { timeout: 240_000 },
  async () => {
    const reporter = await signedIn(site.running, 'reporter', { vintage: '2025', code: commune })
    const context = await contextOf(reporter)
    const page = await context.newPage()
    await page.goto(`${site.url}/places?unit=${commune}&tab=import`)
    const feature = (id: string, tags: object, coordinates: number[]) => ({
      type: 'Feature',
      id,
      properties: tags,
      geometry: { type: 'Point', coordinates },
    })
    const collection = {
      type: 'FeatureCollection',
      features: [
        // the seat of the commune, and a place in Hà Nội
        feature('node/1', { leisure: 'playground' }, [104.2923, 22.5233]),
        feature('node/2', { leisure: 'playground' }, [105.85, 21.03]),
      ],
    }
    await page.locator('input[type=file]').setInputFiles(
      {
        name: 'export.geojson',
        mimeType: 'application/geo+json',
        buffer: Buffer.from(JSON.stringify(collection)),
      },
      patient,
    )
    await page
      .getByText('2 dòng trong tệp: 1 dòng nhận được, 0 dòng giống bản đang ghi, 1 dòng bị loại.')
      .waitFor(patient)
    await page.getByRole('heading', { name: 'Dòng bị loại và lý do' }).waitFor()
    await page.getByRole('button', { name: 'Gửi 1 đề nghị' }).click()
    await page.getByText('Đã gửi 1 đề nghị chờ duyệt.').waitFor(patient)
    await context.close()
  },
)
