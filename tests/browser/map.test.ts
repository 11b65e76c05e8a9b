import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { formatFor } from '#domain/format'
import { colourOf, defaultMethod, legendOf } from '#domain/legend'
import { missingColours } from '#domain/palette'
import type { Values } from '../../web/api'
import { clickAt, colourAt, coloursAround, rgbOf } from './pixels'
import type { Site } from './site'
import { hold, mapReady, openSite } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const valuesOf = async (query: string): Promise<Values> =>
  (await fetch(`${site.url}/api/indicators/${query}`)).json() as Promise<Values>

const seatOf = (code: string, vintage: '2024' | '2025' = '2025'): [number, number] => {
  const { units, indexOf } = site.running.published().dataset.geographies[vintage]
  const seat = units[indexOf.get(code)!]!.seat
  if (!seat) throw new Error(`${code} has no seat`)
  return seat
}

const figures = (page: Page) => page.getByLabel('Số liệu chính').innerText()
const figure = (page: Page, name: string) =>
  page.getByLabel('Số liệu chính').locator('> div', { hasText: name }).locator('.big').innerText()

async function expectPainted(page: Page, values: Values, codes: string[]) {
  const indicator = site.running.published().dataset.indicators.get(values.indicator)!
  const legend = legendOf(indicator, values.target, values.value, {
    method: defaultMethod(indicator, values.target),
  })
  for (const code of codes) {
    const expected = colourOf(legend, values.value[values.code.indexOf(code)] ?? null)!
    await expect.poll(() => colourAt(page, seatOf(code)), { timeout: 8000 }).toEqual(rgbOf(expected))
  }
}

describe('the map', () => {
  // Lào Cai ward, Y Tý, Cốc Lầu and Lục Yên: far apart, large enough to hit, of different classes
  const codes = ['02647', '02701', '02896', '04303']

  test('paints each commune in the colour of its value', async () => {
    const page = await site.open('/')
    await mapReady(page)
    const values = await valuesOf('play-areas-villages/values')
    await expectPainted(page, values, codes)
    expect(new Set(codes.map((code) => values.value[values.code.indexOf(code)])).size).toBe(codes.length)
    await page.close()
  })

  test('is repainted when another indicator is chosen', async () => {
    const page = await site.open('/')
    await mapReady(page)
    await page.getByRole('button', { name: /^Chỉ tiêu/ }).click()
    await page.getByRole('combobox', { name: 'Tìm chỉ tiêu…' }).fill('dan so')
    await page.getByRole('option', { name: /^Dân số/ }).click()
    await expect.poll(() => page.url()).toContain('indicator=population')
    await expectPainted(page, await valuesOf('population/values'), codes)
    await page.close()
  })

  test('a click opens the profile of the commune under the pointer', async () => {
    const page = await site.open('/')
    await mapReady(page)
    await expectPainted(page, await valuesOf('play-areas-villages/values'), ['02701'])
    await clickAt(page, seatOf('02701'))
    await page.getByRole('heading', { name: 'Xã Y Tý' }).waitFor()
    expect(page.url()).toContain('unit=02701')
    await page.getByText('Sáp nhập từ').waitFor()
    // resolution 1673, article 1, clause 56: A Lù and the former Y Tý
    await page.getByRole('link', { name: 'Xã A Lù' }).waitFor()
    await page.close()
  })

  test('the geography can be changed without changing what is lacking', async () => {
    const page = await site.open('/?period=2025-H1')
    await page.getByText('99 xã, phường').waitFor()
    const inNew = await figure(page, 'Còn thiếu')
    await page.getByText('152 xã, 9 huyện').click()
    await expect.poll(() => figures(page)).toContain('trong 152 đơn vị')
    const [least] = (await figure(page, 'Còn thiếu')).split(' – ')
    // the communes of old Yên Bái are not reported in that period: what is lacking there is not known
    expect(inNew).toBe(`ít nhất ${least}`)
    await page.close()
  })

  test('says that it is made up, and hides what is made up with one switch', async () => {
    const page = await site.open('/')
    await page.getByText('không phải số liệu thật').waitFor()
    await mapReady(page)
    await page.getByRole('button', { name: 'Ẩn số minh hoạ' }).click()
    await expect.poll(() => figures(page)).toContain('0/99')
    expect(page.url()).toContain('illustrative=false')
    await page.close()
  })

  test('hatches what was not reported, although nothing was missing when the map was made', async () => {
    const page = await site.open('/')
    await mapReady(page)
    const hatch = rgbOf(missingColours.line).join()
    const hatched = async (code: string) => (await coloursAround(page, seatOf(code))).get(hatch) ?? 0
    for (const code of codes) expect(await hatched(code)).toBe(0)
    await page.getByRole('button', { name: 'Ẩn số minh hoạ' }).click()
    for (const code of codes) await expect.poll(() => hatched(code)).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Hiện số minh hoạ' }).click()
    for (const code of codes) await expect.poll(() => hatched(code)).toBe(0)
    await page.close()
  })

  test('outlines the commune that is pointed at in the list, for as long as it is', async () => {
    const page = await site.open('/')
    await mapReady(page)
    const row = page.getByRole('row').nth(1)
    const name = await row.getByRole('button').locator('span').innerText()
    const { units } = site.running.published().dataset.geographies['2025']
    const { code } = units.find((unit) => formatFor('vi').unitName(unit) === name)!
    const outline = rgbOf('#17242e').join()
    const outlined = async () => (await coloursAround(page, seatOf(code), 60)).get(outline) ?? 0
    const before = await outlined()
    await row.hover()
    await expect.poll(outlined).toBeGreaterThan(before + 20)
    await page.mouse.move(5, 5)
    await expect.poll(outlined).toBe(before)
    await page.close()
  })
})

describe('a planner', () => {
  test('answers: which communes of Bắc Hà have villages without a play area, how many, and a year ago?', async () => {
    const page = await site.open('/?vintage=2024&period=2025-H1')
    await page.getByLabel('Phạm vi').selectOption({ label: 'Huyện Bắc Hà' })
    await expect.poll(() => figures(page)).toContain('trong 19 đơn vị')
    const now = await valuesOf('play-areas-villages/values?vintage=2024&period=2025-H1&district=085')
    const before = await valuesOf('play-areas-villages/values?vintage=2024&period=2024-H1&district=085')
    const rows = page.getByRole('row')
    const first = await rows.nth(1).innerText()
    const most = Math.max(...now.lacking.map((lacking) => lacking ?? 0))
    const code = now.code[now.lacking.indexOf(most)]!
    const unit = site.running
      .published()
      .dataset.geographies['2024'].units.find((each) => each.code === code)!
    const cells = first.split(/\s*\n\s*/)
    expect(cells[0]).toContain(unit.name)
    expect(cells.slice(-2)).toEqual([String(most), String(before.lacking[before.code.indexOf(code)] ?? '–')])
    await page.close()
  })

  test('finds a unit without typing diacritics, and the exact spelling first', async () => {
    const page = await site.open('/?vintage=2024')
    const search = page.getByRole('combobox', { name: 'Tìm đơn vị' })
    const found = page.getByRole('listbox', { name: 'Tìm đơn vị' }).getByRole('option')
    await search.fill('muong khuong')
    await found.filter({ hasText: 'Huyện Mường Khương' }).first().waitFor()
    await search.fill('Sa Pả')
    await expect.poll(() => found.first().innerText()).toContain('Sa Pả')
    await search.fill('Sa Pa')
    await expect.poll(() => found.first().innerText()).toMatch(/Sa Pa$|Sa Pa\n/)
    await search.press('Enter')
    await expect.poll(() => page.url()).toMatch(/unit=|district=/)
    await page.close()
  })

  test('finds a unit by what was typed before the scripts came', async () => {
    const page = await site.browser.newPage()
    const release = await hold(page, '**/assets/*.js')
    await page.goto(`${site.url}/?vintage=2024`, { waitUntil: 'commit' })
    await page.getByRole('combobox', { name: 'Tìm đơn vị' }).fill('muong khuong')
    release()
    const found = page.getByRole('listbox', { name: 'Tìm đơn vị' }).getByRole('option')
    await found.filter({ hasText: 'Huyện Mường Khương' }).first().waitFor()
    await page.close()
  })

  test('does what was pressed before the scripts came, one after the other', async () => {
    const page = await site.browser.newPage()
    const release = await hold(page, '**/assets/*.js')
    await page.goto(`${site.url}/?vintage=2024&district=085`, { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Ẩn số minh hoạ' }).click()
    await page.getByRole('button', { name: /Xã Nậm Khánh/ }).click()
    release()
    await page.getByRole('heading', { level: 2, name: 'Xã Nậm Khánh' }).waitFor()
    const { searchParams } = new URL(page.url())
    expect(Object.fromEntries(searchParams)).toMatchObject({ district: '085', illustrative: 'false' })
    await page.close()
  })

  test('leaves a link to the browser where the reader wants it in another tab', async () => {
    const page = await site.open('/?vintage=2024&district=085')
    const link = page.getByRole('link', { name: 'So sánh' })
    /** Who answers a click: the page, or the browser, which would open the other tab. */
    const answeredBy = async (modifiers: ('ControlOrMeta' | 'Shift')[]) => {
      const answer = page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            const look = (event: MouseEvent) => {
              resolve(event.defaultPrevented ? 'page' : 'browser')
              event.preventDefault()
            }
            addEventListener('click', look, { once: true })
          }),
      )
      await link.click({ modifiers })
      return answer
    }
    expect(await answeredBy(['ControlOrMeta'])).toBe('browser')
    expect(await answeredBy(['Shift'])).toBe('browser')
    expect(new URL(page.url()).pathname).toBe('/')
    expect(await answeredBy([])).toBe('page')
    expect(new URL(page.url()).pathname).toBe('/compare')
    await page.close()
  })

  test('goes back and forward through what was looked at', async () => {
    const page = await site.open('/')
    await page.getByText('Huyện cũ', { exact: true }).click()
    await expect.poll(() => figures(page)).toContain('trong 18 đơn vị')
    await page.goBack()
    await expect.poll(() => figures(page)).toContain('trong 99 đơn vị')
    await page.goForward()
    await expect.poll(() => figures(page)).toContain('trong 18 đơn vị')
    await page.close()
  })

  test('compares periods with the same classes', async () => {
    const page = await site.open('/?indicator=children-under-16&vintage=2024&period=2024-H1')
    await page.getByText('Cách chia mức', { exact: true }).click()
    await page.getByLabel('Giữ nguyên mức khi so sánh').check()
    const classes = () => page.locator('.legend li').allInnerTexts()
    const labels = (texts: string[]) => texts.map((text) => text.split('\n')[0]).slice(0, 5)
    const kept = labels(await classes())
    await page.getByRole('button', { name: 'Kỳ sau' }).click()
    await expect.poll(() => figures(page)).toContain('6 tháng cuối năm 2024')
    expect(labels(await classes())).toEqual(kept)
    await page.close()
  })

  test('reads in a sentence what went wrong, and can try again', async () => {
    const page = await site.open('/')
    await page.getByRole('row').nth(1).waitFor()
    await page.route('**/api/indicators/zone/**', (route) => route.abort())
    await page.getByRole('button', { name: /^Chỉ tiêu/ }).click()
    await page
      .getByRole('option', { name: /^Khu vực/ })
      .first()
      .click()
    await page.getByRole('alert').waitFor()
    await page.unroute('**/api/indicators/zone/**')
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await page.getByRole('row').nth(1).waitFor()
    site.faults.splice(0) // the browser itself reports the request that this test cut off
    await page.close()
  })

  test('an address that names nothing says what may be chosen', async () => {
    const page = await site.open('/?indicator=swings&lang=en')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toContain('There is no indicator "swings"')
    expect(await alert.innerText()).toContain('play-areas-villages')
    site.faults.splice(0) // the browser itself reports the refused request
    await page.close()
  })
})
