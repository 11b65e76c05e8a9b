import { describe, expect, test } from 'vitest'
import type { Intervention } from '#domain/allocation/interventions'
import { needsOf } from '#domain/allocation/needs'
import { InputError } from '#domain/input-problem'
import type { End } from '#domain/priority/rules'
import { playArea } from '../fixtures/interventions'
import { createDataset } from '#domain/dataset'
import { withhold } from '#domain/privacy/withhold'
import { at, sensitiveInput, smallDataset } from '../fixtures/small-dataset'

const room: Intervention = {
  ...playArea,
  id: 'room',
  indicator: 'preschool-3-5',
  target: 'overall-half',
  reach: { kind: 'places', each: 25 },
}

const figures = { vintage: '2024', period: '2024-H2', illustrative: false } as const
const everywhere = at('2024', '10')
const ask = (interventions: readonly Intervention[], end: End = 'worst', illustrative = false) =>
  needsOf(smallDataset, { ...figures, illustrative }, everywhere, interventions, end, new Map())
const needIn = (code: string, interventions: readonly Intervention[], end: End = 'worst') =>
  ask(interventions, end).needs.find((need) => need.code === code)

describe('what a commune lacks', () => {
  test('villages without a play area, each with an equal share of the children', () => {
    // An: 2 of 4 villages, 60 children, zone III
    expect(needIn('00001', [playArea])).toMatchObject({
      district: '080',
      count: 2,
      certain: 2,
      existing: 2,
      children: 60,
      provided: 30,
      childrenEach: 15,
      childrenLast: 15,
      unitCostMillion: 70,
      yearsOfUse: 8,
      weight: 1,
      favoured: false,
      status: 'reported',
    })
  })

  test('what nobody said counts as lacking in the worst case only', () => {
    // Bình: 3 of 6 villages, 1 did not say; 3,000 children
    expect(needIn('00002', [playArea])).toMatchObject({
      count: 3,
      certain: 2,
      childrenEach: 500,
      provided: 1500,
    })
    expect(needIn('00002', [playArea], 'best')).toMatchObject({ count: 2, certain: 2, provided: 2000 })
  })

  test('rooms for the children whom the target asks a place for; the last room has places left', () => {
    // Bình: 99 of 990 enrolled; half of 990 are 495, so 396 are without a place: 15 rooms of 25 and one for 21
    expect(needIn('00002', [room])).toMatchObject({
      count: 16,
      children: 495,
      provided: 99,
      childrenEach: 25,
      childrenLast: 21,
      existing: null,
    })
    // An: 9 of 10 are more than half
    expect(needIn('00001', [room])).toMatchObject({ count: 0, children: 5, provided: 5, childrenLast: 0 })
  })

  test('an unknown zone costs what the dearest does', () => {
    expect(needIn('00004', [playArea])).toMatchObject({ count: 0, unitCostMillion: 70 })
  })

  test('a gap that is not known is listed, never taken for zero', () => {
    expect(ask([playArea, room]).unknown).toEqual([
      { code: '00005', intervention: 'play-area', why: 'gap' },
      { code: '00005', intervention: 'room', why: 'gap' },
    ])
    // with made-up figures its villages are known, but not its children
    expect(ask([playArea], 'worst', true).unknown).toEqual([
      { code: '00005', intervention: 'play-area', why: 'children' },
    ])
  })

  test('every commune is either planned for or listed as unknown, once for each kind', () => {
    const { needs, unknown } = ask([playArea, room])
    const codes = [...needs, ...unknown].map(({ code, intervention }) => `${code}/${intervention}`)
    expect(codes.sort()).toEqual(
      ['00001', '00002', '00003', '00004', '00005'].flatMap((code) => [`${code}/play-area`, `${code}/room`]),
    )
  })

  test('weight and favour come from the standing of the commune', () => {
    const standings = new Map([['00001', { weight: 0.4, favoured: true }]])
    const { needs } = needsOf(smallDataset, figures, everywhere, [playArea], 'worst', standings)
    expect(needs[0]).toMatchObject({ weight: 0.4, favoured: true })
    expect(needs[1]).toMatchObject({ weight: 1, favoured: false })
  })
})

test('two kinds for one gap are refused', () => {
  expect(() => ask([playArea, { ...playArea, id: 'large-play-area' }])).toThrow(InputError)
})

test('unknown indicators and targets are named', () => {
  expect(() => ask([{ ...playArea, indicator: 'pools' }])).toThrow(/"pools"/)
  expect(() => ask([{ ...playArea, target: '2040' }])).toThrow(/"2040"/)
})

test('a gap that is withheld is not planned for, and is not called unreported', () => {
  const open = withhold(createDataset(sensitiveInput('play-areas-villages')), 5)
  const { unknown } = needsOf(open, figures, everywhere, [playArea], 'worst', new Map())
  const whyOf = new Map(unknown.map(({ code, why }) => [code, why]))
  // An: 2 villages of 4 have one; the third commune did not report
  expect(whyOf.get('00001')).toBe('withheld')
  expect(ask([playArea]).unknown.some(({ why }) => why === 'withheld')).toBe(false)
})
