import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import excel from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BudgetAnswer } from '../../web/api'
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
const old = 'vintage=2024&period=2025-H1'

/** The answer of the API, to check the page against. */
async function planFor(question: object): Promise<BudgetAnswer> {
  const answer = await fetch(`${site.url}/api/allocation`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ vintage: '2024', period: '2025-H1', ...question }),
  })
  return answer.json() as Promise<BudgetAnswer>
}

/** Waits until the plan on the screen answers the question on the screen. */
async function settled(page: Page) {
  await page.locator('[data-total="children"]').waitFor({ timeout: 40_000 })
  await page.waitForTimeout(400) // the question is put when the reader rests
  await page.locator('[aria-busy="false"] [data-total="children"]').waitFor({ timeout: 40_000 })
}

const numbers = (page: Page, name: 'cost' | 'children') =>
  page
    .locator(`td[data-${name}]`)
    .evaluateAll((cells, key) => cells.map((cell) => Number(cell.getAttribute(`data-${key}`))), name)
const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
const digits = (text: string) => Number(text.replace(/\D/g, ''))

describe('a committee with 20 billion', () => {
  test(
    'reads the list, asks why, changes a weight, compares and downloads',
    { timeout: 180_000 },
    async () => {
      const page = await site.open(`/budget?${old}&budget=5000&first=none`)
      await settled(page)
      await page.getByLabel('Ngân sách (tỷ đồng)').fill('20')
      await page.getByLabel('Ngân sách (tỷ đồng)').press('Enter')
      await page.getByLabel('Tỷ lệ dành riêng (%)').fill('60')
      await page.getByLabel('Tỷ lệ dành riêng (%)').press('Enter')
      await page.getByLabel('Mỗi xã trước hết có một').selectOption({ label: 'Điểm vui chơi của thôn' })
      await settled(page)
      expect(page.url()).toContain('share=zone-iii%7E60')
      await page.getByText('Kết quả này dựa trên số minh hoạ').waitFor()

      // the list adds up to what the head says, and to what the API answers
      const costs = await numbers(page, 'cost')
      const children = await numbers(page, 'children')
      expect(costs.length).toBeGreaterThan(10)
      expect(sum(costs)).toBeLessThanOrEqual(20_000)
      expect(sum(costs)).toBeGreaterThan(19_000)
      expect(digits(await page.locator('[data-total="children"]').innerText())).toBe(sum(children))
      const { answer } = await planFor({
        budgetMillion: 20_000,
        share: { rule: 'zone-iii', percent: 60 },
        firstEverywhere: 'play-area',
      })
      if (answer.kind !== 'planned') throw new Error(answer.kind)
      const inZone = answer.plan.funded.filter(({ favoured }) => favoured)
      expect(sum(inZone.map(({ costMillion }) => costMillion))).toBeGreaterThanOrEqual(0.6 * sum(costs))
      expect(sum(answer.plan.funded.map(({ children: reached }) => reached))).toBe(sum(children))

      // why is a commune out?
      await page.getByText('Chưa được xây', { exact: false }).first().click()
      const [out] = await page.locator('details[open] li button').allInnerTexts()
      await page.locator('details[open] li button').first().click()
      await page.getByRole('heading', { name: out!, exact: true }).waitFor()
      await page.getByText(/Không xây \d+ /).waitFor()
      await page.getByText(/Cần .* nữa, chỉ còn|đã dùng hết|Không thêm được/).waitFor()
      const beside = page.getByLabel('Đặt cạnh xã khác')
      await beside.selectOption({ index: 1 })
      await page.getByRole('heading', { name: /^Vì sao .* trước .*\?$/ }).waitFor()
      await page.getByRole('button', { name: /Về danh sách/ }).click()

      // a weight: the others give way, the sum stays, the plan follows
      const before = await numbers(page, 'children')
      const slider = page.getByRole('slider', { name: 'Số trẻ em' })
      await slider.fill('70')
      const weights = await page
        .getByRole('slider')
        .evaluateAll((all) => all.map((one) => Number((one as HTMLInputElement).value)))
      expect(Math.abs(sum(weights) - 100)).toBeLessThanOrEqual(3) // each is shown rounded
      const written = new URL(page.url()).searchParams.get('weights')!
      expect(sum(written.split('.').map((part) => Number(part.split('~')[1])))).toBe(1000)
      await settled(page)
      await expect.poll(() => numbers(page, 'children')).not.toEqual(before)
      const after = await numbers(page, 'children')

      // what the change did, beside the scenario before
      await page.getByRole('link', { name: 'Phương án' }).click()
      await page.getByLabel('So sánh với').selectOption({ label: 'Phương án ngay trước' })
      const totals = page.getByRole('row', { name: /^Trẻ em/ }).getByRole('cell')
      expect((await totals.allInnerTexts()).map(digits)).toEqual([sum(before), sum(after)])
      expect(await page.locator('[data-change] li').count()).toBeGreaterThan(0)

      // saved, found again, opened
      await page.getByLabel('Tên phương án').fill('Nhiều trẻ em trước')
      await page.getByRole('button', { name: 'Lưu phương án này' }).click()
      await page.getByText('Đã lưu.').waitFor()
      const kept = page.url()
      await page.goto(`${site.url}/budget?tab=scenarios`)
      await page.getByRole('button', { name: 'Mở', exact: true }).click()
      await expect.poll(() => page.url()).toBe(kept)

      // whoever has the link sees the same choices
      const { id } = await page.evaluate(
        () => (JSON.parse(localStorage.getItem('ban-do-tre-em.scenarios')!) as [{ id: string }])[0],
      )
      await page.goto(`${site.url}/budget?scenario=${id}`)
      await expect.poll(() => new URL(page.url()).searchParams.get('share')).toBe('zone-iii~60')
      expect(new URL(page.url()).searchParams.get('weights')).toBe(written)

      // the file says the same
      await page.getByRole('link', { name: 'Danh sách xây' }).click()
      await settled(page)
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Tải Excel' }).click()
      const workbook = new excel.Workbook()
      await workbook.xlsx.readFile(await (await waiting).path())
      const [list] = workbook.worksheets
      const column = list!.getColumn(9).values.filter((cell): cell is number => typeof cell === 'number')
      expect(column.pop()).toBe(sum(column))
      expect(sum(column)).toBe(sum(after))

      // the annexes for the decision come, too, each in its form
      for (const [name, start] of [
        ['Phụ lục PDF', '%PDF-'],
        ['Phụ lục Word', 'PK'],
      ] as const) {
        const coming = page.waitForEvent('download', { timeout: 60_000 })
        await page.getByRole('button', { name }).click()
        const bytes = readFileSync(await (await coming).path())
        expect(bytes.subarray(0, start.length).toString()).toBe(start)
        expect(bytes.length).toBeGreaterThan(5000)
      }
      await page.close()
    },
  )

  test('sees which rules collide, and mends them with one click', async () => {
    const { answer } = await planFor({ area: '085', budgetMillion: 20_000 })
    if (answer.kind !== 'planned') throw new Error(answer.kind)
    const line = answer.plan.funded.find(
      ({ intervention, count }) => intervention === 'play-area' && count >= 3,
    )
    // three play areas take 150 million, where the district may get 100
    const page = await site.open(`/budget?${old}&in=${line!.code}~play-area~3&limits=085~~100`)
    const alert = page.getByRole('alert').filter({ hasText: 'không thể cùng được giữ' })
    await alert.waitFor({ timeout: 40_000 })
    expect(await alert.innerText()).toContain(
      'Mức tối đa của Huyện Bắc Hà: từ 100 triệu đồng thành 150 triệu đồng',
    )
    await alert.getByRole('button', { name: 'Sửa' }).first().click()
    await settled(page)
    await page.close()
  })

  test('is told what is wrong with a budget of nothing', async () => {
    const page = await site.open(`/budget?${old}`)
    await settled(page)
    await page.getByLabel('Ngân sách (tỷ đồng)').fill('0')
    await page.getByLabel('Ngân sách (tỷ đồng)').press('Enter')
    await page.getByText('Nhập một số lớn hơn 0').waitFor()
    await page.close()
  })
})

describe('a committee that the server cannot serve', () => {
  const asked = `/budget?${old}&budget=20000&share=zone-iii~60`

  test('gets the same plan from its own computer, and is told so', { timeout: 180_000 }, async () => {
    // by itself: a refused request is an error on the console, which is no fault here
    const page = await site.browser.newPage({ viewport: desk })
    await page.route('**/api/allocation', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: '/docs#busy', title: 'Bận', status: 503, detail: 'Bận' }),
      }),
    )
    const solver = page.waitForResponse(/\/assets\/worker-plan-/)
    await page.goto(site.url + asked)
    const policy = (await solver).headers()['content-security-policy']
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    await page.getByText('Tính tại máy của bạn').waitFor({ timeout: 90_000 })
    const own = { costs: await numbers(page, 'cost'), children: await numbers(page, 'children') }
    expect(own.costs.length).toBeGreaterThan(10)

    const { answer } = await planFor({ budgetMillion: 20_000, share: { rule: 'zone-iii', percent: 60 } })
    if (answer.kind !== 'planned') throw new Error(answer.kind)
    expect(sum(own.costs)).toBe(answer.plan.totals.spentMillion)
    expect(sum(own.children)).toBe(answer.plan.totals.children)

    // out of reach: the thread is there already, and goes on with another budget
    await page.unroute('**/api/allocation')
    await page.route('**/api/allocation', (route) => route.abort())
    await page.getByLabel('Ngân sách (tỷ đồng)').fill('10')
    await page.getByLabel('Ngân sách (tỷ đồng)').press('Enter')
    await page.getByText('Với 10 tỷ đồng:').waitFor({ timeout: 40_000 })
    expect(sum(await numbers(page, 'cost'))).toBeLessThanOrEqual(10_000)
    await page.close()
  })
})

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

describe.each([
  ['the list in Vietnamese at a desk', `/budget?${old}&share=zone-iii~60`, desk],
  ['why in English at a desk', `/budget?${old}&lang=en&unit=02635&beside=03043`, desk],
  ['the ranking in Vietnamese on a phone', '/budget?tab=rank', phone],
  ['more money in English on a phone', `/budget?${old}&lang=en&tab=outlook`, phone],
  ['the districts at a desk', `/budget?${old}&tab=districts`, desk],
  ['the scenarios in English at a desk', `/budget?${old}&lang=en&tab=scenarios`, desk],
])('%s', (_name, address, size) => {
  test('has no fault that axe can find, fits, and misses no word', async () => {
    const page = await site.open(address, size)
    await settled(page)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|\[object|null/)
    await page.close()
  })
})
