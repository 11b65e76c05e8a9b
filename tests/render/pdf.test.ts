import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { drawMap } from '../../server/render/map/page'
import { toPdf } from '../../server/render/pdf'
import type { Asked } from '../fixtures/pictures'
import { ruledPicture, topologies } from '../fixtures/pictures'

const draw = (asked: Asked = {}) => drawMap(ruledPicture(asked), topologies['2024'])
const date = '2025-01-15T03:00:00.000Z'

async function open(pdf: Buffer) {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 })
    .promise
  const page = await document.getPage(1)
  const { items } = await page.getTextContent()
  const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : []))
  return { document, page, texts }
}

describe('a PDF', () => {
  test('is a sheet of A4', async () => {
    const { page } = await open(await toPdf([draw()], date))
    const { width, height } = page.getViewport({ scale: 1 })
    expect([width / 72, height / 72].map((inches) => Math.round(inches * 25.4))).toEqual([297, 210])
  })

  test('has text that can be selected and found, in Vietnamese', async () => {
    const { texts } = await open(await toPdf([draw({ district: '085' })], date))
    const all = texts.join(' ')
    for (const part of [
      'Tỷ lệ thôn, bản, tổ dân phố có điểm vui chơi cho trẻ em – Huyện Bắc Hà',
      'Thải Giàng Phố',
      'Nậm Đét',
      'SỐ LIỆU MINH HOẠ – không phải số thật',
    ]) {
      expect(all).toContain(part)
    }
  })

  test('says each name once, though it is drawn with an edge; the mark in the areas is no text', async () => {
    const { texts } = await open(await toPdf([draw({ district: '085' })], date))
    expect(texts.filter((text) => text === 'Nậm Đét')).toHaveLength(1)
    expect(texts.filter((text) => text === 'minh hoạ')).toHaveLength(0)
  })

  test('carries its fonts with it', async () => {
    const text = (await toPdf([draw()], date)).toString('latin1')
    expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+BeVietnamPro-Regular/)
    expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+BeVietnamPro-SemiBold/)
    expect(text.match(/\/FontFile2/g)).toHaveLength(2)
  })

  test('has title, language and the date of the data', async () => {
    const { document } = await open(await toPdf([draw()], date))
    const { info } = await document.getMetadata()
    expect(info).toMatchObject({
      Title: 'Tỷ lệ thôn, bản, tổ dân phố có điểm vui chơi cho trẻ em – Tỉnh Lào Cai',
      Language: 'vi',
      CreationDate: 'D:20250115030000Z',
    })
  })

  test('of several drawings has a page for each', async () => {
    const { document } = await open(
      await toPdf([draw(), draw({ district: '085', layout: 'a4-portrait' })], date),
    )
    expect(document.numPages).toBe(2)
  })

  test('is the same, byte for byte, whenever it is made', async () => {
    const [first, second] = [await toPdf([draw()], date), await toPdf([draw()], date)]
    expect(first.equals(second)).toBe(true)
  })
})
