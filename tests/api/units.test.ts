import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProfileSchema } from '../../server/routes/profile-schema'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const profileOf = async (path: string) =>
  ProfileSchema.parse(await (await server.get(`/api/units/${path}`)).json())

describe('units', () => {
  test.each([
    ['2024', { province: 1, district: 9, commune: 152 }],
    ['2025', { province: 1, district: 18, commune: 99 }],
  ])('of vintage %s are all there', async (vintage, counts) => {
    const { units } = (await (await server.get(`/api/units/${vintage}`)).json()) as {
      units: { level: string }[]
    }
    const counted = Object.fromEntries(
      Object.keys(counts).map((level) => [level, units.filter((unit) => unit.level === level).length]),
    )
    expect(counted).toEqual(counts)
  })
})

describe('a profile', () => {
  test('names the unit of the vintage that is asked, since codes are reused', async () => {
    // 02647 was Kim Tân ward; since 2025 it is Lào Cai ward
    expect((await profileOf('2024/02647')).unit.name).toBe('Kim Tân')
    expect((await profileOf('2025/02647')).unit.name).toBe('Lào Cai')
  })

  test('says what a commune was merged from, and what became of it', async () => {
    const merged = await profileOf('2025/02647')
    expect(merged.predecessors.map(({ unit }) => unit?.name).sort()).toEqual(
      ['Bản Phiệt', 'Cốc Lếu', 'Duyên Hải', 'Kim Tân', 'Lào Cai', 'Vạn Hòa'].sort(),
    )
    expect(merged.unit.districts).toEqual(['080', '086'])
    const old = await profileOf('2024/02647')
    expect(old.successors.map(({ code, weight }) => [code, weight])).toEqual([['02647', 1]])
  })

  test('holds every indicator, also those nobody reported', async () => {
    const catalogue = await (await server.get('/api/catalogue')).json()
    const profile = await profileOf('2025/02839?illustrative=false')
    expect(profile.indicators.map(({ indicator }) => indicator)).toEqual(
      catalogue.indicators.map(({ id }: { id: string }) => id),
    )
    const abuse = profile.indicators.find(({ indicator }) => indicator === 'child-abuse')!
    expect(abuse.standings[0]!.unit).toMatchObject({ value: null, status: null })
  })

  test('quotes what was published for the province, with its source', async () => {
    const { published } = await profileOf('2024/10')
    const children = published.find(({ value }) => value === 227532)!
    expect(children).toMatchObject({ source: 'BLC-384831', confidence: 'official' })
  })
})
