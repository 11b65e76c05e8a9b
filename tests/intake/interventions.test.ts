import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseCatalogue } from '../../server/intake/catalogue'
import { readInterventions } from '../../server/intake/interventions'
import { SourceRow } from '../../server/intake/shipped-rows'
import { readTable } from '../../server/intake/table'

const read = (name: string) => readFileSync(join('data', name), 'utf8')
const known = {
  catalogue: parseCatalogue('catalogue.yaml', read('catalogue.yaml')),
  sources: new Set(readTable('sources.csv', read('sources.csv'), SourceRow).map(({ row }) => row.id)),
}

describe('the interventions as shipped', () => {
  const shipped = readInterventions('interventions.csv', read('interventions.csv'), known)

  test('offer a play area and a preschool room', () => {
    expect(shipped.filter(({ usual }) => usual).map(({ id }) => id)).toEqual(['play-area', 'preschool-room'])
  })

  test('present no price of a single work as a norm', () => {
    for (const { status, note, id } of shipped) {
      expect(status, id).toBe('estimated')
      expect(note.en, id).toMatch(/no norm|not a norm/i)
      expect(note.vi, id).toMatch(/định mức/)
    }
  })

  test('leave open what no source tells', () => {
    expect(
      shipped.every(({ runningMillion, yearsOfUse }) => runningMillion === null && yearsOfUse === null),
    ).toBe(true)
  })

  test('take play areas to reach an equal share of the children, and rooms as many as they hold', () => {
    const reach = (id: string) => shipped.find((one) => one.id === id)?.reach
    expect(reach('play-area')).toEqual({ kind: 'shared', children: 'children-under-16' })
    expect(reach('preschool-room')).toEqual({ kind: 'places', each: 25 })
  })
})

const header =
  'id,name_vi,name_en,indicator,target,places_each,children_indicator,cost_zone_0,cost_zone_1,cost_zone_2,cost_zone_3,' +
  'running_per_year,years_of_use,land_m2,land_of,usual,status,source,reach_source,note_vi,note_en'
const good: Record<string, string> = {
  id: 'pool',
  name_vi: 'Bể bơi',
  name_en: 'Pool',
  indicator: 'play-areas-villages',
  target: 'kh50',
  places_each: '',
  children_indicator: 'children-under-16',
  cost_zone_0: '10',
  cost_zone_1: '20',
  cost_zone_2: '30',
  cost_zone_3: '40',
  running_per_year: '1.5',
  years_of_use: '12',
  land_m2: '250',
  land_of: 'commune',
  usual: 'yes',
  status: 'reported',
  source: 'KH50',
  reach_source: 'KH50',
  note_vi: 'ghi chú',
  note_en: 'note',
}
const lineOf = (changed: Record<string, string>) => Object.values({ ...good, ...changed }).join(',')
const parse = (...rows: Record<string, string>[]) =>
  readInterventions('interventions.csv', [header, ...rows.map(lineOf)].join('\n'), known)

describe('a line of the table', () => {
  test('is read with its money by zone', () => {
    expect(parse({})).toEqual([
      {
        id: 'pool',
        name: { vi: 'Bể bơi', en: 'Pool' },
        indicator: 'play-areas-villages',
        target: 'kh50',
        reach: { kind: 'shared', children: 'children-under-16' },
        costMillion: { 0: 10, 1: 20, 2: 30, 3: 40 },
        runningMillion: 1.5,
        yearsOfUse: 12,
        landM2: 250,
        landOf: 'commune',
        usual: true,
        status: 'reported',
        source: 'KH50',
        reachSource: 'KH50',
        note: { vi: 'ghi chú', en: 'note' },
      },
    ])
  })

  test.each([
    ['a negative cost', { cost_zone_2: '-5' }, /line 2.*cost_zone_2.*whole number/],
    ['a part of a million', { cost_zone_2: '5.5' }, /line 2.*cost_zone_2.*whole number/],
    ['no cost', { cost_zone_0: '' }, /line 2.*cost_zone_0/],
    ['no places', { places_each: '0', children_indicator: '' }, /line 2.*places_each.*1 or more/],
    [
      'both ways to reach children',
      { places_each: '25' },
      /line 2.*either places_each or children_indicator/,
    ],
    [
      'no way to reach children',
      { children_indicator: '' },
      /line 2.*either places_each or children_indicator/,
    ],
    ['negative land', { land_m2: '-1' }, /line 2.*land_m2.*negative/],
    ['land of nobody', { land_of: 'school' }, /line 2.*land_of.*village or commune/],
    ['a word that is not allowed', { usual: 'maybe' }, /line 2.*usual.*yes or no/],
    ['made-up money', { status: 'illustrative' }, /line 2.*status/],
    ['an unknown rate', { indicator: 'pools' }, /line 2.*no rate "pools"/],
    ['a count for a rate', { indicator: 'children-under-16' }, /line 2.*no rate "children-under-16"/],
    ['an unknown target', { target: 'kh51' }, /line 2.*no target "kh51".*kh50/],
    [
      'an unknown count of children',
      { children_indicator: 'preschool-3-5' },
      /line 2.*no count "preschool-3-5"/,
    ],
    ['an unknown source', { source: 'HEARSAY' }, /line 2.*no source "HEARSAY"/],
    ['an unknown source of the reach', { reach_source: 'HEARSAY' }, /line 2.*no source "HEARSAY"/],
  ])('is refused with %s', (_, changed, message) => {
    expect(() => parse(changed)).toThrow(message)
  })

  test('is refused when its id stands already, or when its gap has a usual thing already', () => {
    expect(() => parse({}, {})).toThrow(/line 3.*"pool" stands already on line 2/)
    expect(() => parse({}, { id: 'lake' })).toThrow(/line 3.*"lake" and "pool" on line 2 close the same gap/)
    expect(parse({}, { id: 'lake', usual: 'no' })).toHaveLength(2)
  })
})
