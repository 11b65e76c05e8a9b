import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filledForm, soundFigures } from '../fixtures/filled-form'
import type { Site } from './site'
import { openSite } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const patient = { timeout: 60_000 }
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function join(page: Page, address: string, name: string, email: string) {
  const { pathname, search } = new URL(address)
  await page.goto(site.url + pathname + search)
  await page.getByLabel('Họ và tên').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill('mưa xanh bảy cầu thang')
  await page.getByLabel('Nhập lại mật khẩu').fill('mưa xanh bảy cầu thang')
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
  await page.locator('summary').filter({ hasText: name }).waitFor(patient)
}

const send = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: xlsx, buffer })

/** What the map's list says of the commune. */
async function onMap(): Promise<{ value: number; status: string }> {
  const reply = await fetch(
    `${site.url}/api/indicators/play-areas-villages/values?vintage=2025&period=2026-H1`,
  )
  const { code, value, status } = (await reply.json()) as Record<string, unknown[]>
  const at = code!.indexOf('02839')
  return { value: value![at] as number, status: status![at] as string }
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
  'a report goes from the template to the map: three mistakes, mended, sent in, approved, published, withdrawn',
  { timeout: 300_000 },
  async () => {
    const before = await onMap()
    expect(before.status).toBe('illustrative')

    // the administrator comes in by the first-start link and invites a reporter
    const admin = await site.open('/sign-in')
    await join(admin, site.running.joinAddress!, 'Nguyễn Thị Lan', 'lan@laocai.example')
    await admin.goto(`${site.url}/accounts`)
    await admin.getByRole('button', { name: 'Mời người mới' }).click()
    await admin.getByLabel('Họ và tên').fill('Giàng A Páo')
    await admin.getByLabel('Địa bàn').selectOption({ label: 'Xã Bắc Hà' })
    await admin.getByRole('button', { name: 'Tạo đường dẫn mời' }).click()
    const link = await admin.getByRole('textbox', { name: 'Đường dẫn cho Giàng A Páo' }).inputValue()

    const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await join(page, link, 'Giàng A Páo', 'pao@laocai.example')

    // the template of the commune, filled in with three mistakes
    await page.goto(`${site.url}/data?tab=send`)
    const waiting = page.waitForEvent('download', patient)
    await page.getByRole('link', { name: 'Tải biểu mẫu Excel' }).click(patient)
    const template = await readFile(await (await waiting).path())
    const mistakes = { villages: 'ba mươi', enrolled_3_5: 401, commune_has_play_area: 3 }
    await send(page, 'xã Bắc Hà.xlsx', await filledForm(template, { ...soundFigures, ...mistakes }))

    // the messages name the cells
    await page.getByRole('heading', { name: 'Kết quả kiểm tra' }).waitFor(patient)
    const errors = page.locator('li.error')
    await errors.first().waitFor()
    expect(await errors.count()).toBeGreaterThanOrEqual(3)
    await errors.filter({ hasText: 'Số liệu, ô G4' }).filter({ hasText: 'ba mươi' }).waitFor()
    await errors.filter({ hasText: 'Số liệu, ô G7' }).waitFor()
    expect(await page.getByRole('button', { name: 'Gửi duyệt' }).count()).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await fits(page)).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1440, height: 900 })

    // mended and sent in
    await send(page, 'xã Bắc Hà.xlsx', await filledForm(template, soundFigures))
    await page
      .getByText('Không có lỗi hay cảnh báo nào.')
      .or(page.locator('li.warning').first())
      .waitFor(patient)
    for (const input of await page.locator('li.warning input').all()) await input.fill('số liệu mới rà soát')
    const save = page.getByRole('button', { name: 'Lưu lý do' })
    if (await save.isVisible()) await save.click()
    await page.locator('[data-change="play-areas-villages"]').first().waitFor(patient)
    await page.getByRole('button', { name: 'Gửi duyệt' }).click(patient)
    await page.getByText('Báo cáo đang chờ người duyệt.').waitFor(patient)
    expect(await onMap()).toEqual(before)

    // somebody else approves and publishes
    await admin.goto(`${site.url}/data?tab=reports`)
    await admin.getByRole('link', { name: 'Xã Bắc Hà' }).click(patient)
    await admin.getByRole('button', { name: 'Duyệt', exact: true }).click(patient)
    await admin.getByRole('button', { name: 'Công bố' }).click(patient)
    await admin.locator('[data-action="publish"]').waitFor(patient)
    await admin.locator('[data-action="publish"]').getByText('Nguyễn Thị Lan').waitFor()
    expect(await onMap()).toEqual({ value: 80, status: 'reported' })
    await admin.getByRole('link', { name: 'Xem trên bản đồ' }).click()
    await admin.getByRole('heading', { name: 'Xã Bắc Hà' }).waitFor(patient)
    await admin.getByText('80%').first().waitFor(patient)
    await admin.goBack()

    // and takes it back
    await admin.getByRole('button', { name: 'Rút lại' }).click(patient)
    await admin.locator('[data-action="withdraw"]').waitFor(patient)
    expect(await onMap()).toEqual(before)
    await context.close()
    expect(site.faults).toEqual([])
  },
)

test('everyone sees who has reported, as a map and as a list that can be searched', async () => {
  for (const [lang, missing, find] of [
    ['vi', 'Quá hạn chưa gửi', 'Tìm xã, phường…'],
    ['en', 'Overdue', 'Find a commune…'],
  ] as const) {
    const page = await site.open(`/data?for=2026-H1&lang=${lang}`, { width: 390, height: 844 })
    await page.getByRole('cell', { name: missing }).first().waitFor(patient)
    await page.getByLabel(find).fill('y ty')
    await expect.poll(() => page.locator('[data-code]').count()).toBe(1)
    expect(await fits(page)).toBeLessThanOrEqual(0)
    expect(await violations(page)).toEqual([])
    expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|\[object|null/)
    await page.close()
  }
})

test('pages tell of made-up figures while there are any, and of none where there are none', async () => {
  const real = await openSite({ ILLUSTRATIVE: 'off' })
  for (const path of ['/data', '/compare']) {
    const title = 'Số liệu minh hoạ'
    const page = await site.open(path)
    await page
      .getByRole('complementary', { name: title })
      .getByText('không phải số liệu thật')
      .waitFor(patient)
    const bare = await real.open(path)
    await bare.getByRole('heading', { level: 2 }).first().waitFor(patient)
    expect(await bare.getByRole('complementary', { name: title }).count()).toBe(0)
    await Promise.all([page.close(), bare.close()])
  }
  await real.close()
})
