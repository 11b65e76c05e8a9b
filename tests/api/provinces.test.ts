import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedApi } from '../fixtures/shipped-api'
import { home, neighbour, withNeighbour } from '../fixtures/two-provinces'

let api: Awaited<ReturnType<typeof shippedApi>>
beforeAll(async () => {
  api = await shippedApi(withNeighbour)
})
afterAll(() => api.close())

type Units = { units: { code: string; level: string; parent: string | null }[] }
const ask = async <T>(path: string): Promise<T> => (await api.get(`/api${path}`)).json() as Promise<T>
const codes = neighbour.communes.map(({ code }) => code)

describe('a store of two provinces', () => {
  test('tells which provinces each vintage has', async () => {
    const { vintages } = await ask<{
      vintages: { id: string; provinces: { code: string; name: string }[] }[]
    }>('/catalogue')
    const told = Object.fromEntries(
      vintages.map(({ id, provinces }) => [id, provinces.map(({ code, name }) => [code, name])]),
    )
    expect(told).toEqual({
      '2024': [['10', 'Lào Cai']],
      '2025': [
        ['15', 'Lào Cai'],
        ['16', neighbour.name],
      ],
    })
  })

  test('lists the units of one province, or of one of its districts', async () => {
    const all = await ask<Units>('/units/2025')
    const there = await ask<Units>('/units/2025?within=16')
    expect(there.units.map(({ code }) => code)).toEqual(['16', ...neighbour.districts, ...codes])
    const here = await ask<Units>('/units/2025?within=15')
    expect(here.units.length + there.units.length).toBe(all.units.length)
    const below = await ask<Units>('/units/2025?within=901')
    expect(below.units.map(({ code }) => code)).toEqual(['901', '90001', '90002'])
  })

  test.each([
    '/units/2025?within=17',
    '/units/2025?within=90001',
    '/indicators/play-areas-villages/values?within=17',
    '/plan?within=17',
    '/places/communes?within=17',
    '/compare?indicators=play-areas-villages&within=17',
    '/snapshots/map.svg?indicator=play-areas-villages&within=17',
  ])('%s is refused with what can be asked for', async (path) => {
    const reply = await api.get(`/api${path}`, { 'Accept-Language': 'en' })
    expect(reply.status).toBe(404)
    const { allowed } = (await reply.json()) as { allowed: string[] }
    expect(allowed).toEqual(expect.arrayContaining(['15', '16', ...neighbour.districts]))
  })

  test('refuses a district of the other province', async () => {
    const reply = await api.get('/api/indicators/play-areas-villages/values?within=15&district=901', {
      'Accept-Language': 'en',
    })
    expect(reply.status).toBe(404)
    const { detail } = (await reply.json()) as { detail: string }
    expect(detail).toContain('"901" does not lie in the province "15"')
  })

  test('adds up the province that is asked about, and compares with it', async () => {
    const { summary, code } = await ask<{
      code: string[]
      summary: { units: number; value: { numerator: number; denominator: number } }
    }>('/indicators/play-areas-villages/values?within=16')
    expect([code, summary.units]).toEqual([codes, 3])
    expect(summary.value).toMatchObject({ numerator: 1 + 5 + 30, denominator: 10 + 20 + 30 })

    const { table } = await ask<{
      table: {
        rows: { unit: { code: string } }[]
        total: { unit: { code: string } | null }
        columns: { funnel: { centre: number } | null }[]
      }
    }>('/compare?indicators=play-areas-villages&within=16')
    expect(table.rows.map(({ unit }) => unit.code)).toEqual(neighbour.districts)
    expect(table.total.unit?.code).toBe('16')
  })

  test('tells of the plan in that province and its districts alone', async () => {
    const { demands } = await ask<{
      demands: { indicators: { province: { code: string }; districts: { code: string }[] }[] }[]
    }>('/plan?within=16')
    const told = demands.flatMap(({ indicators }) => indicators)
    expect(told.length).toBeGreaterThan(0)
    expect(new Set(told.map(({ province }) => province.code))).toEqual(new Set(['16']))
    expect(new Set(told.flatMap(({ districts }) => districts.map(({ code }) => code)))).toEqual(
      new Set(neighbour.districts),
    )
  })

  test('counts and lists villages of the province that is asked about', async () => {
    const counted = (within: string) =>
      ask<{ communes: { code: string }[] }>(`/places/communes?within=${within}`)
    expect((await counted('16')).communes).toEqual([])
    expect((await counted(home.code)).communes).toEqual(
      (await ask<{ communes: [] }>('/places/communes')).communes,
    )
    const { features } = await ask<{ features: [] }>('/villages?within=16')
    expect(features).toEqual([])
  })
})
