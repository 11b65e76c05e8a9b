import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contains, partsOf } from '#domain/geodesy'
import { childMeasures } from '#domain/places/village'
import { schematicTopology } from '#domain/schematic'
import { featuresOf } from '#domain/topology'
import { illustratePlaces } from '../../../scripts/illustrate/places-story'
import { facilityTable, villageTable } from '../../../scripts/illustrate/places-table'
import { illustrate } from '../../../scripts/illustrate/story'
import { readKnown } from '../../../scripts/illustrate/tables'
import { readShipped } from '../../../server/intake/shipped'

const dataDir = join(import.meta.dirname, '../../../data')
const shipped = readShipped(dataDir)
const { villages, facilities } = shipped.madeUpPlaces
const reported = shipped.illustrative.filter(
  ({ vintage, period }) => vintage === '2025' && period === '2026-H1',
)
const communes = [...new Set(reported.map(({ code }) => code))]
const said = (code: string, measure: string) =>
  reported.find((row) => row.code === code && row.measure === measure)?.value
const of = (code: string) => villages.filter(({ commune }) => commune === code)
const sum = (numbers: (number | null)[]) => numbers.reduce<number>((total, each) => total + (each ?? 0), 0)

test('the made-up places are those that the command makes', () => {
  const known = readKnown(dataDir)
  const made = illustratePlaces(illustrate(known), known)
  expect(readFileSync(join(dataDir, 'places/villages.csv'), 'utf8')).toBe(villageTable(made))
  expect(readFileSync(join(dataDir, 'places/facilities.csv'), 'utf8')).toBe(facilityTable(made))
})

test('all of them are marked, and none has the name of a real village', () => {
  for (const place of [...villages, ...facilities]) expect(place.status).toBe('illustrative')
  for (const { name } of villages) expect(name).toMatch(/^minh hoạ \d+$/)
})

describe('the sums of a commune are the counts it is said to report', () => {
  test('villages, households, children, extremely disadvantaged villages', () => {
    expect(communes).toHaveLength(99)
    for (const code of communes) {
      const own = of(code)
      expect([code, own.length]).toEqual([code, said(code, 'villages')])
      expect(sum(own.map(({ households }) => households))).toBe(said(code, 'households'))
      expect(own.filter((village) => village.extremelyDisadvantaged)).toHaveLength(
        said(code, 'villages_extremely_difficult')!,
      )
      for (const measure of childMeasures) {
        expect([code, measure, sum(own.map(({ children }) => children[measure]))]).toEqual([
          code,
          measure,
          said(code, measure),
        ])
      }
    }
  })

  test('villages with a play area, and those that did not say; a silent commune says nothing of any', () => {
    for (const code of communes) {
      const having = said(code, 'villages_with_play_area')
      const states = of(code).map(({ playArea }) => playArea)
      const count = (state: string) => states.filter((each) => each === state).length
      if (having === undefined) expect(count('unknown')).toBe(states.length)
      else {
        expect([code, count('yes')]).toEqual([code, having])
        expect(count('unknown')).toBe(said(code, 'villages_play_area_not_reported'))
      }
    }
  })

  test('a working play area stands in every village that has one, and in no other', () => {
    const working = new Set(
      facilities.flatMap(({ kind, condition, village }) =>
        kind === 'play-area' && condition === 'working' && village !== null ? [village] : [],
      ),
    )
    expect(working).toEqual(new Set(villages.flatMap(({ id, playArea }) => (playArea === 'yes' ? [id] : []))))
  })
})

test('every position lies in its commune on the schematic map, and some are not known', () => {
  const areas = new Map(
    featuresOf(schematicTopology(shipped)['2025'], 'commune').features.map(({ id, geometry }) => [
      String(id),
      partsOf(geometry),
    ]),
  )
  const placed = villages.filter(({ position }) => position !== null)
  const outside = placed.filter(({ commune, position }) => !contains(areas.get(commune)!, position!))
  expect(outside.map(({ id }) => id)).toEqual([])
  expect(placed.length).toBeGreaterThan(0.9 * villages.length)
  expect(placed.length).toBeLessThan(villages.length)
})
