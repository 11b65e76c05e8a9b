import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemSchema } from '../../server/routes/problem'
import { shippedApi } from '../fixtures/shipped-api'

let api: Awaited<ReturnType<typeof shippedApi>>
beforeAll(async () => {
  api = await shippedApi()
})
afterAll(() => api.close())

const question = { vintage: '2024', period: '2025-H1', budgetMillion: 5000, area: '085' }
const save = async (name = 'Bắc Hà, 5 tỷ') =>
  (await api.post('/api/scenarios', { name, question })).json() as Promise<{ id: string; key: string }>

const put = (id: string, key: string, body: object) =>
  api.put(`/api/scenarios/${id}`, body, { 'X-Scenario-Key': key })

describe('a scenario', () => {
  test('is saved with its answer, and read by its id alone', async () => {
    const { id, key } = await save()
    expect(id).toMatch(/^[0-9a-z]{26}$/)
    const read = await (await api.get(`/api/scenarios/${id}`)).json()
    expect(read).toMatchObject({
      id,
      name: 'Bắc Hà, 5 tỷ',
      isLocked: false,
      isCurrent: true,
      answer: {
        dataVersion: api.dataset.version,
        answer: { kind: 'planned' },
        asked: { budgetMillion: 5000 },
      },
    })
    expect(JSON.stringify(read)).not.toContain(key)
  })

  test('is changed by its key only, and read anew at once', async () => {
    const { id, key } = await save()
    await api.get(`/api/scenarios/${id}`)
    const more = { name: 'Mười tỷ', question: { ...question, budgetMillion: 10_000 } }
    const stranger = await put(id, '0'.repeat(26), more)
    expect(stranger.status).toBe(403)
    expect(ProblemSchema.parse(await stranger.json()).detail).toContain('bản sao')
    expect((await put(id, key, more)).status).toBe(200)
    expect(await (await api.get(`/api/scenarios/${id}`)).json()).toMatchObject({
      name: 'Mười tỷ',
      answer: { asked: { budgetMillion: 10_000 } },
    })
  })

  test('does not change any more once it is locked', async () => {
    const { id, key } = await save()
    expect((await put(id, key, { name: 'Chốt', question, lock: true })).status).toBe(200)
    const answer = await put(id, key, { name: 'Mở', question })
    expect(answer.status).toBe(409)
    expect(ProblemSchema.parse(await answer.json()).type).toBe('/docs#locked')
  })

  test('is locked with the answer it has, when no other question is put', async () => {
    const { id, key } = await save()
    const before = (await (await api.get(`/api/scenarios/${id}`)).json()) as { answer: object }
    expect((await put(id, key, { name: 'Chốt', lock: true })).status).toBe(200)
    const after = (await (await api.get(`/api/scenarios/${id}`)).json()) as { answer: object }
    expect(after).toMatchObject({ name: 'Chốt', isLocked: true })
    expect(after.answer).toEqual(before.answer)
  })

  test('two with the same question have ids of their own', async () => {
    expect((await save()).id).not.toBe((await save()).id)
  })
})

describe('what cannot be saved', () => {
  test.each([
    [{ name: '', question }, 400],
    [{ name: 'x'.repeat(121), question }, 400],
    [{ name: 'Không tiền', question: { ...question, budgetMillion: 0 } }, 422],
    [{ name: 'Ngoài tỉnh', question: { ...question, area: '999' } }, 404],
  ])('%j', async (body, status) => {
    const answer = await api.post('/api/scenarios', body)
    expect(answer.status).toBe(status)
    ProblemSchema.parse(await answer.json())
  })

  test('what is too large', async () => {
    const answer = await api.post('/api/scenarios', { name: 'lớn', question, padding: 'x'.repeat(300_000) })
    expect(answer.status).toBe(413)
    ProblemSchema.parse(await answer.json())
  })

  test('an id that does not exist says so', async () => {
    const answer = await api.get(`/api/scenarios/${'0'.repeat(26)}`, { 'Accept-Language': 'en' })
    expect(answer.status).toBe(404)
    expect(ProblemSchema.parse(await answer.json()).detail).toContain('Check the link')
  })
})

describe('the workbook', () => {
  async function sheets(answer: Response) {
    expect(answer.status).toBe(200)
    const workbook = new excel.Workbook()
    await workbook.xlsx.load(await answer.arrayBuffer())
    return workbook
  }
  const numbers = (sheet: excel.Worksheet, column: number) =>
    sheet
      .getColumn(column)
      .values.slice(2)
      .filter((cell): cell is number => typeof cell === 'number')

  test('of a saved scenario adds up and names its sources', async () => {
    const { id } = await save('=Tên giả công thức')
    const workbook = await sheets(await api.get(`/api/scenarios/${id}/list.xlsx`))
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Danh sách xây',
      'Chưa được xây',
      'Theo huyện',
      'Cách tính và nguồn',
    ])
    const costs = numbers(workbook.worksheets[0]!, 8)
    const total = costs.pop()!
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(total)
    expect(total).toBeLessThanOrEqual(5000)
    const notes = JSON.stringify(workbook.worksheets[3]!.getSheetValues())
    for (const text of ['Minh hoạ', 'Phiên bản số liệu', 'Đà Bắc']) expect(notes).toContain(text)
    expect(notes).not.toContain('"=Tên')
  })

  test('of a question that was not saved, in English', async () => {
    const answer = await api.post('/api/allocation.xlsx', question, { 'Accept-Language': 'en' })
    const workbook = await sheets(answer)
    expect(workbook.worksheets[0]!.name).toBe('What to build')
  })
})
