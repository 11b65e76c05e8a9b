import { beforeAll, describe, expect, test } from 'vitest'
import { allocate } from '#domain/allocation/allocate'
import { landFor, withLand } from '#domain/allocation/land'
import { allocationProblems } from '#domain/allocation/problems'
import type { Solver } from '#domain/allocation/program'
import type { AllocationQuestion } from '#domain/allocation/question'
import type { Village } from '#domain/places/village'
import { unknownChildren } from '#domain/places/village'
import { createDataset } from '#domain/dataset'
import { loadSolver } from '../../server/solver'
import { playArea } from '../fixtures/interventions'
import { need, question } from '../fixtures/needs'
import { smallInput } from '../fixtures/small-dataset'

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

function planned(asked: AllocationQuestion) {
  const answer = allocate(asked, solver)
  if (answer.kind !== 'planned') throw new Error(answer.kind)
  return answer.plan
}

describe('at least so much of a kind', () => {
  // play reaches 10 children for 10 million, a room 4 for 20: without a rule only play is built
  const needs = [
    need('A', { count: 6 }),
    need('B', { count: 3, intervention: 'room', unitCostMillion: 20, childrenEach: 4 }),
  ]
  const things = (parts: Partial<AllocationQuestion>) => planned(question(needs, 60, parts)).totals.things

  test('so many things', () => {
    expect(things({})).toEqual({ play: 6, room: 0 })
    expect(things({ minimums: [{ intervention: 'room', things: 2, percent: null }] })).toEqual({
      play: 2,
      room: 2,
    })
  })

  test('so many percent of the money spent', () => {
    // 30 % of 60 is 18: one room of 20
    expect(things({ minimums: [{ intervention: 'room', things: null, percent: 30 }] })).toEqual({
      play: 4,
      room: 1,
    })
  })

  test('is told as the reason', () => {
    const { funded } = planned(
      question(needs, 60, { minimums: [{ intervention: 'room', things: 1, percent: null }] }),
    )
    const room = funded.find(({ intervention }) => intervention === 'room')
    expect(room?.reasons.map(({ kind }) => kind)).toContain('kind-minimum')
  })

  test.each([
    [[{ intervention: 'castle', things: 1, percent: null }], 'unknown-intervention'],
    [[{ intervention: 'room', things: 4, percent: null }], 'minimum-over-needs'],
    [[{ intervention: 'room', things: -1, percent: null }], 'minimum'],
    [[{ intervention: 'room', things: null, percent: 101 }], 'minimum'],
    [
      [
        { intervention: 'room', things: null, percent: 60 },
        { intervention: 'play', things: null, percent: 50 },
      ],
      'minimum-shares',
    ],
    [
      [
        { intervention: 'room', things: 1, percent: null },
        { intervention: 'room', things: 2, percent: null },
      ],
      'repeated-minimum',
    ],
  ])('%j is refused', (minimums, kind) => {
    expect(allocationProblems(question(needs, 60, { minimums })).map((one) => one.kind)).toContain(kind)
  })

  test('that no money suffices for collides with the budget, and says how much would do', () => {
    const asked = question(needs, 30, { minimums: [{ intervention: 'room', things: 2, percent: null }] })
    const answer = allocate(asked, solver)
    if (answer.kind !== 'infeasible') throw new Error(answer.kind)
    expect(answer.collision.mends).toEqual([
      { constraint: { kind: 'budget' }, from: 30, to: 40 },
      { constraint: { kind: 'kind-minimum', intervention: 'room' }, from: 2, to: 1 },
    ])
  })
})

describe('only where there is land', () => {
  const reported = { status: 'reported' as const }
  const needs = [
    need('A', { count: 4, land: { ready: 1, missing: 2, ...reported } }),
    need('B', { count: 4 }),
    need('C', { count: 4, landM2: 0 }),
  ]
  const counts = (parts: Partial<AllocationQuestion>) =>
    Object.fromEntries(planned(question(needs, 1000, parts)).funded.map(({ code, count }) => [code, count]))

  test('known to be ready: what is unknown is not built', () => {
    expect(counts({ landRule: 'ready' })).toEqual({ A: 1, C: 4 })
  })

  test('not known to be missing: what is unknown may be built', () => {
    expect(counts({ landRule: 'not-refused' })).toEqual({ A: 2, B: 4, C: 4 })
  })

  test('no condition builds all', () => {
    expect(counts({})).toEqual({ A: 4, B: 4, C: 4 })
  })

  test('what stays out says why, also where a part is built', () => {
    const { unfunded } = planned(question(needs, 1000, { landRule: 'ready' }))
    expect(unfunded.map(({ code, count, reason }) => [code, count, reason.kind])).toEqual([
      ['A', 3, 'land'],
      ['B', 4, 'land'],
    ])
  })

  test('a pin beyond the land is refused with the number that has land', () => {
    const asked = question(needs, 1000, {
      landRule: 'ready',
      pinned: [{ code: 'A', intervention: 'play', count: 2 }],
    })
    expect(allocationProblems(asked)[0]?.message.en).toContain('only 1 can be built here')
  })

  test.each([
    [null, 'ready', 0],
    [null, 'not-refused', 5],
    [{ ready: 9, missing: 0, ...reported }, 'ready', 5],
    [{ ready: 0, missing: 9, ...reported }, 'not-refused', 0],
  ] as const)('%j by the rule %s leaves %i of 5', (land, rule, left) => {
    expect(withLand(5, land, rule)).toBe(left)
  })
})

describe('land from the register of villages', () => {
  const village = (name: string, parts: Partial<Village>): Village => ({
    id: name,
    vintage: '2024',
    commune: '00001',
    name,
    type: 'thôn',
    extremelyDisadvantaged: null,
    households: null,
    children: unknownChildren,
    land: 'unknown',
    playArea: 'no',
    position: null,
    source: 'register',
    asOf: '2024-12-31',
    status: 'reported',
    since: 1,
    ...parts,
  })
  const dataset = createDataset({
    ...smallInput,
    places: {
      villages: [
        village('a', { land: 'yes' }),
        village('b', { land: 'no', playArea: 'under-repair' }),
        village('c', {}),
        village('d', { land: 'yes', playArea: 'yes' }),
        village('e', { land: 'yes', status: 'illustrative' }),
        village('f', { land: 'yes', commune: '00002', playArea: 'yes' }),
      ],
      facilities: [],
      statements: [],
      illustrative: true,
    },
  })
  const figures = { vintage: '2024', illustrative: false } as const

  test('counts villages that lack a play area', () => {
    expect(landFor(dataset, figures, playArea, '00001')).toEqual({
      ready: 1,
      missing: 1,
      status: 'reported',
    })
  })

  test('made-up villages count where they are asked for, and mark the answer', () => {
    expect(landFor(dataset, { ...figures, illustrative: true }, playArea, '00001')).toEqual({
      ready: 2,
      missing: 1,
      status: 'illustrative',
    })
  })

  test('nothing is known of a commune without such a village, nor of rooms', () => {
    expect(landFor(dataset, figures, playArea, '00002')).toBeNull()
    expect(landFor(dataset, figures, { ...playArea, landOf: null }, '00001')).toBeNull()
  })

  describe('for one thing that serves the commune', () => {
    const whole = { ...playArea, landOf: 'commune' } as const

    test('the land of any of its villages will do, whether that village lacks a play area or not', () => {
      expect(landFor(dataset, figures, whole, '00002')).toEqual({ ready: 1, missing: 0, status: 'reported' })
    })

    test('a made-up village does not weaken what a real one says', () => {
      const land = landFor(dataset, { ...figures, illustrative: true }, whole, '00001')
      // "a" and "d"; the made-up "e" is left out
      expect(land).toEqual({ ready: 2, missing: 0, status: 'reported' })
    })

    test('there is surely none when every village says so, and nothing is known while one is silent', () => {
      const ask = (...lands: Village['land'][]) =>
        landFor(
          createDataset({
            ...smallInput,
            places: {
              villages: lands.map((land, i) => village(String(i), { land })),
              facilities: [],
              statements: [],
              illustrative: false,
            },
          }),
          figures,
          whole,
          '00001',
        )
      expect(ask('no', 'no')).toEqual({ ready: 0, missing: 2, status: 'reported' })
      expect(ask('no', 'unknown')).toBeNull()
      expect(ask('no', 'unknown', 'yes')).toEqual({ ready: 1, missing: 0, status: 'reported' })
      expect(ask()).toBeNull()
    })
  })
})
