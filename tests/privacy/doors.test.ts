import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Observation } from '#domain/measures'
import { openStore } from '../../server/store/connect'
import { publishBatch } from '../../server/store/publish'
import { signedIn } from '../accounts/sign-in'
import type { SignedIn } from '../accounts/sign-in'
import type { RunningServer } from '../fixtures/running-server'
import { runningServer } from '../fixtures/running-server'
import { attackerOn } from './attack'
import { toldBy } from './doors'
import type { Told } from './doors'
import { weightsOf } from './known'
import { cases, communesOf, provinceWith, sensitiveObservation, shipped } from './sensitive-province'

/** Half a year of the old communes and one of the new ones: abuse as a count, labour as a rate. */
const reports = (vintage: '2024' | '2025', period: string): Observation[] =>
  communesOf(vintage).flatMap(({ code }) => [
    sensitiveObservation('abuse_cases', vintage, code, period, cases(4, 'abuse', code)),
    sensitiveObservation('children_in_labour', vintage, code, period, cases(6, 'labour', code)),
    sensitiveObservation('children_5_17', vintage, code, period, 400 + cases(300, 'children', code)),
  ])
const observations = [...reports('2024', '2024-H2'), ...reports('2025', '2026-H1')]
const isSmall = ({ measure, value }: Observation) => measure !== 'children_5_17' && value < 5

let server: RunningServer
let reviewer: SignedIn
// long sums come between two questions: by then the server may have ended a connection that waits
const visit = (path: string) => fetch(server.url + path, { headers: { Connection: 'close' } })
const review = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers: { ...reviewer, ...headers } })

beforeAll(async () => {
  server = await runningServer({ RATE_LIMITS: 'off' })
  const store = openStore(server.databaseFile)
  const source = shipped.sources[0]!.id
  const outcome = await publishBatch(store, {
    title: 'Sensitive reports',
    observations: observations.map((one) => ({ ...one, source })),
    actor: 'test',
    expectedVersion: 1,
  })
  expect(outcome.done).toBe(true)
  await store.destroy()
  await server.reload()
  reviewer = await signedIn(server, 'reviewer')
}, 240_000)
afterAll(() => server.close())

const unitsOf = (vintage: '2024' | '2025') => shipped.units.filter((unit) => unit.vintage === vintage)

/** A commune whose abuse cases are few but some. */
const hiddenOne = () =>
  reports('2025', '2026-H1').find((one) => isSmall(one) && one.measure === 'abuse_cases' && one.value > 0)!
const values =
  '/api/indicators/child-abuse/values?vintage=2025&level=commune&period=2026-H1&illustrative=false'

describe('an attacker who asks at every door', () => {
  test('can work out no small count from all answers together', async () => {
    const told: Told[] = []
    for (const vintage of ['2024', '2025'] as const) {
      for (const period of ['2024-H2', '2026-H1'])
        told.push(...(await toldBy(visit, vintage, period, unitsOf(vintage))))
    }
    const doors = new Set(told.map(({ door }) => door))
    expect([...doors].sort()).toEqual([
      'compare',
      'csv',
      'geojson',
      'gpkg',
      'interval',
      'ogc',
      'profile',
      'series',
      'summary',
      'topojson',
      'total',
      'values',
      'xlsx',
    ])

    const dataset = provinceWith(observations)
    const placesOf = ({ indicator, vintage, period, codes }: Told) =>
      codes.map((code) => ({
        indicator,
        vintage,
        period,
        index: dataset.geographies[vintage].indexOf.get(code)!,
      }))
    const distinct = [...new Map(told.map((one) => [JSON.stringify({ ...one, door: '' }), one])).values()]
    const counted = observations.filter(({ measure }) => measure !== 'children_5_17')
    const rest = observations.filter(({ measure }) => measure === 'children_5_17')
    const asked = distinct.flatMap(placesOf)
    const weights = weightsOf(counted, (changed) => provinceWith([...changed, ...rest]), asked)
    let at = 0
    const known = distinct.map((one) => {
      const rows = weights.slice(at, (at += one.codes.length))
      return {
        weights: counted.map((_, column) => rows.reduce((sum, row) => sum + row[column]!, 0)),
        sum: one.count,
      }
    })
    const small = [...counted.keys()].filter((column) => isSmall(counted[column]!))
    expect(small.length).toBeGreaterThan(100)
    for (const { least, most } of (await attackerOn(known, counted.length, small)).values()) {
      expect(least).toBeLessThan(0.01)
      expect(most).toBeGreaterThan(3.99)
    }
  }, 600_000)

  test('learns nothing from filters, and nothing from the order of an answer', async () => {
    const { code, value } = hiddenOne()
    const items = `/ogc/collections/communes_2025/items?f=json&limit=1000&period=2026-H1&illustrative=false`
    const matches = async (filter: string) => {
      const reply = await visit(`${items}&filter=${encodeURIComponent(filter)}`)
      expect(reply.status).toBe(200)
      return ((await reply.json()) as { features: { id: string }[] }).features.map(({ id }) => id)
    }
    expect(await matches(`code = '${code}'`)).toHaveLength(1)
    for (const question of [
      'child_abuse < 5',
      `child_abuse = ${value}`,
      'child_abuse >= 0',
      'NOT child_abuse > 4',
      'child_abuse <> 1',
      'child_labour_numerator < 5',
    ]) {
      expect(await matches(`code = '${code}' AND ${question}`)).toEqual([])
    }
    expect(await matches('child_abuse < 5')).toEqual([])
  }, 60_000)

  test('sees that a withheld figure was reported, and no figure of it', async () => {
    const { code } = hiddenOne()
    const map = (await (await visit(values.replace('/values', '.geojson'))).json()) as {
      features: { id: string; properties: Record<string, unknown> }[]
    }
    expect(map.features.find(({ id }) => id === code)!.properties).toMatchObject({
      withheld: true,
      status: 'reported',
      value: null,
      low: null,
      high: null,
      numerator: null,
      gap: null,
      lacking: null,
    })
  })
})

describe('who may read sensitive counts', () => {
  test('sees all of them, and nothing is kept on the way', async () => {
    const reply = await review(values)
    expect(reply.headers.get('cache-control')).toBe('private, no-store')
    const answer = (await reply.json()) as { code: string[]; value: number[]; withheld: number[] }
    const real = new Map(
      reports('2025', '2026-H1')
        .filter(({ measure }) => measure === 'abuse_cases')
        .map(({ code, value }) => [code, value]),
    )
    expect(answer.withheld).toEqual([])
    expect(answer.value).toEqual(answer.code.map((code) => real.get(code)))
  })

  test('a kept answer is never the one of somebody else, whoever asks first, and by whatever tag', async () => {
    const address = `${values}&district=${unitsOf('2025').find(({ level }) => level === 'district')!.code}`
    const first = await review(address)
    const full = await first.text()
    const visitor = await visit(address)
    const open = await visitor.text()
    expect(open).not.toBe(full)
    expect(await (await review(address)).text()).toBe(full)
    expect(await (await visit(address)).text()).toBe(open)
    const tagged = await review(address, { 'If-None-Match': visitor.headers.get('etag')! })
    expect(tagged.status).toBe(200)
    expect(await tagged.text()).toBe(full)
    const other = await fetch(server.url + address, {
      headers: { 'If-None-Match': first.headers.get('etag') ?? '"x"' },
    })
    expect(await other.text()).toBe(open)
  })

  test('a reporter sees what everyone sees', async () => {
    const reporter = await signedIn(server, 'reporter', { vintage: '2025', code: hiddenOne().code })
    const [theirs, open] = [await fetch(server.url + values, { headers: reporter }), await visit(values)]
    expect(await theirs.text()).toBe(await open.text())
  })

  test('what they freeze, save or print holds nothing that others may not see', async () => {
    const question = 'indicator=child-abuse&vintage=2025&level=commune&period=2026-H1&illustrative=false'
    const frozen = await fetch(`${server.url}/api/snapshots?${question}`, {
      method: 'POST',
      headers: reviewer,
    })
    expect([200, 201]).toContain(frozen.status)
    const { id } = (await frozen.json()) as { id: string }
    const snapshot = (await (await visit(`/api/snapshots/${id}`)).json()) as {
      units: {
        code: string
        figures: { value: number | null; numerator: number | null; isWithheld: boolean }
      }[]
    }
    expect(snapshot.units.find(({ code }) => code === hiddenOne().code)!.figures).toMatchObject({
      value: null,
      numerator: null,
      isWithheld: true,
    })
    for (const { figures } of snapshot.units)
      if (figures.value !== null) expect(figures.value).toBeGreaterThanOrEqual(5)
    const changes = (await (await visit(`/api/snapshots/${id}/changes`)).json()) as { units: unknown[] }
    expect(changes.units).toEqual([])
    const picture = `/api/snapshots/map.svg?${question}`
    const drawn = await (await review(picture)).text()
    expect(drawn).toBe(await (await visit(picture)).text())
    expect(drawn).toContain('Số nhỏ, không công bố')
    const report = '/api/reports/half-year.html?vintage=2025&period=2026-H1&illustrative=false'
    expect(await (await review(report)).text()).toBe(await (await visit(report)).text())
  }, 120_000)
})

describe('who reports for a commune', () => {
  /** A report of the commune with one figure, sent in as a file of its own. */
  const sent = async (code: string, count: number, who: SignedIn) => {
    const body = new FormData()
    body.set('file', new File([`Mã xã;Số vụ xâm hại trẻ em trong kỳ\n${code};${count}\n`], 'xa.csv'))
    for (const [name, value] of Object.entries({ vintage: '2025', period: '2026-H1', unit: code }))
      body.set(name, value)
    return fetch(`${server.url}/api/imports`, { method: 'POST', body, headers: who })
  }

  test('sees what it reported before, however small, in the preview and in the template; nobody else does', async () => {
    const { code, value } = hiddenOne()
    const reporter = await signedIn(server, 'reporter', { vintage: '2025', code })
    const { id } = (await (await sent(code, value + 1, reporter)).json()) as { id: number }
    const changes = (who: SignedIn) => fetch(`${server.url}/api/imports/${id}/changes`, { headers: who })
    type Changes = {
      cells: object[]
      indicators: { code: string; indicator: string; before: { value: number | null } }[]
    }
    const seen = (await (await changes(reporter)).json()) as Changes
    expect(seen.cells).toMatchObject([{ code, measure: 'abuse_cases', before: { value }, after: value + 1 }])
    // of its own unit alone: sums of wider units would tell of others
    const moved = seen.indicators.filter(({ indicator }) => indicator === 'child-abuse')
    expect(moved.map((one) => [one.code, one.before.value])).toEqual([[code, value]])

    const template = await fetch(`${server.url}/api/forms/2025/${code}.xlsx?period=2026-H2`, {
      headers: reporter,
    })
    const workbook = new excel.Workbook()
    await workbook.xlsx.load(await template.arrayBuffer())
    const rows = workbook.worksheets[0]!.getRows(1, 60) ?? []
    const row = rows.find((one) => one.getCell(4).text === 'Số vụ xâm hại trẻ em trong kỳ')
    expect(row?.getCell(6).value).toBe(value)

    const other = communesOf('2025').find((unit) => unit.code !== code)!.code
    const neighbour = await signedIn(server, 'reporter', { vintage: '2025', code: other })
    expect((await changes(neighbour)).status).toBe(403)
    expect(
      (await fetch(`${server.url}/api/forms/2025/${code}.xlsx?period=2026-H2`, { headers: neighbour }))
        .status,
    ).toBe(403)
    const answer = (await (await fetch(server.url + values, { headers: reporter })).json()) as {
      code: string[]
      value: (number | null)[]
    }
    expect(answer.value[answer.code.indexOf(code)]).toBeNull()
  }, 120_000)
})
