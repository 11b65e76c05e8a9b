import JSZip from 'jszip'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemSchema } from '../../server/routes/problem'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
}, 120_000)
afterAll(() => server.stop())

const question = {
  vintage: '2024',
  period: '2025-H1',
  budgetMillion: 20_000,
  share: { rule: 'zone-iii', percent: 60 },
  firstEverywhere: 'play-area',
}
const post = (path: string, body: object, language = 'vi') =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
    body: JSON.stringify(body),
  })

async function pagesOf(file: ArrayBuffer): Promise<string[]> {
  const pdf = await getDocument({ data: new Uint8Array(file), isEvalSupported: false }).promise
  const pages = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return pages
}

/** The text of a Word document, and what it holds. */
async function wordOf(file: ArrayBuffer) {
  const zip = await JSZip.loadAsync(file)
  const xml = await zip.file('word/document.xml')!.async('string')
  return { text: xml.replace(/<[^>]+>/g, ' '), files: Object.keys(zip.files) }
}

const money = (million: number) => million.toLocaleString('vi-VN')

describe('the annex of a budget', () => {
  test(
    'is one page that tells the question, the list with its sum, the marks and the way back',
    {
      timeout: 120_000,
    },
    async () => {
      const answer = await (await post('/api/allocation', question)).json()
      const { spentMillion, children } = answer.answer.plan.totals
      const file = await post('/api/allocation/annex/pdf', question)
      expect(file.status).toBe(200)
      expect(file.headers.get('content-type')).toBe('application/pdf')
      const pages = await pagesOf(await file.arrayBuffer())
      expect(pages).toHaveLength(1)
      const [text = ''] = pages
      expect(text).toContain('20 tỷ đồng')
      expect(text).toContain('60 %')
      expect(text).toContain(money(spentMillion))
      expect(text).toContain(money(children))
      expect(text).toMatch(/minh hoạ/i)
      expect(text).toContain('Nguồn đơn giá')
      expect(text).toContain(`${server.url}/budget?`)
    },
  )

  test(
    'says the same in Word, in English too, with the maps as a picture',
    { timeout: 120_000 },
    async () => {
      const answer = await (await post('/api/allocation', question)).json()
      const file = await post('/api/allocation/annex/docx', question, 'en')
      const { text, files } = await wordOf(await file.arrayBuffer())
      expect(text).toContain('Annex')
      expect(text).toContain(answer.answer.plan.totals.spentMillion.toLocaleString('en-GB'))
      expect(files.some((name) => name.endsWith('.png'))).toBe(true)
    },
  )

  test(
    'of a scenario has its name and link, from the answer that was saved',
    { timeout: 120_000 },
    async () => {
      const saved = await post('/api/scenarios', { name: 'Hai mươi tỷ', question })
      const { id } = (await saved.json()) as { id: string }
      const pdf = await server.get(`/api/scenarios/${id}/annex/pdf`)
      const [text = ''] = await pagesOf(await pdf.arrayBuffer())
      expect(text).toContain('Hai mươi tỷ')
      expect(text).toContain(`/budget?scenario=${id}`)
      const docx = await server.get(`/api/scenarios/${id}/annex/docx`)
      expect((await wordOf(await docx.arrayBuffer())).text).toContain('Hai mươi tỷ')
    },
  )

  test('is refused for what does not exist or cannot be asked', { timeout: 120_000 }, async () => {
    expect((await server.get('/api/scenarios/nobody/annex/pdf')).status).toBe(404)
    expect((await server.get('/api/scenarios/nobody/annex/odt')).status).toBe(400)
    const faulty = await post('/api/allocation/annex/pdf', { ...question, budgetMillion: 0 })
    expect(faulty.status).toBe(422)
    expect(ProblemSchema.parse(await faulty.json()).detail).toContain('Ngân sách')
  })
})
