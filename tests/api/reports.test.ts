import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemSchema } from '../../server/routes/problem'
import type { RunningServer } from '../fixtures/running-server'
import { runningServer } from '../fixtures/running-server'

let server: RunningServer
beforeAll(async () => {
  server = await runningServer()
})
afterAll(() => server.close())

const get = (path: string) =>
  fetch(`${server.url}/api/reports/${path}`, { headers: { 'Accept-Language': 'vi' } })

describe('a report', () => {
  test.each([
    ['half-yearly.docx?period=2025-H1', 'wordprocessingml', 'bao-cao-half-yearly-2025-H1.docx', 'PK'],
    ['half-yearly.xlsx?period=2025-H1', 'spreadsheetml', 'bao-cao-half-yearly-2025-H1.xlsx', 'PK'],
    ['yearly.html?period=2025&lang=en', 'text/html', 'bao-cao-yearly-2025.html', '<!doctype html>'],
    [
      'half-yearly.html?vintage=2024&district=085',
      'text/html',
      'bao-cao-half-yearly-085-2026-H1.html',
      '<!doctype html>',
    ],
  ])(
    'comes as %s',
    async (path, type, name, start) => {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain(type)
      expect(answer.headers.get('content-disposition')).toContain(`filename="${name}"`)
      const body = Buffer.from(await answer.arrayBuffer())
      expect(body.subarray(0, start.length).toString('latin1')).toBe(start)
    },
    120_000,
  )

  test('says the numbers of the API', async () => {
    const values = await fetch(
      `${server.url}/api/indicators/play-areas-villages/values?vintage=2024&district=085&period=2025-H1`,
    )
    const { summary } = (await values.json()) as { summary: { value: { value: number } } }
    const html = await (await get('half-yearly.html?vintage=2024&district=085&period=2025-H1')).text()
    const percent = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(summary.value.value)
    expect(html).toContain(`của huyện Bắc Hà là ${percent}%`)
  }, 120_000)

  test.each([
    ['a period of the other kind', 'yearly.docx?period=2025-H1', 404, 'unknown-period', '2025'],
    ['a year in the half-yearly report', 'half-yearly.docx?period=2025', 404, 'unknown-period', '2025-H2'],
    ['a period without data', 'half-yearly.docx?period=1999-H1', 404, 'unknown-period', '2025-H1'],
    [
      'a district of the other geography',
      'half-yearly.docx?vintage=2024&district=132',
      404,
      'unknown-unit',
      '085',
    ],
    ['a malformed period', 'half-yearly.docx?period=spring', 400, 'invalid-request', 'period'],
    ['an unknown kind', 'weekly.docx', 404, 'not-found', '/docs'],
  ])('with %s is refused and explained', async (_, path, status, kind, part) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    const problem = ProblemSchema.parse(await answer.json())
    expect(problem.type).toBe(`/docs#${kind}`)
    expect(JSON.stringify(problem)).toContain(part)
  })
})
