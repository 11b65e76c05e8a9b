import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createDataset } from '#domain/dataset'
import type { Question } from '#domain/values'
import { valueAt, valuesAt } from '#domain/values'
import { readShipped } from '../../server/intake/shipped'
import { dataDir, rowsOf } from '../data/frictionless'

const shipped = readShipped(dataDir)

describe('the shipped data', () => {
  test('is read completely', () => {
    expect(shipped.units).toHaveLength(1 + 9 + 152 + 1 + 18 + 99)
    expect(shipped.links).toHaveLength(325)
    expect(shipped.outlines['2024']).toHaveLength(65)
    expect(shipped.outlines['2025']).toHaveLength(104)
    expect(shipped.variants).toHaveLength(19)
    expect(shipped.published.length).toBe(rowsOf('published').length)
  })

  test('keeps codes as text and reads places, lists and empty cells', () => {
    expect(shipped.units.find((unit) => unit.vintage === '2025' && unit.code === '02647')).toEqual({
      vintage: '2025',
      level: 'commune',
      code: '02647',
      name: 'Lào Cai',
      type: 'phường',
      parent: '080',
      districts: ['080', '086'],
      areaKm2: 72.32,
      seat: [104.0211, 22.4918],
    })
    expect(shipped.units[0]).toMatchObject({ level: 'province', parent: null, districts: [], seat: null })
  })

  test('keeps made-up figures apart, each with the source that says so', () => {
    expect(new Set(shipped.illustrative.map((row) => `${row.status} ${row.source}`))).toEqual(
      new Set(['illustrative illustrative']),
    )
    expect(shipped.observations.filter((row) => row.source === 'illustrative')).toEqual([])
    expect(shipped.sources.find((source) => source.id === 'illustrative')?.title).toMatch(
      /không phải số liệu thật.*not real/,
    )
  })

  test('an empty cell of the made-up table is not reported, and not zero', () => {
    const silent = rowsOf('illustrative').filter((row) => row.villages_with_play_area === '')
    expect(silent.length).toBeGreaterThan(0)
    const reported = shipped.illustrative.filter((row) => row.measure === 'villages_with_play_area')
    expect(reported).toHaveLength(rowsOf('illustrative').length - silent.length)
  })

  test('gives the doubtful population of Sín Chéng only as a quotation', () => {
    const people = shipped.observations.filter(
      (row) => row.vintage === '2025' && row.measure === 'population',
    )
    expect(people.map((row) => row.code)).not.toContain('02824')
    expect(people.filter((row) => row.status === 'estimated')).toHaveLength(12) // ten lost zeros, two exchanged
    expect(shipped.published.find((row) => row.vintage === '2025' && row.code === '02824')).toMatchObject({
      value: 5703,
      confidence: 'doubtful',
    })
  })
})

describe('the hash', () => {
  test('is the same for the same files', () => {
    expect(readShipped(dataDir).hash).toBe(shipped.hash)
    expect(shipped.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('changes with any of them', () => {
    expect(readShipped(changed('outline.csv', '103.93,22.53', '103.93,22.54')).hash).not.toBe(shipped.hash)
  })
})

describe('a fault names file, line, cell and remedy', () => {
  test.each([
    {
      fault: 'a unit that does not exist',
      file: 'observations.csv',
      from: '2024,080,',
      to: '2024,081,',
      says: /^observations\.csv, line \d+: the unit "2024\/081" does not exist\. /,
    },
    {
      fault: 'a measure that does not exist',
      file: 'illustrative.csv',
      from: ',villages,',
      to: ',vilages,',
      says: /^illustrative\.csv, line 1: the column "vilages" is no measure\. /,
    },
    {
      fault: 'a number that is none',
      file: 'illustrative.csv',
      from: '2024,02635,2023-H2,',
      to: '2024,02635,2023-H2,~',
      says: /^illustrative\.csv, line 2: column "villages" is "~\d+"/,
    },
    {
      fault: 'a period that is none',
      file: 'observations.csv',
      from: ',2019,',
      to: ',19,',
      says: /column "period" is "19": write a year/,
    },
    {
      fault: 'a made-up status among real figures',
      file: 'observations.csv',
      from: ',official,',
      to: ',illustrative,',
      says: /column "status" is "illustrative"/,
    },
    {
      fault: 'a source that does not exist',
      file: 'published.csv',
      from: ',CENSUS2019,',
      to: ',CENSUS,',
      says: /^published\.csv, line \d+: the source "CENSUS" does not exist/,
    },
    {
      fault: 'a parent that does not exist',
      file: 'units.csv',
      from: 'xã,080,080',
      to: 'xã,999,080',
      says: /^units\.csv, line \d+: the unit "2024\/999"/,
    },
    {
      fault: 'a lost column',
      file: 'units.csv',
      from: ',area_km2,',
      to: ',area,',
      says: /^units\.csv, line 2: column "area_km2" is missing/,
    },
    {
      fault: 'a target from an unknown source',
      file: 'catalogue.yaml',
      from: 'source: QD23',
      to: 'source: QD32',
      says: /^catalogue\.yaml, line \d+: .*the source "QD32"/,
    },
  ])('$fault', ({ file, from, to, says }) => {
    expect(() => readShipped(changed(file, from, to))).toThrow(says)
  })
})

describe('the main question: where in Bắc Hà do villages lack a play area, how many, and a year before?', () => {
  const dataset = createDataset({
    ...shipped,
    version: 1,
    publishedAt: '2026-11-24T00:00:00Z',
    observations: [...shipped.observations, ...shipped.illustrative],
  })
  const indicator = dataset.indicators.get('play-areas-villages')!
  const ask = (vintage: '2024' | '2025', period: string): Question => ({
    indicator,
    vintage,
    period,
    illustrative: true,
    target: indicator.targets[0]!,
  })
  /** Villages that have no play area or did not say, straight from the table. */
  const lackingIn = (code: string, period: string): number | undefined => {
    const row = rowsOf('illustrative').find(
      (candidate) => candidate.code === code && candidate.period === period,
    )
    return row?.villages_with_play_area
      ? Number(row.villages) - Number(row.villages_with_play_area)
      : undefined
  }

  test.each(['2024-H1', '2025-H1'])('each of the 19 communes has its answer in %s', (period) => {
    const geography = dataset.geographies['2024']
    const communes = geography.communesOf[geography.indexOf.get('085')!]!
    expect(communes).toHaveLength(19)
    for (const index of communes) {
      const code = geography.units[index]!.code
      const expected = lackingIn(code, period)
      if (expected !== undefined) expect(valueAt(dataset, ask('2024', period), index).lacking).toBe(expected)
    }
  })

  test('the new communes of Bắc Hà compare with the year before through the crosswalk', () => {
    const { units, indexOf, communesOf } = dataset.geographies['2025']
    const communes = communesOf[indexOf.get('085')!]!
    expect(communes.map((index) => units[index]!.name)).toContain('Bảo Nhai')
    const baoNhai = indexOf.get('02890')!
    const olds = shipped.links.filter((link) => link.to === '02890').map((link) => link.from)
    const before = olds.map((code) => lackingIn(code, '2025-H1')!).reduce((a, b) => a + b, 0)
    expect(valueAt(dataset, ask('2025', '2025-H1'), baoNhai).lacking).toBe(before)
    expect(valueAt(dataset, ask('2025', '2026-H1'), baoNhai).lacking).toBe(lackingIn('02890', '2026-H1'))
  })

  test('communes of the half that was Yên Bái are not reported before the merger', () => {
    const { units, atLevel } = dataset.geographies['2025']
    const values = valuesAt(dataset, ask('2025', '2025-H1'), atLevel.commune)
    const yenBai = values.filter((_, i) => Number(units[atLevel.commune[i]!]!.parent) >= 132)
    expect(yenBai).toHaveLength(51)
    expect(yenBai.map((value) => value.value)).toEqual(Array(51).fill(null))
  })

  test('without made-up figures nothing is said about play areas', () => {
    const index = dataset.geographies['2025'].indexOf.get('02890')!
    const value = valueAt(dataset, { ...ask('2025', '2026-H1'), illustrative: false }, index)
    expect(value.value).toBeNull()
  })
})

const copies: string[] = []
afterAll(() => copies.forEach((copy) => rmSync(copy, { recursive: true })))

/** A copy of the shipped data in which the first `from` of a file became `to`. */
function changed(file: string, from: string, to: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'shipped-'))
  copies.push(copy)
  cpSync(dataDir, copy, { recursive: true })
  const text = readFileSync(join(copy, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(copy, file), text.replace(from, to))
  return copy
}
