import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

/** Drawing takes a while on a slow machine. */
const patience = 90_000
const bacHa = '/?indicator=play-areas-villages&vintage=2024&district=085&period=2025-H1'

async function openDialog(page: Page, button: string) {
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('img').waitFor({ timeout: patience })
  return dialog
}

async function download(page: Page, name: RegExp) {
  const begun = page.waitForEvent('download', { timeout: patience })
  await page.getByRole('dialog').getByRole('link', { name }).click()
  const file = await begun
  return new Uint8Array(readFileSync(await file.path()))
}

const textOf = async (pdf: Uint8Array) => {
  const document = await getDocument({ data: pdf }).promise
  const { items } = await (await document.getPage(1)).getTextContent()
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join('')
    .replace(/\s+/g, '')
}

describe('the export dialog', () => {
  test.each([
    ['', 'Xuất bản đồ', 'Tỷ lệ thôn, bản, tổ dân phố có điểm vui chơi cho trẻ em – Huyện Bắc Hà'],
    ['&lang=en', 'Export map', 'Share of villages with a play area for children – Bắc Hà district'],
  ])(
    'gives the map of Bắc Hà as A4 at 300 dpi and as PDF with its title (%s)',
    async (language, button, title) => {
      const page = await site.open(bacHa + language)
      await openDialog(page, button)
      const png = PNG.sync.read(Buffer.from(await download(page, /PNG/)))
      // 297 × 210 mm at 300 dots per inch
      expect([png.width, png.height]).toEqual([3508, 2480])
      expect(await textOf(await download(page, /PDF/))).toContain(title.replace(/\s+/g, ''))
      await page.close()
    },
    240_000,
  )

  test('shows how far an atlas is, and stops it', async () => {
    const page = await site.open(bacHa)
    const dialog = await openDialog(page, 'Xuất bản đồ')
    await dialog.getByRole('button', { name: 'Vẽ tập PDF' }).click()
    await dialog.getByRole('progressbar', { name: /Tập bản đồ/ }).waitFor()
    await dialog.getByText(/Đã vẽ \d+\/10 trang/).waitFor()
    await dialog.getByRole('button', { name: 'Huỷ' }).click()
    await dialog.getByRole('button', { name: 'Vẽ tập PDF' }).waitFor()
    await page.close()
  }, 120_000)

  test('offers the pictures of the page that compares, that of the open part first', async () => {
    const page = await site.open('/compare?vintage=2024&period=2025-H1&tab=pair')
    const dialog = await openDialog(page, 'Xuất hình')
    const which = dialog.getByLabel('Hình nào')
    expect(await which.inputValue()).toBe('bivariate')
    await which.selectOption('spread')
    await expect
      .poll(() => dialog.getByRole('link', { name: /SVG/ }).getAttribute('href'))
      .toContain('/api/snapshots/plot.svg?')
    await page.close()
  }, 120_000)

  test('fits a telephone', async () => {
    const page = await site.open(bacHa, { width: 390, height: 844 })
    const dialog = await openDialog(page, 'Xuất bản đồ')
    const box = (await dialog.boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(390)
    expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
    await page.close()
  }, 120_000)
})

describe('the page of reports', () => {
  test('says what is made up, and gives the report as Word', async () => {
    const page = await site.open('/report?period=2025-H1')
    await page.getByText('Có số liệu minh hoạ').waitFor()
    const frame = page.frameLocator('iframe')
    await frame.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM').waitFor({ timeout: patience })
    const begun = page.waitForEvent('download', { timeout: patience })
    await page.getByRole('link', { name: 'Word (.docx)' }).click()
    const file = readFileSync(await (await begun).path())
    expect(file.subarray(0, 2).toString('latin1')).toBe('PK')
    await page.close()
  }, 240_000)

  test('leads from the district to the commune', async () => {
    const page = await site.open('/report?period=2025-H1')
    await page.getByLabel('Phạm vi').selectOption({ label: 'Huyện Bắc Hà (cũ)' })
    await page.getByLabel('Xã, phường').selectOption({ label: 'Xã Bắc Hà' })
    await page
      .frameLocator('iframe')
      .getByText('UBND XÃ BẮC HÀ', { exact: true })
      .waitFor({ timeout: patience })
    expect(page.url()).toContain('unit=')
    await page.close()
  }, 240_000)
})
