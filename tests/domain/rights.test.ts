import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '#domain/dataset'
import type { Account, Area, Right, Role } from '#domain/rights'
import { has, hasFor, liesIn, rights, roles } from '#domain/rights'
import type { Vintage } from '#domain/units'
import { readShipped } from '../../server/intake/shipped'
import { loadDataset } from '../../server/store/load'
import { seed } from '../../server/store/seed'
import { temporaryStore } from '../fixtures/store'

const shipped = readShipped(fileURLToPath(new URL('../../data', import.meta.url)))
const dataset = await load()

async function load(): Promise<Dataset> {
  const { store, cleanup } = await temporaryStore()
  await seed(store, shipped)
  const loaded = await loadDataset(store, shipped.catalogue, { illustrative: false })
  await cleanup()
  return loaded
}

const at = (vintage: Vintage, name: string, level: string): Area => {
  const unit = dataset.geographies[vintage].units.find((one) => one.name === name && one.level === level)
  if (!unit) throw new Error(`no ${level} ${name}`)
  return { vintage, code: unit.code }
}
const account = (role: Role, area: Area | null): Account => ({
  id: '1',
  name: 'A',
  email: 'a@b.c',
  role,
  area,
})

describe('a role', () => {
  test.each<[Role, Right[]]>([
    ['viewer', ['read']],
    ['reporter', ['read', 'report', 'edit-places']],
    ['reviewer', ['read', 'read-sensitive', 'report', 'review', 'edit-places', 'publish']],
    ['administrator', [...rights]],
  ])('%s may %j and nothing else', (role, expected) => {
    expect(rights.filter((right) => has(account(role, null), right))).toEqual(expected)
  })

  test('a visitor has no right by an account', () => {
    expect(rights.filter((right) => has(null, right))).toEqual([])
  })
})

describe('an area', () => {
  const baXat = at('2024', 'Bát Xát', 'district')
  const yTy2024 = at('2024', 'Y Tý', 'commune')
  const yTy2025 = at('2025', 'Y Tý', 'commune')
  const muongHum = at('2025', 'Mường Hum', 'commune')

  test('a district holds its communes, and a commune only itself', () => {
    expect(hasFor(account('reviewer', baXat), 'review', dataset, yTy2024)).toBe(true)
    expect(hasFor(account('reporter', yTy2025), 'report', dataset, yTy2025)).toBe(true)
    expect(hasFor(account('reporter', yTy2025), 'report', dataset, muongHum)).toBe(false)
    expect(hasFor(account('reporter', yTy2024), 'report', dataset, baXat)).toBe(false)
  })

  test('the same code in the other geography is another territory', () => {
    for (const { code } of dataset.geographies['2025'].units) {
      expect(liesIn(dataset, { vintage: '2024', code }, { vintage: '2025', code })).toBe(false)
    }
  })

  test('without an area the whole province is meant, in both geographies', () => {
    for (const unit of [baXat, yTy2024, yTy2025]) {
      expect(hasFor(account('reporter', null), 'report', dataset, unit)).toBe(true)
    }
  })

  test('an area gives no right that the role lacks', () => {
    for (const role of roles) {
      const may = has(account(role, yTy2025), 'publish')
      expect(hasFor(account(role, yTy2025), 'publish', dataset, yTy2025)).toBe(may)
    }
  })

  test('every commune of 2025 lies in exactly one former district and in the province', () => {
    const { units } = dataset.geographies['2025']
    const districts = units.filter(({ level }) => level === 'district')
    const communes = units.filter(({ level }) => level === 'commune')
    expect(communes).toHaveLength(99)
    for (const { code } of communes) {
      const holding = districts.filter((one) =>
        liesIn(dataset, { vintage: '2025', code }, { vintage: '2025', code: one.code }),
      )
      expect(holding).toHaveLength(1)
      expect(liesIn(dataset, { vintage: '2025', code }, { vintage: '2025', code: '15' })).toBe(true)
    }
  })

  test('a unit that does not exist lies nowhere but in itself', () => {
    expect(liesIn(dataset, { vintage: '2025', code: '99999' }, muongHum)).toBe(false)
  })
})
