import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bivariateColour } from '#domain/palette'
import { ProblemSchema } from '../../server/routes/problem'
import type { RunningServer } from '../fixtures/running-server'
import { runningServer } from '../fixtures/running-server'

let server: RunningServer
beforeAll(async () => {
  server = await runningServer({ PUBLIC_URL: 'https://ban-do.example.org' })
})
afterAll(() => server.close())

const at = 'vintage=2024&period=2025-H1'
const get = (path: string) =>
  fetch(`${server.url}/api/snapshots/${path}`, { headers: { 'Accept-Language': 'vi' } })
const svgOf = async (path: string) => {
  const answer = await get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}
/** Fill of the area of a commune. */
const fillOf = (svg: string, code: string) =>
  new RegExp(`fill="([^"]+)"[^>]*data-code="${code}"`).exec(svg)?.[1]

describe('pictures of the other pages', () => {
  test.each([
    ['bivariate', ''],
    ['small', '&several=periods'],
    ['plot', '&plot=spread&indicator=preschool-3-5'],
    ['plot', '&plot=intervals&indicator=preschool-3-5'],
    ['plot', '&plot=funnel&indicator=preschool-3-5'],
    ['plot', '&plot=lines&lines=084,085'],
    ['priority', ''],
    ['budget', '&budget=5000'],
  ])(
    '%s%s comes as SVG, PNG and PDF',
    async (kind, more) => {
      for (const [format, type, start] of [
        ['svg', 'image/svg+xml', '<svg'],
        ['png', 'image/png', '\x89PNG'],
        ['pdf', 'application/pdf', '%PDF-'],
      ] as const) {
        const path = `${kind}.${format}?${at}${more}&width=400`
        const answer = await get(path)
        expect(answer.status).toBe(200)
        expect(answer.headers.get('content-type')).toContain(type)
        const body = Buffer.from(await answer.arrayBuffer())
        expect(body.subarray(0, start.length).toString('latin1')).toBe(start)
      }
    },
    120_000,
  )

  test('say title, period, sources, data version and that figures are made up', async () => {
    const svg = await svgOf(`bivariate.svg?${at}&second=preschool-3-5&lang=en`)
    for (const part of [
      'Enrolled at 3–5',
      'first half of 2025',
      'Source',
      'Data version',
      'ILLUSTRATIVE FIGURES',
    ]) {
      expect(svg).toContain(part)
    }
  })

  test('the map of two indicators counts every commune once', async () => {
    const svg = await svgOf(`bivariate.svg?${at}`)
    const known = new Set([0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => bivariateColour(a, b))))
    const codes = [...svg.matchAll(/data-code="(\d{5})"/g)].map(([, code]) => code!)
    expect(new Set(codes).size).toBe(152)
    const painted = codes.filter((code) => known.has(fillOf(svg, code) ?? ''))
    expect(painted.length).toBeGreaterThan(120)
  })

  test('the map of a budget marks as many communes as the plan builds in', async () => {
    const svg = await svgOf(`budget.svg?${at}&budget=5000&first=none`)
    const answer = await fetch(`${server.url}/api/allocation`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ vintage: '2024', period: '2025-H1', budgetMillion: 5000 }),
    })
    const { answer: plan } = (await answer.json()) as { answer: { plan: { funded: { code: string }[] } } }
    const built = new Set(plan.plan.funded.map(({ code }) => code))
    const empty = '#eef2f4'
    const codes = [...svg.matchAll(/data-code="(\d{5})"/g)].map(([, code]) => code!)
    expect(codes.filter((code) => fillOf(svg, code) !== empty).sort()).toEqual([...built].sort())
  })

  const textIn = (svg: string) =>
    [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ')

  test('cite the sources of every criterion that counts, and of none that does not', async () => {
    const by = async (weights: string) =>
      textIn(await svgOf(`priority.svg?${at}&rules=none&weights=${weights}`))
    // the zones of wards come from a decision; the figures of poor households are made up
    expect(await by('zone~1000')).toMatch(/Nguồn: [^.]*698\/QĐ-TTg/)
    expect(await by('poverty~1000')).not.toContain('698/QĐ-TTg')
  })

  test('the map of a budget cites what a thing costs and the zones that the costs go by', async () => {
    const said = textIn(await svgOf(`budget.svg?${at}&budget=5000&kinds=play-area&layout=a3-landscape`))
    expect(said).toMatch(/698\/QĐ-TTg/)
    expect(said).toMatch(/Đà Bắc/)
  })

  test('lead back to the page they show', async () => {
    const svg = await svgOf(`priority.svg?${at}`)
    expect(svg).toContain('ban-do.example.org/budget')
  })

  test.each([
    [
      'an unknown second indicator',
      `bivariate.png?${at}&second=swings`,
      404,
      'unknown-indicator',
      'preschool-3-5',
    ],
    ['a plot of no shares of children', `plot.png?${at}&plot=funnel`, 404, 'no-data', 'khoảng tin cậy'],
    ['an unknown plot', `plot.png?${at}&plot=pie`, 400, 'invalid-request', 'spread'],
    ['100,000 pixels', `priority.png?${at}&width=100000`, 400, 'invalid-request', 'width'],
    ['a period without data', 'bivariate.png?period=1999-H1', 404, 'unknown-period', '2025-H1'],
  ])('%s is refused and explained', async (_, path, status, kind, part) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    const problem = ProblemSchema.parse(await answer.json())
    expect(problem.type).toBe(`/docs#${kind}`)
    expect(JSON.stringify(problem)).toContain(part)
  })

  test('no markup of a title reaches the picture', async () => {
    const svg = await svgOf(`priority.svg?${at}&title=${encodeURIComponent('<script>alert(1)</script>')}`)
    expect(svg).not.toContain('<script>')
  })
})
