import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatFor } from '#domain/format'
import type { CompareAnswer } from '../../web/api'
import { tabs } from '#domain/view/comparison'
import type { Site } from './site'
import { openSite } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  expect(site.faults).toEqual([])
  await site.close()
})

const phone = { width: 390, height: 844 }
const desk = { width: 1440, height: 900 }
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

const ready = (page: Page) => page.waitForSelector('article[aria-busy=false]')
const settled = async (page: Page) => {
  await ready(page)
  await expect
    .poll(() => page.locator('article p[role=status]', { hasText: /^(Đang tải|Loading)/ }).count())
    .toBe(0)
}

const answerTo = async (query: string): Promise<CompareAnswer> =>
  (await fetch(`${site.url}/api/compare?${query}`)).json() as Promise<CompareAnswer>

describe('a member of the budget committee', () => {
  test('sees which three districts are furthest below the target on villages with a play area', async () => {
    const page = await site.open('/compare?vintage=2024')
    await ready(page)
    const cards = page
      .getByRole('list', { name: /Xa mục tiêu nhất về “Thôn có điểm vui chơi”/ })
      .getByRole('listitem')
    const { table } = await answerTo('vintage=2024&indicators=play-areas-villages')
    const expected = [...table.rows]
      .sort((a, b) => b.cells[0]!.value.gap! - a.cells[0]!.value.gap!)
      .slice(0, 3)
      .map(({ unit }) => formatFor('vi').unitName(unit))
    expect(await cards.locator('strong').allInnerTexts()).toEqual(expected)
    // the table is in the same order
    const names = await page.locator('tbody th[scope=row]').allInnerTexts()
    expect(names.slice(0, 3).map((name) => name.trim())).toEqual(expected)
    await page.close()
  })

  test('learns whether the difference of Si Ma Cai from Bắc Hà is within chance', async () => {
    const page = await site.open('/compare?vintage=2024&indicator=preschool-0-2')
    await page.getByRole('link', { name: 'Khác biệt có thật?' }).click()
    await page.getByLabel('Đơn vị thứ nhất').selectOption({ label: 'Huyện Si Ma Cai' })
    await page.getByLabel('Đơn vị thứ hai').selectOption({ label: 'Huyện Bắc Hà' })
    await expect.poll(() => page.url()).toContain('versus=084%2C085')
    const result = await page.locator('.result').innerText()
    // two independent proportions by Newcombe's method 10, from the counts of the API
    const { table } = await answerTo('vintage=2024&indicators=preschool-0-2&units=084,085')
    const [a, b] = table.rows.map(({ cells: [cell] }) => cell!.interval)
    if (a?.kind !== 'value' || b?.kind !== 'value') throw new Error('both rates have intervals')
    const difference = a.value - b.value
    const low = difference - Math.hypot(a.value - a.low, b.high - b.value)
    const high = difference + Math.hypot(a.high - a.value, b.value - b.low)
    expect(result).toContain(low <= 0 && high >= 0 ? 'trong phạm vi ngẫu nhiên' : 'ngoài phạm vi ngẫu nhiên')
    expect(result).toContain('Huyện Si Ma Cai')
    await page.close()
  })

  test('is told that villages are counted completely, so that there is nothing to test', async () => {
    const page = await site.open('/compare?vintage=2024&tab=chance&versus=084,085&lang=en')
    await ready(page)
    expect(await page.locator('.result').innerText()).toContain('complete count')
    await page.close()
  })

  test('reads how much of the inequality in preschool coverage lies between districts', async () => {
    const page = await site.open('/compare?vintage=2024&indicator=preschool-3-5&tab=equity&lang=en')
    await ready(page)
    const { equity } = await answerTo('vintage=2024&indicators=preschool-3-5')
    if (equity.answer.kind !== 'value') throw new Error('preschool coverage is a rate')
    const share = equity.answer.equity.measures['theil-between-share']
    if (share.kind !== 'value') throw new Error('the communes are not all alike')
    const percent = Math.round(share.value * 100)
    const sentence = `the share of the inequality that lies between districts is ${percent}`
    await expect
      .poll(async () => (await page.locator('.headlines').innerText()).replaceAll('\u00a0', ' '))
      .toContain(sentence)
    await page.getByText('Formula and source').first().click()
    await page.getByText('Handbook on health inequality monitoring').first().waitFor()
    await page.close()
  })
})

describe('the table', () => {
  test('is sorted by any column, and the address keeps it', async () => {
    const page = await site.open('/compare?vintage=2024')
    await ready(page)
    await page.getByTitle('Sắp xếp theo Trẻ 0–2 tuổi ra lớp: Hiện tại').click()
    await expect.poll(() => page.url()).toContain('sort=preschool-0-2.value.down')
    const first = () => page.locator('tbody th[scope=row]').first().innerText()
    const best = await first()
    await page.getByTitle('Sắp xếp theo Trẻ 0–2 tuổi ra lớp: Hiện tại').click()
    await expect.poll(first).not.toBe(best)
    await page.reload()
    await ready(page)
    await expect.poll(() => page.locator('tbody th[scope=row]').last().innerText()).toBe(best)
    await page.close()
  })

  test('keeps pinned rows on top', async () => {
    const page = await site.open('/compare?vintage=2024')
    await ready(page)
    await page.getByRole('button', { name: 'Ghim Thành phố Lào Cai lên đầu bảng' }).click()
    const first = page.locator('tbody th[scope=row]').first()
    await expect.poll(() => first.innerText()).toContain('Lào Cai')
    expect(page.url()).toContain('pinned=080')
    await page.close()
  })

  test('takes other indicators, down to one', async () => {
    const page = await site.open('/compare?vintage=2024&columns=play-areas-villages,stunting')
    await ready(page)
    await page.getByText('2 chỉ tiêu').click()
    await page.getByRole('checkbox', { name: /suy dinh dưỡng thể thấp còi/ }).uncheck()
    await expect.poll(() => page.url()).toMatch(/columns=play-areas-villages(&|$)/)
    expect(await page.getByRole('checkbox', { name: /^Tỷ lệ thôn, bản/ }).isDisabled()).toBe(true)
    await page.close()
  })

  test('can be had as a workbook and as CSV', async () => {
    const page = await site.open('/compare?vintage=2024')
    await ready(page)
    for (const [name, start] of [
      ['Tải Excel', 'PK'],
      ['Tải CSV', '\uFEFFMã'],
    ] as const) {
      const href = await page.getByRole('link', { name }).getAttribute('href')
      const answer = await fetch(site.url + href)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toContain('attachment')
      const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
      expect(text.startsWith(start)).toBe(true)
    }
    await page.close()
  })

  test('shows the communes of one district', async () => {
    const page = await site.open('/compare?vintage=2024')
    await ready(page)
    await page.getByLabel('So sánh', { exact: true }).selectOption({ label: 'Các xã của Huyện Bắc Hà' })
    await expect.poll(() => page.locator('tbody tr').count()).toBe(19)
    await page.close()
  })
})

test('hovering a dot marks its commune on the small map and names it', async () => {
  const page = await site.open('/compare?vintage=2024&tab=spread')
  await settled(page)
  await page.locator('circle.dot').first().hover()
  await expect.poll(() => page.locator('.found-text').innerText()).toMatch(/Xã|Phường|Thị trấn/)
  expect(await page.locator('path.hovered').count()).toBe(1)
  await page.close()
})

test('one cursor serves all small maps', async () => {
  const page = await site.open('/compare?tab=maps&several=periods&unit=02701')
  await settled(page)
  await expect.poll(() => page.locator('path.hovered').count()).toBe(6)
  await page.close()
})

describe('without data', () => {
  test.each(tabs)('%s says what to change instead of drawing nothing', async (tab) => {
    const page = await site.open(`/compare?tab=${tab}&illustrative=false&indicator=preschool-3-5&lang=en`)
    await settled(page)
    const text = await page.locator('article').innerText()
    expect(text).not.toMatch(/NaN|Infinity|undefined|null|\[object/)
    expect(text).toMatch(/not reported|Not reported|Choose another|No data/)
    await page.close()
  })

  test('an indicator that does not exist is refused with those that do', async () => {
    const page = await site.open('/compare?columns=swings&lang=en')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toContain('There is no indicator "swings"')
    site.faults.splice(0) // the browser itself reports the refused request
    await page.close()
  })
})

describe('on paper', () => {
  test.each(tabs)('%s is printed without the chrome, with its source, and marked as made up', async (tab) => {
    const page = await site.open(`/compare?vintage=2024&tab=${tab}`)
    await settled(page)
    await page.emulateMedia({ media: 'print' })
    for (const chrome of ['header nav', '.banner', '.compare > aside', '.compare > nav', '.languages']) {
      expect(await page.locator(chrome).first().isVisible(), chrome).toBe(false)
    }
    expect(await page.getByText('phiên bản').first().isVisible()).toBe(true)
    expect(await page.getByText('CÓ SỐ LIỆU MINH HOẠ').isVisible()).toBe(true)
    await page.close()
  })

  test('the table fits on A4 landscape', async () => {
    const page = await site.open('/compare?vintage=2024')
    await ready(page)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595])
    await page.setViewportSize({ width: 1040, height: 720 }) // A4 landscape without margins, in CSS pixels
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1040)
    await page.close()
  })
})

describe.each(tabs)('%s', (tab) => {
  test.each([
    ['Vietnamese', 'desk', '&vintage=2024', desk],
    ['English', 'phone', '&lang=en', phone],
  ])('in %s on a %s has no fault that axe can find, and fits', async (_language, _device, query, size) => {
    const page = await site.open(`/compare?tab=${tab}${query}`, size)
    await settled(page)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|\[object|Infinity/)
    await page.close()
  })
})

test('the parts are reached with the keyboard', async () => {
  const page = await site.open('/compare?vintage=2024')
  await ready(page)
  await page.getByRole('link', { name: 'Bảng so sánh' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('tab=spread')
  await page.goBack()
  await page
    .getByRole('columnheader', { name: /^Đơn vị/ })
    .getByRole('button')
    .focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('sort=name.up')
  await page.close()
})
