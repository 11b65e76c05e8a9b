import { beforeAll, describe, expect, test } from 'vitest'
import { allocate } from '#domain/allocation/allocate'
import type { Intervention } from '#domain/allocation/interventions'
import type { Solver } from '#domain/allocation/program'
import type { AllocationRequest } from '#domain/allocation/request'
import { allocationQuestionOf } from '#domain/allocation/request'
import type { PrioritySettings } from '#domain/priority/question'
import { priorityQuestionOf } from '#domain/priority/request'
import { loadSolver } from '../../server/solver'
import { playArea as builtPlayArea } from '../fixtures/interventions'
import { noPlayArea, play, poor, zoneThree } from '../fixtures/priority'
import { smallDataset } from '../fixtures/small-dataset'

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

const settings: PrioritySettings = {
  criteria: [
    { ...play, reads: 'play-areas-villages' },
    { ...poor, reads: 'poor-households' },
  ],
  rules: [zoneThree, { ...noPlayArea, any: [{ reads: 'play-areas-villages', test: 'at-most', limit: 0 }] }],
  presets: [],
}
const playArea: Intervention = { ...builtPlayArea, yearsOfUse: null, landM2: null }
const request: AllocationRequest = {
  vintage: '2024',
  period: '2024-H2',
  illustrative: false,
  area: '080',
  rules: [],
  weights: { play: 0.75, poor: 0.25 },
  end: 'worst',
  interventions: ['play-area'],
  costs: [],
  weighting: 'priority',
  share: null,
  budgetMillion: 120,
  objective: 'children',
  districts: [],
  firstEverywhere: null,
  pinned: [],
  excluded: [],
  promised: [],
  minimums: [],
  landRule: 'any',
  landReady: null,
  secondsLimit: 10,
}
const ask = (parts: Partial<AllocationRequest> = {}) =>
  allocationQuestionOf(smallDataset, settings, [playArea], { ...request, ...parts })
const asked = (parts: Partial<AllocationRequest> = {}) => {
  const answer = ask(parts)
  if (answer.kind !== 'asked') throw new Error(JSON.stringify(answer.problems))
  return answer.question
}
const problems = (parts: Partial<AllocationRequest>) => {
  const answer = ask(parts)
  return answer.kind === 'refused' ? answer.problems.map(({ at }) => at) : []
}

describe('a request by names', () => {
  test('becomes the communes of the area with their needs, weighted by their score', () => {
    // An: half of its villages (0.375), 30 of 100 households poor (0.075); Bình: half (0.375), 5 of 50 (0.025)
    const { needs } = asked().question
    expect(needs.map(({ code, count, weight }) => [code, count, Number(weight.toFixed(6))])).toEqual([
      ['00001', 2, 0.45],
      ['00002', 3, 0.4],
      ['00003', 0, 0.25], // all villages, but nobody said how many are poor
    ])
  })

  test('may count every child the same', () => {
    expect(asked({ weighting: 'equal' }).question.needs.every(({ weight }) => weight === 1)).toBe(true)
  })

  test('reserves a share for the communes for which a rule surely holds', () => {
    const { question } = asked({ share: { rule: 'zone-iii', percent: 60 } })
    expect(question.favouredPercent).toBe(60)
    expect(question.needs.filter(({ favoured }) => favoured).map(({ code }) => code)).toEqual(['00001'])
  })

  test('may have costs of its own', () => {
    const { question, interventions } = asked({
      costs: [{ intervention: 'play-area', costMillion: { 3: 30 } }],
    })
    expect(question.needs[0]?.unitCostMillion).toBe(30)
    expect(interventions[0]?.costMillion).toEqual({ 0: 40, 1: 50, 2: 60, 3: 30 })
  })

  test('is answered', () => {
    // one village of Bình (zone I, 50) reaches 500 children, one of An (zone III, 70) reaches 15
    expect(allocate(asked().question, solver)).toMatchObject({
      kind: 'planned',
      chosen: [{ code: '00002', intervention: 'play-area', count: 2 }],
      plan: { totals: { spentMillion: 100, children: 1000, weightedChildren: 400 } },
    })
  })

  test('names the gaps that are not known', () => {
    expect(asked({ area: '085' }).unknown).toEqual([{ code: '00005', intervention: 'play-area', why: 'gap' }])
  })

  test.each<[string, Partial<AllocationRequest>, string]>([
    ['an unknown area', { area: '999' }, 'area'],
    ['an area of the other geography', { area: '15' }, 'area'],
    ['an unknown rule', { rules: ['zone-iv'] }, 'rules.0'],
    ['an unknown rule of the share', { share: { rule: 'zone-iv', percent: 10 } }, 'share.rule'],
    ['an unknown kind', { interventions: ['pool'] }, 'interventions.0'],
    [
      'a negative cost',
      { costs: [{ intervention: 'play-area', costMillion: { 1: -1 } }] },
      'costs.play-area.1',
    ],
    ['weights that do not add to 1', { weights: { play: 0.5 } }, 'weights'],
    ['the same kind twice', { interventions: ['play-area', 'play-area'] }, 'interventions.play-area'],
  ])('is refused with %s', (_, parts, at) => {
    expect(problems(parts)).toEqual([at])
  })

  test('is a question about priority without the budget', () => {
    const priority = priorityQuestionOf(smallDataset, settings, { ...request, rules: ['zone-iii'] })
    expect(priority).toMatchObject({
      kind: 'asked',
      question: {
        rules: [{ id: 'zone-iii' }],
        units: [{ code: '00001' }, { code: '00002' }, { code: '00003' }],
      },
    })
  })
})
