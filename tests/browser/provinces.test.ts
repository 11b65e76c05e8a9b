import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Values } from '../../web/api'
import { temporaryFolder } from '../fixtures/store'
import { home, neighbour, storeOfTwoProvinces } from '../fixtures/two-provinces'
import { colourAt } from './pixels'
import type { Site } from './site'
import { mapReady, openSite } from './site'

const { folder, remove } = temporaryFolder()
let site: Site
beforeAll(async () => {
  await storeOfTwoProvinces(folder)
  site = await openSite({ DATA_DIR: folder })
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
  remove()
})

const codes = neighbour.communes.map(({ code }) => code)

/** Opens an address of the page, which must ask for everything itself, and keeps what it asks for. */
async function openAsking(address: string): Promise<{ page: Page; asked: URL[] }> {
  const page = await site.browser.newPage({ viewport: { width: 1440, height: 900 } })
  const asked: URL[] = []
  await page.route('**/given?*', (route) => route.abort())
  page.on('request', (request) => {
    const url = new URL(request.url())
    const sent = request.postDataJSON() as { area?: string } | null
    if (sent?.area) url.searchParams.set('area', sent.area)
    if (url.pathname.startsWith('/api/')) asked.push(url)
  })
  page.on('pageerror', (error) => site.faults.push(error.message))
  await page.goto(site.url + address)
  return { page, asked }
}

/** Codes of the provinces that requests for units, values and borders are kept to; null where one is not. */
const within = (asked: readonly URL[]) => {
  const narrowed = asked.filter(({ pathname }) => /\/(units\/2025|values|commune\.topojson)$/.test(pathname))
  expect(new Set(narrowed.map(({ pathname }) => pathname.split('/')[2]))).toEqual(
    new Set(['units', 'indicators', 'boundaries']),
  )
  return [...new Set(narrowed.map(({ searchParams }) => searchParams.get('within')))]
}

const drawnFirst = async (address: string) => {
  const html = await (await fetch(site.url + address)).text()
  return [...html.matchAll(/data-code="(\d+)"/g)].map(([, code]) => code ?? '')
}

const figures = (page: Page) => page.getByLabel(/^(Số liệu chính|Key figures)$/)
const rows = (page: Page) => page.getByRole('row').filter({ hasNot: page.getByRole('columnheader') })
const choice = (page: Page) => page.getByRole('combobox', { name: 'Tỉnh', exact: true })

/** The middle of the first commune of the neighbour. */
const inNeighbour: [number, number] = [106.1, 21.1]

const add = (numbers: readonly (number | null)[]) =>
  numbers.reduce<number>((sum, each) => sum + (each ?? 0), 0)
const counts = (numerator: number, denominator: number) =>
  [numerator, denominator].map((count) => count.toLocaleString('vi')).join(' / ')

describe('the map of a store of two provinces', () => {
  test('begins with the first one: it fetches, draws and adds up no other', async () => {
    const { page, asked } = await openAsking('/')
    await mapReady(page)
    expect(within(asked)).toEqual([home.code])
    expect(await choice(page).inputValue()).toBe(home.code)
    expect(await figures(page).innerText()).toContain(`/${home.communes}`)

    const drawn = await drawnFirst('/')
    expect(drawn).toHaveLength(home.communes)
    expect(drawn).not.toEqual(expect.arrayContaining([codes[0]]))

    const path = '/api/indicators/play-areas-villages/values'
    const all = (await (await fetch(site.url + path)).json()) as Values
    const own = all.code.map((code) => !codes.includes(code))
    const [numerator, denominator] = [all.numerator, all.denominator].map((column) =>
      add(column.filter((_, at) => own[at])),
    )
    expect(await figures(page).innerText()).toContain(counts(numerator!, denominator!))
    expect(add(all.denominator)).toBe(denominator! + 60)
    await page.close()
  })

  test('shows the other one when it is chosen, and forgets the district and unit of the first', async () => {
    const { page, asked } = await openAsking('/?district=085&unit=02896')
    await mapReady(page)
    asked.length = 0
    await choice(page).selectOption(neighbour.code)
    await expect.poll(() => new URL(page.url()).search).toBe('?within=16')
    await expect.poll(() => rows(page).count()).toBe(codes.length)
    expect(within(asked)).toEqual([neighbour.code])
    expect(await figures(page).innerText()).toContain(counts(1 + 5 + 30, 10 + 20 + 30))
    expect(await figures(page).innerText()).toContain(neighbour.name)
    // its first commune is coloured, far from where the other province lies
    await expect.poll(() => colourAt(page, inNeighbour), { timeout: 8000 }).not.toEqual([255, 255, 255])
    const districts = page.getByRole('combobox', { name: 'Phạm vi' }).getByRole('option')
    expect((await districts.allInnerTexts()).join()).toMatch(/^Toàn tỉnh,.*Dưới,.*Trên$/)
    const file = await page.getByRole('link', { name: 'Tải GeoJSON' }).getAttribute('href')
    const { features } = (await (await fetch(site.url + file)).json()) as { features: { id: string }[] }
    expect(features.map(({ id }) => id)).toEqual(codes)
    await page.close()
  })

  test('is searched within the province looked at, and says so', async () => {
    const page = await site.open('/?within=16&lang=en')
    const search = page.getByRole('combobox', { name: 'Search' })
    expect(await search.getAttribute('placeholder')).toContain(neighbour.name)
    await search.fill('Bắc Hà')
    await page
      .getByText(/^No unit found in .*Bên Cạnh/)
      .first()
      .waitFor()
    await search.fill('gio')
    await page.getByRole('option', { name: /Gió/ }).click()
    await page.waitForURL(/within=16.*unit=90003|unit=90003.*within=16/)
    await page.close()
  })

  test('of a province that does not exist says so, and leads back', async () => {
    const { page } = await openAsking('/?within=99&lang=en')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('no province or district with the code "99"')
    await page.getByRole('alert').getByRole('link').click()
    await mapReady(page)
    expect(await figures(page).innerText()).toContain(`/${home.communes}`)
    await page.close()
  })

  test('is drawn by the server as the page draws it: before any script, in a frame, as a picture', async () => {
    expect(await drawnFirst('/?within=16')).toEqual(codes)
    expect(await drawnFirst('/embed?within=16')).toEqual(codes)
    const frame = await site.open('/embed?within=16')
    await frame.locator('.embed svg path').first().waitFor()
    expect(await frame.locator('.embed header').innerText()).toContain(neighbour.name)
    await frame.close()
    const picture = async (query: string) => {
      const svg = await fetch(`${site.url}/api/snapshots/map.svg?indicator=play-areas-villages${query}`)
      return svg.text()
    }
    const there = await picture('&within=16')
    expect(there.includes(neighbour.name)).toBe(true)
    expect([...there.matchAll(/data-code="(9000\d)"/g)].length).toBeGreaterThanOrEqual(codes.length)
    expect(there.includes('data-code="02896"')).toBe(false)
    const here = await picture('')
    expect(here.includes('data-code="02896"')).toBe(true)
    expect(here.includes('data-code="90001"')).toBe(false)
  })
})

describe('the other pages', () => {
  test.each(['/compare', '/compare?tab=maps', '/budget', '/places', '/report'])(
    '%s keeps to the province looked at',
    async (path) => {
      const { page, asked } = await openAsking(`${path}${path.includes('?') ? '&' : '?'}within=16`)
      await page.waitForLoadState('networkidle')
      // all that its communes reported is villages: that is not enough to plan for, and said
      const troubles = await page.getByRole('alert').allInnerTexts()
      expect(troubles.filter((text) => !text.includes('Không có gì để xây'))).toEqual([])
      expect(await choice(page).first().inputValue()).toBe(neighbour.code)
      const narrow = asked.filter(
        ({ pathname }) => !/\/(catalogue|accounts|sources|publications|plan\/|reports\/page)/.test(pathname),
      )
      expect(narrow.length).toBeGreaterThan(1)
      for (const { pathname, searchParams } of narrow) {
        expect([pathname, searchParams.get('within') ?? searchParams.get('area')]).toEqual([
          pathname,
          neighbour.code,
        ])
      }
      await page.close()
    },
  )

  test.each([
    ['within=16', codes.length, neighbour.name],
    ['district=902', 1, neighbour.name],
    ['commune=90003', 1, neighbour.name],
    ['', home.communes, 'Lào Cai'],
  ])('a report (%s) is about %i communes, of %s', async (area, communes, province) => {
    const address = (file: string) => `${site.url}/api/reports/half-yearly${file}?vintage=2025&${area}`
    const outline = (await (await fetch(address('/outline'))).json()) as { communes: number }
    expect(outline.communes).toBe(communes)
    const page = await (await fetch(address('.html'))).text()
    expect(page.includes(province)).toBe(true)
    expect(page.includes(province === neighbour.name ? 'Bảo Hà' : neighbour.name)).toBe(false)
  })
})
