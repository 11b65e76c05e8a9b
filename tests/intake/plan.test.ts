import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOfChildren } from '#domain/child-level'
import { createDataset } from '#domain/dataset'
import { parseCatalogue } from '../../server/intake/catalogue'
import { readPlan } from '../../server/intake/plan'
import { SourceRow } from '../../server/intake/shipped-rows'
import { readTable } from '../../server/intake/table'
import { smallInput } from '../fixtures/small-dataset'

const read = (name: string) => readFileSync(join('data', name), 'utf8')
const catalogue = parseCatalogue('catalogue.yaml', read('catalogue.yaml'))
const known = {
  indicators: new Set(catalogue.indicators.map(({ id }) => id)),
  sources: new Set(readTable('sources.csv', read('sources.csv'), SourceRow).map(({ row }) => row.id)),
}
const plan = readPlan('plan-50.csv', read('plan-50.csv'), known)

describe('the plan as shipped', () => {
  test('follows every indicator of the catalogue but the two that only count people', () => {
    const followed = new Set(plan.flatMap(({ indicators }) => indicators))
    expect([...known.indicators].filter((id) => !followed.has(id))).toEqual([
      'children-under-16',
      'population',
    ])
  })

  test('has the two play demands with the plan’s own target of 100 %', () => {
    for (const id of ['play-areas-villages', 'play-areas-communes']) {
      const own = catalogue.indicators
        .find((indicator) => indicator.id === id)
        ?.targets.find(({ source }) => source === 'KH50')
      expect(own?.value).toBe(100)
      expect(plan.find((one) => one.id === id)).toMatchObject({ source: 'KH50', deadline: null })
    }
  })

  test('the catalogue’s rates of children are known as such; villages, communes and households are complete counts', () => {
    const dataset = createDataset({ ...smallInput, catalogue, observations: [], published: [] })
    const ofChildren = catalogue.indicators
      .filter((indicator) => isOfChildren(dataset, indicator))
      .map(({ id }) => id)
    expect(ofChildren.sort()).toEqual([
      'birth-registration',
      'child-injury',
      'child-labour',
      'disabled-children-supported',
      'health-insurance-under-6',
      'orphans-supported',
      'preschool-0-2',
      'preschool-3-5',
      'preschool-5',
      'stunting',
      'under-5-mortality',
      'underweight',
    ])
  })
})

describe('a faulty file', () => {
  const header = read('plan-50.csv').split('\n')[0]!
  const line = (cells: Partial<Record<string, string>>) => {
    const full: Record<string, string> = {
      id: 'play',
      clause_vi: 'x',
      clause_en: 'x',
      indicators: 'zone',
      agency_vi: 'x',
      agency_en: 'x',
      agency_basis: 'sector',
      target_vi: 'x',
      target_en: 'x',
      deadline: '',
      collect_vi: '',
      collect_en: '',
      source: 'KH50',
      confidence: 'official',
      ...cells,
    }
    return header
      .split(',')
      .map((name) => full[name])
      .join(',')
  }

  test.each([
    [{ indicators: 'zone nowhere' }, 'plan.csv, line 3: there is no indicator "nowhere"'],
    [{ source: 'KH99' }, 'plan.csv, line 3: there is no source "KH99"'],
    [
      { deadline: 'soon' },
      'plan.csv, line 3: column "deadline" is "soon": write a year (2025), "half-yearly"',
    ],
    [{ agency_basis: 'rumour' }, 'plan.csv, line 3: column "agency_basis" is "rumour"'],
    [{ clause_en: '' }, 'plan.csv, line 3: column "clause_en" is "": must not be empty'],
    [
      { collect_vi: 'số trẻ' },
      'plan.csv, line 3: column "collect_en" is "": say what to collect in both languages',
    ],
    [
      { indicators: '' },
      'plan.csv, line 3: the demand "other" has neither indicators nor a word on what to collect',
    ],
    [{ id: 'play' }, 'plan.csv, line 3: the demand "play" stands already on line 2'],
  ])('a faulty line %j is named', (cells, message) => {
    const csv = [header, line({}), line({ id: 'other', ...cells })].join('\n')
    expect(() => readPlan('plan.csv', csv, known)).toThrow(message)
  })

  test('a year and a rhythm are read', () => {
    const csv = [header, line({ deadline: '2025' }), line({ id: 'b', deadline: 'half-yearly' })].join('\n')
    expect(readPlan('plan.csv', csv, known).map(({ deadline }) => deadline)).toEqual([2025, 'half-yearly'])
  })
})
