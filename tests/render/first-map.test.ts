import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colourOf, defaultMethod, legendOf } from '#domain/legend'
import { missingColours } from '#domain/palette'
import { featuresOf } from '#domain/topology'
import { frameOf } from '../../server/render/first-map/frame'
import { firstMapAt } from '../../server/routes/first-map'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const draw = (search: string) => firstMapAt(server.published(), search) ?? ''

/** Fill of each unit, by code. */
const fillsOf = (svg: string) =>
  new Map(
    [...svg.matchAll(/data-code="(\d+)" d="M[^"]+z" fill="([^"]+)"/g)].map(([, code, fill]) => [code, fill]),
  )

type Values = {
  code: string[]
  value: (number | null)[]
  target: null | { value: number }
  indicator: string
}

describe('the map that the page begins with', () => {
  test.each([
    ['', 'play-areas-villages/values', 99],
    ['?vintage=2024', 'play-areas-villages/values?vintage=2024', 152],
    ['?vintage=2024&level=district', 'play-areas-villages/values?vintage=2024&level=district', 9],
    ['?indicator=population&period=2024-H2', 'population/values?period=2024-H2', 99],
    ['?illustrative=false', 'play-areas-villages/values?illustrative=false', 99],
    ['?district=085', 'play-areas-villages/values?district=085', null],
  ])('of %s has every unit in the colour of its value', async (search, address, count) => {
    const values: Values = await (await server.get(`/api/indicators/${address}`)).json()
    const indicator = server.published().dataset.indicators.get(values.indicator)!
    const target = indicator.targets.find(({ value }) => value === values.target?.value) ?? null
    const legend = legendOf(indicator, target, values.value, { method: defaultMethod(indicator, target) })
    const expected = values.code.map((code, i) => [
      code,
      colourOf(legend, values.value[i] ?? null) ?? missingColours.ground,
    ])
    if (count !== null) expect(expected).toHaveLength(count)
    expect(expected.length).toBeGreaterThan(3)
    expect(fillsOf(draw(search))).toEqual(new Map(expected as [string, string][]))
  })

  test('says in words what a unit has, in the language of the address', () => {
    expect(draw('')).toMatch(/<title>Phường Lào Cai: \d+(,\d)?% · Minh hoạ<\/title>/)
    expect(draw('?lang=en')).toMatch(/<title>Lào Cai ward: \d+(\.\d)? % · Illustrative<\/title>/)
  })

  test('marks what is made up, and marks nothing when such figures are off', () => {
    expect(draw('')).toContain('class="mark illustrative"')
    expect(draw('?illustrative=false')).not.toContain('class="mark illustrative"')
    expect(draw('?illustrative=false')).toContain('class="mark missing"')
  })

  test('needs no style of its own, which a strict policy would refuse', () => {
    expect(draw('?overlay=zone&unit=02647')).not.toMatch(/style=|<style|<script|\son\w+=/)
  })

  test('is not drawn for what does not exist', () => {
    for (const search of ['?indicator=swings', '?period=1999', '?district=999', '?target=none']) {
      expect(firstMapAt(server.published(), search), search).toBeNull()
    }
  })

  test('cannot be broken out of by an address', () => {
    const svg = draw(`?unit=${encodeURIComponent('"><script>')}&lang=${encodeURIComponent('<b>')}`)
    expect(svg).not.toContain('<script')
    expect(fillsOf(svg).size).toBe(99)
  })

  test('is small', () => {
    expect(draw('?vintage=2024').length).toBeLessThan(60_000)
  })
})

describe('the frame', () => {
  const place = fc.record({
    west: fc.double({ min: 100, max: 108, noNaN: true }),
    south: fc.double({ min: 8, max: 23, noNaN: true }),
    across: fc.double({ min: 0.02, max: 3, noNaN: true }),
    up: fc.double({ min: 0.02, max: 3, noNaN: true }),
  })

  test('holds its bounds from corner to corner, whatever they are', () => {
    fc.assert(
      fc.property(place, ({ west, south, across, up }) => {
        const frame = frameOf([west, south, west + across, south + up])
        expect(frame.point([west, south + up])).toEqual([0, 0])
        const [x, y] = frame.point([west + across, south])
        expect(Math.abs(x - frame.width)).toBeLessThanOrEqual(1)
        expect(Math.abs(y - frame.height)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('is never shown larger than the interactive map begins', () => {
    // zoom 10.5 shows the world 512 × 2^10.5 pixels wide: a degree of longitude is 2059.5 of them
    expect(frameOf([104, 22, 105, 22.5]).most.width).toBe(Math.round((512 * 2 ** 10.5) / 360))
  })

  test('draws borders that neighbours share only once simplified, without gaps', () => {
    const { topology } = server.published().boundaries['2024']
    const codes = featuresOf(topology, 'commune').features.map(({ id }) => String(id))
    expect([...fillsOf(draw('?vintage=2024')).keys()].sort()).toEqual(codes.sort())
  })
})
