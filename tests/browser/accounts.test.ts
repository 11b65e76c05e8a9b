import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Site } from './site'
import { openSite } from './site'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const newPassword = async (page: Page, label: string, again: string, secret: string) => {
  await page.getByLabel(label, { exact: true }).fill(secret)
  await page.getByLabel(again).fill(secret)
}

test('the first administrator joins by the link, invites a reporter, closes reading and opens it again', async () => {
  const page = await site.open(
    new URL(site.running.joinAddress!).pathname + new URL(site.running.joinAddress!).search,
  )
  await page.getByRole('heading', { name: 'Tạo quản trị viên đầu tiên' }).waitFor()
  // the secret does not stay in the address
  expect(page.url()).toBe(`${site.url}/join`)
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Lan')
  await page.getByLabel('E-mail').fill('lan@laocai.example')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('ngắn')
  await page.getByText('Còn thiếu 6 ký tự').waitFor()
  await newPassword(page, 'Mật khẩu', 'Nhập lại mật khẩu', 'mưa xanh bảy cầu thang')
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click()

  await page.getByRole('button', { name: 'Mời người mới' }).click()
  await page.getByLabel('Họ và tên').fill('Giàng A Páo')
  await page.getByLabel('Địa bàn').selectOption({ label: 'Xã Y Tý' })
  await page.getByRole('button', { name: 'Tạo đường dẫn mời' }).click()
  const link = await page.getByRole('textbox', { name: 'Đường dẫn cho Giàng A Páo' }).inputValue()

  const guest = await site.browser.newContext({ viewport: { width: 390, height: 844 } })
  const phone = await guest.newPage()
  await phone.goto(`${link}&lang=en`)
  await phone.getByText('area: Y Tý commune').waitFor()
  expect(await phone.getByLabel('Full name').inputValue()).toBe('Giàng A Páo')
  await phone.getByLabel('E-mail').fill('pao@laocai.example')
  await newPassword(phone, 'Password', 'Password again', 'rain green seven stairs')
  await phone.getByRole('button', { name: 'Make the account' }).click()
  const menu = phone.locator('summary').filter({ hasText: 'Giàng A Páo' })
  await menu.click()
  const box = await phone.getByRole('button', { name: 'Đăng xuất' }).boundingBox()
  expect(box!.x).toBeGreaterThanOrEqual(0)
  expect(box!.x + box!.width).toBeLessThanOrEqual(390)

  await page.getByText('Thiết lập', { exact: true }).click()
  await page.getByLabel(/Chỉ người đã đăng nhập/).check()
  const visitor = await site.browser.newContext()
  const stranger = await visitor.newPage()
  await expect
    .poll(async () => {
      await stranger.goto(`${site.url}/compare?lang=en`)
      return stranger.url()
    })
    .toContain('/sign-in?next=')
  await stranger.getByText('closed to people who have not signed in').waitFor()
  await stranger.getByLabel('E-mail').fill('pao@laocai.example')
  await stranger.getByLabel('Password').fill('wrong')
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await stranger.getByRole('alert').getByText('not right').waitFor()
  await stranger.getByLabel('Password').fill('rain green seven stairs')
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await stranger.waitForURL(`${site.url}/compare?lang=en`)
  await page.getByLabel(/Mọi người/).check()

  await page.getByText('Nhật ký', { exact: true }).click()
  await page.getByText('đổi quyền xem công khai').first().waitFor()
  await Promise.all([guest.close(), visitor.close()])
  expect(site.faults).toEqual([])
})

test('a visitor’s map asks nothing about accounts', async () => {
  const context = await site.browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(site.url)
  await page.getByRole('link', { name: 'Đăng nhập' }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(asked.filter((path) => /account|AccountMenu/i.test(path))).toEqual([])
  await context.close()
})
