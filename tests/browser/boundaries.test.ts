import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schematicTopology } from '#domain/schematic'
import { featuresOf } from '#domain/topology'
import { readShipped } from '../../server/intake/shipped'
import { password, signedIn } from '../accounts/sign-in'
import { hasRealMaps, realMap } from '../fixtures/real-map'
import { temporaryFolder } from '../fixtures/store'
import type { Site } from './site'
import { mapReady, openSite } from './site'

const shipped = readShipped('data')
const { folder, remove } = temporaryFolder()

let site: Site
let page: Page
beforeAll(async () => {
  site = await openSite()
  await signedIn(site.running, 'administrator')
  page = await site.open('/sign-in?next=/boundaries')
  page.setDefaultTimeout(120_000)
  await page.getByLabel('E-mail').fill('nguoi-1@laocai.example')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('heading', { name: 'Ranh giới hành chính' }).waitFor()
}, 120_000)
afterAll(async () => {
  await site.close()
  remove()
})

/** The 99 communes as a map of the province's own: names only, one of them misspelt, one drawn twice. */
function ownMap(): string {
  const names = new Map(
    shipped.units.filter(({ vintage }) => vintage === '2025').map(({ code, name }) => [code, name]),
  )
  const features = featuresOf(schematicTopology(shipped)['2025'], 'commune').features.map(
    ({ id, ...feature }, i) => ({
      ...feature,
      properties: { ten: i === 2 ? 'Xã mới' : names.get(String(id)) },
    }),
  )
  const file = join(folder, 'cua-tinh.geojson')
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [...features, features[10]] }))
  return file
}

test('a map of all 99 communes goes in, is mended in the dialog, installed, and taken back', async () => {
  await page.getByLabel(/^Nguồn bản đồ/).fill('Sở Nông nghiệp và Môi trường')
  await page.locator('input[type=file]').setInputFiles(ownMap())
  await page.getByText('Còn 3 chỗ cần sửa trước khi cài.').waitFor()
  await page.getByRole('button', { name: 'Ghép đa giác với xã' }).click()
  const dialog = page.getByRole('dialog', { name: 'Đa giác nào là xã nào?' })
  const choices = dialog.getByLabel('Xã', { exact: true })
  expect(await choices.count()).toBe(3)
  // the commune in whose place it lies stands first, after "not chosen"
  await choices.nth(0).selectOption({ index: 1 })
  await choices.nth(2).selectOption({ label: 'Bỏ đa giác này' })
  await dialog.getByRole('button', { name: 'Ghép lại' }).click()
  await page.getByText('Đã ghép đủ 99 xã').waitFor()
  expect(await dialog.isVisible()).toBe(false)
  await page.getByRole('img', { name: 'Ranh giới xã: Bản đồ mới' }).waitFor()
  await page.getByText('Diện tích từng xã (km²)').click()
  expect(await page.locator('details table tbody tr').count()).toBe(99)

  await page.getByRole('button', { name: 'Cài bản đồ này' }).click()
  await page.getByText('Đã cài. Mọi trang dùng bản đồ mới ngay.').waitFor()
  expect(site.running.published().boundaries['2025']).toMatchObject({
    quality: 'user',
    source: 'Sở Nông nghiệp và Môi trường',
  })
  const versions = page.getByRole('region', { name: 'Các bản đồ đã cài' })
  await versions
    .getByRole('row')
    .filter({ hasText: 'sơ đồ' })
    .filter({ hasText: '99 xã' })
    .getByRole('button')
    .click()
  await expect.poll(() => site.running.published().boundaries['2025'].quality).toBe('schematic')
  expect(site.faults).toEqual([])
}, 240_000)

test('a file that is no map is refused with what it should be; the page fits a phone, in English, too', async () => {
  const file = join(folder, 'khong-phai.geojson')
  writeFileSync(file, '<html>')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('alert').getByText('không phải GeoJSON').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: /English/ }).click()
  await page.getByRole('heading', { name: 'Administrative boundaries' }).waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: /Tiếng Việt/ }).click()
  // the browser itself tells of the refusal
  expect(site.faults.filter((fault) => !fault.includes('422'))).toEqual([])
}, 120_000)

test.runIf(hasRealMaps)(
  'the official map of 2025 goes in with all 99 communes',
  async () => {
    const file = join(folder, 'ban-do-2025.geojson')
    writeFileSync(file, JSON.stringify(realMap()))
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('Đã ghép đủ 99 xã').waitFor()
    await page.getByRole('button', { name: 'Cài bản đồ này' }).click()
    await page.getByText('Đã cài. Mọi trang dùng bản đồ mới ngay.').waitFor()
    const { source, coarser, topology } = site.running.published().boundaries['2025']
    expect(source).toBe('ban-do-2025.geojson')
    const sizes = [coarser?.far, coarser?.middle, topology].map((one) => JSON.stringify(one).length)
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))

    // the map begins with the far drawing, and fetches a finer one for who looks at one ward
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).searchParams.get('detail') ?? ''))
    await page.goto(`${site.url}/?unit=02647`)
    await mapReady(page)
    await expect.poll(() => asked.filter((detail) => detail !== '')[0], { timeout: 60_000 }).toBe('far')
    await expect
      .poll(() => asked.some((detail) => detail === 'middle' || detail === 'near'), { timeout: 60_000 })
      .toBe(true)
  },
  240_000,
)
