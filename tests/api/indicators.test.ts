import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { classOf } from '#domain/classify'
import { defaultMethod, legendOf } from '#domain/legend'
import { valuesAt } from '#domain/values'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Values } from '../../web/api'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const valuesOf = async (query: string): Promise<Values> =>
  (await server.get(`/api/indicators/${query}`)).json() as Promise<Values>

type Made = { vintage: string; code: string; period: string } & Record<string, string>
const made = parse(
  readFileSync(fileURLToPath(new URL('../../data/illustrative.csv', import.meta.url)), 'utf8'),
  { columns: true },
) as Made[]
const sum = (numbers: (number | null)[]) => numbers.reduce<number>((total, each) => total + (each ?? 0), 0)

describe('values', () => {
  test('are the counts of the data file, and their rate', async () => {
    const values = await valuesOf('play-areas-villages/values?vintage=2024&period=2025-H1&district=085')
    expect(values.code).toHaveLength(19)
    for (const [at, code] of values.code.entries()) {
      const row = made.find(
        (each) => each.vintage === '2024' && each.code === code && each.period === '2025-H1',
      )!
      const [villages, having] = [Number(row.villages), row.villages_with_play_area]
      expect(values.denominator[at]).toBe(villages)
      expect(values.numerator[at]).toBe(having === '' ? null : Number(having))
      if (having === '') expect(values.value[at]).toBeNull()
      else expect(values.value[at]).toBeCloseTo((Number(having) / villages) * 100, 5)
    }
  })

  test('within a district, or within the province, are those of its communes', async () => {
    const query = 'play-areas-villages/values?vintage=2024&period=2025-H1'
    const asked = await valuesOf(`${query}&district=085`)
    expect(await valuesOf(`${query}&within=085`)).toEqual({ ...asked, within: '085', district: null })
    expect(await valuesOf(`${query}&within=10`)).toEqual({ ...(await valuesOf(query)), within: '10' })
    expect(await valuesOf(`${query}&within=10&district=085`)).toEqual({ ...asked, within: '10' })
    const nowhere = await server.get(`/api/indicators/${query}&within=15`)
    expect([nowhere.status, (await nowhere.json()).allowed]).toContainEqual(
      expect.arrayContaining(['10', '085']),
    )
  })

  test('of a district are summed counts, not the mean of rates', async () => {
    const query = '/values?vintage=2024&period=2024-H1'
    const communes = await valuesOf(`preschool-3-5${query}&district=085`)
    const districts = await valuesOf(`preschool-3-5${query}&level=district`)
    const at = districts.code.indexOf('085')
    expect(districts.numerator[at]).toBe(sum(communes.numerator))
    expect(districts.denominator[at]).toBe(sum(communes.denominator))
    expect(districts.value[at]).toBeCloseTo((sum(communes.numerator) / sum(communes.denominator)) * 100, 5)
    const rates = communes.value.filter((value) => value !== null)
    expect(districts.value[at]).not.toBeCloseTo(sum(rates) / rates.length, 3)
  })

  test('move to the new geography without a village lost', async () => {
    const [old, now] = await Promise.all(
      ['2024', '2025'].map((vintage) =>
        valuesOf(`play-areas-villages/values?vintage=${vintage}&period=2025-H1`),
      ),
    )
    expect(sum(now!.denominator)).toBe(sum(old!.denominator))
    expect(sum(now!.denominator)).toBe(1568) // villages of old Lào Cai, 10/2024
    expect(now!.summary.lackingLeast).toBe(old!.summary.lackingLeast)
    const fromYenBai = now!.code.filter((code) => Number(code) > 4000)
    expect(fromYenBai).toHaveLength(51)
    expect(fromYenBai.every((code) => now!.value[now!.code.indexOf(code)] === null)).toBe(true)
  })

  test('keep the published number of zone III communes in every district', async () => {
    const values = await valuesOf('zone-iii-communes/values?vintage=2024&level=district&period=2024-H1')
    const counts = Object.fromEntries(values.code.map((code, at) => [code, values.numerator[at]]))
    // Decision 861/QĐ-TTg: Lào Cai 0, Bát Xát 12, Mường Khương 10, Si Ma Cai 5, Bắc Hà 13, Bảo Thắng 1, …
    expect(counts).toMatchObject({ '080': 0, '082': 12, '083': 10, '084': 5, '085': 13, '086': 1, '087': 8 })
    expect(counts).toMatchObject({ '088': 10, '089': 11 })
    expect(new Set(values.status)).toEqual(new Set(['official']))
  })

  test('fall into the same class of the page as of a printed map, also on a break', async () => {
    const { dataset } = server.published()
    for (const indicator of dataset.catalogue.indicators) {
      const [target = null] = indicator.targets
      const question = { indicator, vintage: '2025', period: '2026-H1', illustrative: true, target } as const
      const exact = valuesAt(dataset, question, dataset.geographies[question.vintage].atLevel.commune).map(
        ({ value }) => value,
      )
      const sent = (await valuesOf(`${indicator.id}/values`)).value
      const { breaks } = legendOf(indicator, target, exact, { method: defaultMethod(indicator, target) })
      const classes = (values: readonly (number | null)[]) => values.map((value) => classOf(value, breaks))
      expect(classes(sent), indicator.id).toEqual(classes(exact))
    }
  })

  test('that are made up say so, and are left out when they are not wanted', async () => {
    const all = await valuesOf('play-areas-villages/values')
    expect(new Set(all.status)).toEqual(new Set(['illustrative', null]))
    const real = await valuesOf('play-areas-villages/values?illustrative=false')
    expect(real.value.every((value) => value === null)).toBe(true)
    const population = await valuesOf('population/values?illustrative=false')
    expect(population.summary.byStatus.illustrative).toBe(0)
    expect(population.value[population.code.indexOf('02647')]).toBe(76981) // official map 2025
  })

  test('name the target they are measured by, and take another one', async () => {
    const first = await valuesOf('play-areas-communes/values?level=province')
    expect(first.target).toMatchObject({ value: 100, source: 'KH50' })
    const other = await valuesOf('play-areas-communes/values?level=province&target=qd23-2030')
    expect(other.target).toMatchObject({ value: 45, year: 2030 })
  })
})

describe('GeoJSON', () => {
  type Ring = [number, number][]
  const signed = (ring: Ring) =>
    ring.slice(1).reduce((area, [x, y], i) => area + ring[i]![0] * y - x * ring[i]![1], 0) / 2
  const decimals = (value: number) => String(value).split('.')[1]?.length ?? 0

  test.each([
    ['play-areas-villages.geojson?vintage=2024', 152],
    ['play-areas-villages.geojson?vintage=2025&level=district', 18],
    ['preschool-3-5.geojson?level=province', 1],
  ])('%s follows RFC 7946', async (path, count) => {
    const answer = await server.get(`/api/indicators/${path}`)
    expect(answer.headers.get('content-type')).toContain('application/geo+json')
    const collection = await answer.json()
    expect(collection.type).toBe('FeatureCollection')
    expect(collection.features).toHaveLength(count)
    const [west, south, east, north] = collection.bbox
    for (const feature of collection.features) {
      expect(feature.id).toBe(feature.properties.code)
      const polygons: Ring[][] =
        feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates
      for (const [outer, ...holes] of polygons) {
        expect(signed(outer!)).toBeGreaterThan(0)
        for (const hole of holes) expect(signed(hole)).toBeLessThan(0)
        expect(outer![0]).toEqual(outer!.at(-1))
        for (const [lon, lat] of outer!) {
          expect(lon >= west && lon <= east && lat >= south && lat <= north).toBe(true)
          expect(Math.max(decimals(lon), decimals(lat))).toBeLessThanOrEqual(6)
        }
      }
    }
  })

  test('carries the same numbers as the columns, with everything a map needs to be honest', async () => {
    const values = await valuesOf('play-areas-villages/values?district=085')
    const { features } = await (
      await server.get('/api/indicators/play-areas-villages.geojson?district=085')
    ).json()
    expect(features).toHaveLength(values.code.length)
    for (const { properties } of features) {
      const at = values.code.indexOf(properties.code)
      expect(properties.value).toBeCloseTo(values.value[at]!, 6)
      expect(properties).toMatchObject({
        lacking: values.lacking[at],
        status: 'illustrative',
        source: 'illustrative',
        target: 100,
        district_code: '085',
        district_name: 'Bắc Hà',
        vintage: '2025',
        period: '2026-H1',
      })
    }
  })
})
