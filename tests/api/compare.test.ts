import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { wilson } from '#domain/interval'
import { CompareAnswerSchema, CompareSeriesSchema } from '../../server/routes/compare-schemas'
import { ProblemSchema } from '../../server/routes/problem'
import { shippedApi } from '../fixtures/shipped-api'

let api: Awaited<ReturnType<typeof shippedApi>>
beforeAll(async () => {
  api = await shippedApi()
})
afterAll(() => api.close())

const compare = async (query: string) =>
  CompareAnswerSchema.parse(await (await api.get(`/api/compare?${query}`)).json())

/** Sum of a made-up measure over the communes of a district, straight from the rows that ship. */
function shippedSum(district: string, measure: string, period: string): number {
  const communes = new Set(
    api.shipped.units
      .filter(({ vintage, parent }) => vintage === '2024' && parent === district)
      .map(({ code }) => code),
  )
  return api.shipped.illustrative
    .filter((row) => row.vintage === '2024' && communes.has(row.code))
    .filter((row) => row.measure === measure && row.period === period)
    .reduce((sum, row) => sum + row.value, 0)
}

describe('the table', () => {
  test('has a row per district, and the province last, from summed counts', async () => {
    const { table, period, base } = await compare('vintage=2024&period=2025-H1&indicators=preschool-3-5')
    expect([period, base]).toEqual(['2025-H1', '2024-H1'])
    expect(table.rows.map(({ unit }) => unit.code)).toEqual([
      '080',
      '082',
      '083',
      '084',
      '085',
      '086',
      '087',
      '088',
      '089',
    ])
    const enrolled = table.rows.map(({ unit }) => shippedSum(unit.code, 'enrolled_3_5', '2025-H1'))
    expect(table.rows.map(({ cells }) => cells[0]!.value.numerator)).toEqual(enrolled)
    expect(table.total.unit?.level).toBe('province')
    expect(table.total.cells[0]!.value.numerator).toBe(enrolled.reduce((sum, count) => sum + count))
  })

  test('the total is the rate of the sums, which is not the mean of the rates', async () => {
    const { table } = await compare('vintage=2024&period=2025-H1&indicators=preschool-0-2')
    const cells = table.rows.map(({ cells: [cell] }) => cell!.value)
    const sum = (of: 'numerator' | 'denominator') => cells.reduce((all, cell) => all + cell[of]!, 0)
    const mean = cells.reduce((all, cell) => all + cell.value!, 0) / cells.length
    const total = table.total.cells[0]!.value
    expect(total.low).toBeCloseTo((100 * sum('numerator')) / sum('denominator'), 9)
    expect(Math.abs(total.value! - mean)).toBeGreaterThan(0.5)
  })

  test('the interval is Wilson’s of the counts; villages are counted completely and have none', async () => {
    const { table } = await compare('vintage=2024&indicators=stunting,play-areas-villages&units=084')
    const [stunting, play] = table.rows[0]!.cells
    const expected = wilson(stunting!.value)
    if (expected.kind !== 'value' || stunting!.interval.kind !== 'value') throw new Error('both are rates')
    expect(stunting!.interval.low).toBeCloseTo(expected.low * 100, 9)
    expect(stunting!.interval.high).toBeCloseTo(expected.high * 100, 9)
    expect(play!.interval).toEqual({ kind: 'unavailable', reason: 'complete-count' })
  })

  test('communes of a district, or units in the order wanted', async () => {
    const inDistrict = await compare('vintage=2024&level=commune&district=085&indicators=zone')
    expect(inDistrict.table.rows).toHaveLength(19)
    expect(inDistrict.table.total.unit?.code).toBe('085')
    const listed = await compare('vintage=2024&units=085,084&indicators=zone')
    expect(listed.table.rows.map(({ unit }) => unit.code)).toEqual(['085', '084'])
    expect(listed.table.total.unit).toBeNull()
  })

  test('a target other than the first is chosen with an at-sign', async () => {
    const { table } = await compare('indicators=play-areas-communes@qd23-2030,play-areas-communes')
    expect(table.columns.map(({ target }) => target?.value)).toEqual([45, 100])
  })

  test('without made-up figures nothing is made up, and nothing missing is zero', async () => {
    const { table } = await compare('vintage=2024&indicators=preschool-3-5&illustrative=false')
    for (const { cells } of table.rows) {
      expect(cells[0]).toMatchObject({ value: { value: null, lacking: null }, marks: ['missing'] })
    }
  })
})

describe('the equity block', () => {
  test('measures the first indicator unless another is asked for', async () => {
    const first = await compare('vintage=2024&indicators=stunting,preschool-3-5')
    const other = await compare(
      'vintage=2024&indicators=stunting,preschool-3-5&equity=preschool-3-5&rank=zone',
    )
    expect([first.equity.indicator, first.equity.rank]).toEqual(['stunting', 'poor-households'])
    expect([other.equity.indicator, other.equity.rank]).toEqual(['preschool-3-5', 'zone'])
  })

  test('the same seed draws the same intervals, another seed draws others', async () => {
    const ask = async (seed: number) =>
      (await compare(`vintage=2024&indicators=preschool-3-5&seed=${seed}`)).equity.answer
    expect(await ask(7)).toEqual(await ask(7))
    expect(await ask(8)).not.toEqual(await ask(7))
  })

  test.each([
    ['one commune only', 'vintage=2024&units=02701&indicators=zone', 'not-a-rate'],
    ['nothing reported', 'vintage=2024&indicators=child-labour&illustrative=false', null],
  ])('%s is said in words, never as a number', async (_what, query, reason) => {
    const answer = await api.get(`/api/compare?${query}`)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).not.toMatch(/NaN|Infinity/)
    const { equity } = CompareAnswerSchema.parse(JSON.parse(text))
    if (reason) expect(equity.answer).toEqual({ kind: 'unavailable', reason })
    else if (equity.answer.kind === 'value') {
      const kinds = Object.values(equity.answer.equity.measures).map(({ kind }) => kind)
      expect(new Set(kinds)).toEqual(new Set(['unavailable']))
    }
  })
})

describe('a bad request is refused with what to change', () => {
  test.each([
    ['no indicator', '', 400, 'indicators'],
    ['an unknown indicator', 'indicators=swings', 404, 'play-areas-villages'],
    ['an unknown target', 'indicators=play-areas-communes@q', 404, 'qd23-2030'],
    ['an unknown equity indicator', 'indicators=zone&equity=swings', 404, 'play-areas-villages'],
    ['an unknown ranking', 'indicators=zone&rank=height', 400, 'poor-households'],
    ['an unknown unit', 'indicators=zone&units=080,99999', 404, '99999'],
    ['an unknown district', 'indicators=zone&level=commune&district=999', 404, '085'],
    ['units of two vintages', 'vintage=2024&indicators=zone&units=080,132', 404, 'vintage 2025'],
    ['all communes at once', 'indicators=zone&level=commune', 400, 'district'],
    [
      'too many units',
      `indicators=zone&units=${Array.from({ length: 41 }, (_, i) => 10_000 + i)}`,
      400,
      '40',
    ],
    ['too many indicators', `indicators=${Array.from({ length: 13 }, (_, i) => `i${i}`)}`, 400, '12'],
    ['a period without reports', 'indicators=zone&period=2019-H1', 404, '2025-H1'],
    ['a base without reports', 'indicators=zone&base=2019-H1', 404, '2025-H1'],
    ['a malformed period', 'indicators=zone&period=spring', 400, '2024-H1'],
  ])('%s', async (_what, query, status, hint) => {
    for (const path of ['/api/compare', '/api/compare.xlsx', '/api/compare.csv']) {
      const answer = await api.get(`${path}?${query}`, { 'Accept-Language': 'en' })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const problem = ProblemSchema.parse(await answer.json())
      expect(JSON.stringify(problem)).toContain(hint)
    }
  })
})

describe('series', () => {
  test('one per unit over all periods', async () => {
    const answer = await api.get('/api/compare/series?vintage=2024&indicator=preschool-3-5&units=084,085')
    const { periods, units } = CompareSeriesSchema.parse(await answer.json())
    expect(periods).toEqual([...api.dataset.periods])
    expect(units.map(({ unit }) => unit.name)).toEqual(['Si Ma Cai', 'Bắc Hà'])
    const at = periods.indexOf('2024-H2')
    expect(units[0]!.values[at]!.numerator).toBe(shippedSum('084', 'enrolled_3_5', '2024-H2'))
  })

  test.each([
    ['units=080,081,082,083,084,085,086,087,088&indicator=zone', 400],
    ['units=99&indicator=zone', 404],
    ['units=080&indicator=swings', 404],
  ])('%s is refused', async (query, status) => {
    expect((await api.get(`/api/compare/series?vintage=2024&${query}`)).status).toBe(status)
  })
})

describe('the plan', () => {
  const Plan = z.object({
    demands: z.array(
      z.object({
        demand: z.object({ id: z.string(), collect: z.unknown() }),
        state: z.string(),
        indicators: z.array(z.object({ indicator: z.string(), districts: z.array(z.unknown()) })),
      }),
    ),
  })

  test('tells where each demand stands, in every district', async () => {
    const { demands } = Plan.parse(await (await api.get('/api/plan?vintage=2024')).json())
    expect(demands.map(({ demand }) => demand.id)).toEqual(api.shipped.plan.map(({ id }) => id))
    for (const { indicators } of demands) for (const one of indicators) expect(one.districts).toHaveLength(9)
  })

  test('a demand that nothing counts says what to collect', async () => {
    const { demands } = Plan.parse(await (await api.get('/api/plan?illustrative=false')).json())
    const silent = demands.filter(({ indicators }) => indicators.length === 0)
    expect(silent.map(({ demand }) => demand.id)).toEqual(['development'])
    for (const { demand, state } of silent) {
      expect(state).toBe('no-data')
      expect(demand.collect).not.toBeNull()
    }
  })

  test('an unknown period is refused', async () => {
    expect((await api.get('/api/plan?period=2019-H1')).status).toBe(404)
  })
})
